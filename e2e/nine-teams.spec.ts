import { spawn } from "node:child_process";
import { z } from "zod";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import type { Api } from "./fixtures";
import { says } from "./messages";

const say = (key: string, values: Record<string, string> = {}) => says("zh", key, values);
const TEAMS = 9;

const Result = z.object({
  teams: z.number(),
  refused: z.number(),
  cards: z.array(
    z.object({
      lane: z.number(),
      side: z.string(),
      total: z.number(),
      sumOfLines: z.number(),
      coverage: z.number(),
    }),
  ),
});

test("nine teams of scripted players play side by side, and control watches all of them advance on one screen", async ({
  personAs,
  pageAs,
  baseURL,
}) => {
  // Nine teams take about half a minute when nothing else runs.
  test.setTimeout(180_000);
  const { api } = await personAs("trainer");
  const before = new Set((await api.drill.list.query()).drills.map(({ drillId }) => drillId));
  const players = startPlayers(baseURL ?? "");
  const drillId = await newDrill(api, before);

  const control = await pageAs("trainer");
  await control.goto(`/drills/${drillId}/control`);
  const board = control.getByRole("region", { name: say("control.lanes.title") });
  const rows = board.getByRole("row").filter({ has: control.getByRole("button") });
  await expect(rows).toHaveCount(TEAMS, { timeout: 60_000 });

  // In step: one clock for all, and a call that rings for one rings for everybody.
  const first = await reading(control);
  for (let lane = 0; lane < TEAMS; lane += 1) {
    const row = rows.nth(lane);
    await expect(row).toContainText(say("console.incidentStatus.on-scene"), { timeout: 60_000 });
    await expect(row.getByText(say("common.status.met"), { exact: true })).toBeVisible();
    // The people of a team are scripts that hold no screen open.
    await expect(row).toContainText("0/1");
  }
  const later = await reading(control);
  expect(later.clock).toBeGreaterThan(first.clock);
  expect(later.scores).toHaveLength(TEAMS);
  for (const score of later.scores) expect(score).toBeGreaterThan(0);

  // One of them in full, and back to all.
  await rows.nth(4).getByRole("button").click();
  await expect(board).toBeHidden();
  const picker = control.getByRole("combobox", { name: say("control.lane") });
  await expect(picker).toHaveValue("5");
  await expect(control.getByRole("region", { name: say("control.aside.title") })).toBeVisible();
  await picker.selectOption({ label: say("control.lanes.all") });
  await expect(board).toBeVisible();

  // The scripts end it, evaluate and release; every team has its card, and the board shows the same totals.
  const { cards, teams } = await players;
  expect(teams).toBe(TEAMS);
  const responders = cards.filter(({ side }) => side === "responder");
  expect(responders.map(({ lane }) => lane)).toEqual(Array.from({ length: TEAMS }, (_, i) => i + 1));
  for (const { total, sumOfLines, coverage } of responders) {
    expect(total).toBe(sumOfLines);
    expect(coverage).toBeGreaterThan(0.8);
  }
  await expect(control.getByText(say("control.finished.released"))).toBeVisible();
  for (const { lane, total } of responders) await expect(rows.nth(lane - 1)).toContainText(total.toFixed(1));
  const { cards: released } = await api.review.overview.query({ drillId });
  expect(released.map(({ lane, totalHundredths }) => [lane, totalHundredths / 100])).toEqual(
    responders.map(({ lane, total }) => [lane, total]),
  );
  for (const { lane, total } of [responders[0], responders[TEAMS - 1]].flatMap((card) => card ?? [])) {
    await control.goto(`/drills/${drillId}/review?lane=${lane}&side=responder`);
    await expect(control.getByText(say("review.phase.released"))).toBeVisible();
    // To the hundredth there, and without noughts at its end.
    await expect(control.getByText(String(total), { exact: true }).first()).toBeVisible();
  }
});

/** Plays a parallel drill on the server with nothing but its API, as `npm run rehearse` does. */
async function startPlayers(url: string): Promise<z.infer<typeof Result>> {
  const args = ["lost-coat", "--teams", String(TEAMS), "--url", url, "--quiet"];
  const rehearsal = spawn(process.execPath, ["server/ops/launch/rehearse.mjs", ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  rehearsal.stdout.on("data", (chunk: Buffer) => (said += chunk.toString("utf8")));
  const code = await new Promise<number | null>((resolve) => rehearsal.once("close", resolve));
  if (code !== 0) throw new Error(`The rehearsal ended with ${code}: ${said}`);
  return Result.parse(JSON.parse(said.slice(said.indexOf("RESULT ") + "RESULT ".length)));
}

/** The drill that the players have planned and started. */
async function newDrill(api: Api, before: ReadonlySet<string>): Promise<string> {
  let found: string | undefined;
  await expect
    .poll(
      async () => {
        const { drills } = await api.drill.list.query({ phase: "running" });
        found = drills.find(({ drillId, teams }) => !before.has(drillId) && teams.length === TEAMS)?.drillId;
        return found;
      },
      { timeout: 60_000, intervals: [100] },
    )
    .toBeDefined();
  if (found === undefined) throw new Error("The players have planned no drill.");
  return found;
}

/** What the board shows at one moment: the drill clock in seconds, and the running score of every team. */
async function reading(page: Page): Promise<{ clock: number; scores: number[] }> {
  const clock = (await page.getByRole("timer").first().innerText())
    .split(":")
    .reduce((sum, part) => sum * 60 + Number(part), 0);
  const rows = page
    .getByRole("region", { name: say("control.lanes.title") })
    .getByRole("row")
    .filter({ has: page.getByRole("button") });
  const scores = (await rows.allInnerTexts()).map((row) => Number(/\d+\.\d/.exec(row)?.[0] ?? "NaN"));
  return { clock, scores };
}
