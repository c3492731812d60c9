import { randomUUID } from "node:crypto";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import type { Person } from "./fixtures";
import { says } from "./messages";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** The drill that stands open on the consoles while they are looked at, and one that is over. */
type Scene = { running: string; finished: string; scenario: string; caseStudy: string };

/** Every screen with the demo account that looks at it; null for a stranger. */
const SCREENS: readonly { as: string | null; address: (scene: Scene) => string }[] = [
  { as: null, address: () => "/sign-in" },
  { as: "trainer", address: () => "/" },
  { as: "trainer", address: () => "/scenarios" },
  { as: "trainer", address: ({ scenario }) => `/scenarios/${scenario}` },
  { as: "trainer", address: () => "/drills" },
  { as: "trainer", address: () => "/drills/new" },
  { as: "tide-captain", address: () => "/drills/practice" },
  { as: "trainer", address: ({ running }) => `/drills/${running}/lobby` },
  { as: "trainer", address: ({ running }) => `/drills/${running}/control` },
  { as: "trainer", address: ({ running }) => `/drills/${running}/wall` },
  { as: "trainer", address: ({ finished }) => `/drills/${finished}/review` },
  { as: "trainer", address: ({ finished }) => `/drills/${finished}/review/replay` },
  { as: "trainer", address: () => "/library/drafts" },
  { as: "tide-captain", address: ({ running }) => `/drills/${running}` },
  { as: "tide-captain", address: () => "/library" },
  { as: "tide-captain", address: ({ caseStudy }) => `/library/${caseStudy}` },
  { as: "tide-captain", address: () => "/join" },
  { as: "tide-captain", address: () => "/me" },
  { as: "reef-captain", address: ({ running }) => `/drills/${running}` },
  { as: "evaluator", address: ({ running }) => `/drills/${running}/evaluate` },
  { as: "administrator", address: () => "/admin/people" },
  { as: "administrator", address: () => "/admin/organisations" },
  { as: "administrator", address: () => "/admin/teams" },
  { as: "administrator", address: () => "/admin/audit" },
];

for (const language of ["zh", "en"] as const) {
  for (const theme of ["light", "dark"] as const) {
    test(`no screen breaks a rule of WCAG 2.2 A or AA (${language}, ${theme})`, async ({
      personAs,
      pageAs,
      baseURL,
    }) => {
      test.setTimeout(180_000);
      const scene = await setScene(personAs);
      const pages = new Map<string | null, Page>();
      const broken: unknown[] = [];
      for (const { as, address } of SCREENS) {
        const page = pages.get(as) ?? (await pageAs(as, { language }));
        if (!pages.has(as)) {
          await page.context().addCookies([{ name: "theme", value: theme, url: baseURL ?? "" }]);
          // A colour on its way to another one is measured as neither.
          await page.emulateMedia({ reducedMotion: "reduce" });
          pages.set(as, page);
        }
        const response = await page.goto(address(scene));
        expect([address(scene), response?.status()]).toEqual([address(scene), 200]);
        await expect(
          page.getByRole("heading", { level: 1 }).or(page.getByRole("main")).first(),
        ).toBeVisible();
        await expect(page.getByRole("status", { name: says(language, "common.loading") })).toHaveCount(0);
        const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
        for (const { id, nodes } of violations) {
          broken.push({
            as,
            address: address(scene),
            id,
            at: nodes.map(({ target, failureSummary }) => [target, failureSummary]),
          });
        }
      }
      expect(broken).toEqual([]);
    });
  }
}

/** A drill under way with somebody in every kind of place; the rest is what the demo comes with. */
async function setScene(personAs: (key: string) => Promise<Person>): Promise<Scene> {
  const { api } = await personAs("trainer");
  const scenario = (await api.scenario.list.query()).find((one) => one.isStarter && one.opposed);
  const finished = (await api.drill.list.query({ phase: "ended" })).find((one) => one.joined);
  const [caseStudy] = (await api.library.search.query({})).cases;
  if (!scenario || !finished || !caseStudy)
    throw new Error("The demo lacks a scenario, a finished drill or a case.");
  const { drillId, joinCode } = await api.drill.create.mutate({
    title: `axe ${randomUUID().slice(0, 8)}`,
    scenarioId: scenario.id,
    format: "opposed",
    mode: "tabletop",
    noNotice: false,
    teams: [
      { lane: 1, side: "responder", teamId: null, name: "R" },
      { lane: 1, side: "opposition", teamId: null, name: "O" },
    ],
    people: [],
  });
  for (const [key, place] of [
    ["tide-captain", { role: "player", lane: 1, side: "responder" }],
    ["reef-captain", { role: "player", lane: 1, side: "opposition" }],
    ["evaluator", { role: "evaluator" }],
  ] as const) {
    await (await personAs(key)).api.drill.join.mutate({ code: joinCode, ...place });
  }
  const command = { type: "StartDrill", rate: 60 } as const;
  await api.drill.command.mutate({ drillId, commandId: randomUUID(), command });
  await expect
    .poll(async () => {
      const view = await api.drill.view.query({ drillId });
      return view.kind === "control" ? (view.lanes[0]?.incidents.length ?? 0) : 0;
    })
    .toBeGreaterThan(0);
  // Standing still, so that every look finds the same.
  const pause = { type: "PauseClock", reason: "" } as const;
  await api.drill.command.mutate({ drillId, commandId: randomUUID(), command: pause });
  return { running: drillId, finished: finished.drillId, scenario: scenario.id, caseStudy: caseStudy.slug };
}
