import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import type { DrillCommand } from "@/domain/drill/schema";
import { faultsOf } from "./accessible";
import { expect, LOOKS, test } from "./fixtures";
import type { Person } from "./fixtures";
import { says } from "./messages";

const say = (key: string, values: Record<string, string> = {}) => says("zh", key, values);

// Up to seven browsers look at one drill.
test.describe.configure({ timeout: 180_000 });

/** Two of the control cell, one of each side, an evaluator. */
const CAST = {
  lead: "trainer",
  second: "trainer-2",
  responder: "tide-captain",
  opposition: "reef-captain",
  evaluator: "evaluator",
} as const;
type Part = keyof typeof CAST;

type Scene = {
  drillId: string;
  code: string;
  /** What everybody is called on screen. */
  names: Record<Part, string>;
  /** Of the players, as those read them who read English. */
  latin: Record<"responder" | "opposition", string>;
  /** Of whoever leads. */
  asks: (command: DrillCommand) => Promise<unknown>;
};

/** A drill on a starter scenario in which all of the cast have a place, and these have come in. */
async function planDrill(
  personAs: (key: string) => Promise<Person>,
  { noNotice = false, come = Object.keys(CAST) }: { noNotice?: boolean; come?: string[] } = {},
): Promise<Scene> {
  const { api } = await personAs(CAST.lead);
  const copyOf = async (scenarioId: string) => {
    const copy = await api.scenario.duplicate.mutate({ scenarioId });
    await api.scenario.publish.mutate({ scenarioId: copy.scenarioId, revision: 1 });
    return copy.scenarioId;
  };
  const scenario = (await api.scenario.list.query()).find((one) => one.isStarter && one.opposed);
  if (!scenario) throw new Error("The demo comes without an opposed scenario.");
  const { drillId, joinCode } = await api.drill.create.mutate({
    title: `导调 ${Date.now()}`,
    // Starters are open for practice: a drill without notice takes a copy, which is not.
    scenarioId: noNotice ? await copyOf(scenario.id) : scenario.id,
    format: "opposed",
    mode: "tabletop",
    noNotice,
    teams: [
      { lane: 1, side: "responder", teamId: null, name: "一队" },
      { lane: 1, side: "opposition", teamId: null, name: "二队" },
    ],
    people: [],
  });
  const seats = {
    second: { role: "controller" },
    responder: { role: "player", lane: 1, side: "responder" },
    opposition: { role: "player", lane: 1, side: "opposition" },
    evaluator: { role: "evaluator" },
  } as const;
  const names = { lead: "", second: "", responder: "", opposition: "", evaluator: "" };
  const latin = { responder: "", opposition: "" };
  for (const part of ["second", "responder", "opposition", "evaluator"] as const) {
    const person = await personAs(CAST[part]);
    const me = await person.api.session.current.query();
    if (!me) throw new Error("Somebody is not signed in.");
    await api.drill.assign.mutate({ drillId, userId: me.id, ...seats[part] });
    if (come.includes(part)) await person.api.drill.join.mutate({ code: joinCode });
  }
  for (const { seat, name: written } of (await api.drill.lobby.query({ drillId })).people) {
    const name = written.zh;
    if (seat.role === "player") {
      names[seat.side] = name;
      latin[seat.side] = written.en;
    } else if (seat.role === "evaluator") names.evaluator = name;
    else if (names.lead === "" && name !== "") names.lead = name;
    else names.second = name;
  }
  return {
    drillId,
    code: joinCode,
    names,
    latin,
    asks: (command) => api.drill.command.mutate({ drillId, commandId: randomUUID(), command }),
  };
}

/** The line of somebody in control's list of people. */
async function lineOf(desk: Page, name: string) {
  const tab = desk.getByRole("tab", { name: say("control.aside.people") });
  if (await tab.isVisible()) await tab.click();
  return desk
    .getByRole("region", { name: say("control.people.title") })
    .getByRole("listitem")
    .filter({ hasText: name });
}

const promptOf = (page: Page) => page.getByRole("region", { name: say("console.check.title"), exact: true });
const answerIn = (page: Page) => promptOf(page).getByRole("button", { name: say("console.check.answer") });

test("a communications check reaches everybody at once, is answered by a tap or a key, and control sees by whom", async ({
  personAs,
  pageAs,
}) => {
  const { drillId, names, asks } = await planDrill(personAs);
  const [desk, second, player, evaluator] = [
    await pageAs(CAST.lead),
    await pageAs(CAST.second),
    await pageAs(CAST.responder),
    await pageAs(CAST.evaluator, { phone: true }),
  ];
  await desk.goto(`/drills/${drillId}/control`);
  await second.goto(`/drills/${drillId}/control`);
  await player.goto(`/drills/${drillId}/lobby`);
  await evaluator.goto(`/drills/${drillId}/evaluate`);
  for (const name of [names.responder, names.evaluator, names.second]) {
    await expect(await lineOf(desk, name)).toContainText(say("control.people.here"));
  }

  // Before StartEx: the player is still in the lobby.
  await desk.getByRole("button", { name: say("console.check.call") }).click();
  for (const page of [second, player, evaluator]) await expect(answerIn(page)).toBeVisible();
  await expect(promptOf(desk)).toHaveCount(0);
  const target = await answerIn(evaluator).boundingBox();
  expect(target?.height).toBeGreaterThanOrEqual(44);
  await answerIn(evaluator).click();
  await player.keyboard.press("r");
  for (const page of [player, evaluator]) await expect(promptOf(page)).toHaveCount(0);
  const answered = new RegExp(say("console.check.answered", { seconds: "[\\d.]+" }));
  await expect(await lineOf(desk, names.evaluator)).toContainText(answered);
  await expect(await lineOf(desk, names.responder)).toContainText(answered);
  await expect(await lineOf(desk, names.second)).toContainText(say("console.check.missing", { times: "1" }));

  // Those who are missing are called again, and nobody else.
  await desk.getByRole("button", { name: say("console.check.repeat") }).click();
  await expect(await lineOf(desk, names.second)).toContainText(say("console.check.missing", { times: "2" }));
  await expect(promptOf(player)).toHaveCount(0);
  await answerIn(second).click();
  await expect(await lineOf(desk, names.second)).toContainText(answered);

  // The same while the drill runs, at the player's console; nobody there learns who else was called.
  await asks({ type: "StartDrill", rate: 1 });
  await player.goto(`/drills/${drillId}`);
  await asks({ type: "CallCheck" });
  await expect(answerIn(player)).toBeVisible();
  const { api } = await personAs(CAST.responder);
  const view = JSON.stringify(await api.drill.view.query({ drillId }));
  for (const name of [names.second, names.evaluator, names.opposition]) expect(view).not.toContain(name);
  await answerIn(player).click();
  await expect(promptOf(player)).toHaveCount(0);
  await expect(await lineOf(desk, names.responder)).toContainText(answered);
});

test("control sees within ten seconds whose line is lost, since when, and who never came in", async ({
  personAs,
  pageAs,
  wire,
}) => {
  const { drillId, names } = await planDrill(personAs, { come: ["second", "responder", "evaluator"] });
  const desk = await pageAs(CAST.lead);
  await desk.goto(`/drills/${drillId}/control`);
  await expect(await lineOf(desk, names.opposition)).toContainText(say("control.people.never"));
  await expect(await lineOf(desk, names.responder)).toContainText(say("control.people.never"));
  const player = await pageAs(CAST.responder, { url: wire.url });
  await player.goto(`/drills/${drillId}`);
  await expect(await lineOf(desk, names.responder)).toContainText(say("control.people.here"));

  wire.pull();
  const lost = new RegExp(say("control.people.lost", { time: "\\d\\d:\\d\\d:\\d\\d" }));
  await expect(await lineOf(desk, names.responder)).toContainText(lost, { timeout: 10_000 });
  wire.plugIn();
  await expect(await lineOf(desk, names.responder)).toContainText(say("control.people.here"), {
    timeout: 20_000,
  });
});

test("the lead is offered and accepted, and taken over with a reason from somebody who is not there", async ({
  personAs,
  pageAs,
}) => {
  const { drillId, names, asks } = await planDrill(personAs);
  await asks({ type: "StartDrill", rate: 1 });
  const [desk, second] = [await pageAs(CAST.lead), await pageAs(CAST.second)];
  for (const page of [desk, second]) await page.goto(`/drills/${drillId}/control`);
  const pause = (page: Page) => page.getByRole("button", { name: say("control.clock.pause"), exact: true });
  await expect(pause(desk)).toBeVisible();
  await expect(second.getByText(say("control.lead.held", { name: names.lead }))).toBeVisible();
  await expect(pause(second)).toHaveCount(0);
  await expect(second.getByRole("button", { name: say("control.lead.takeOver") })).toHaveCount(0);

  await desk.getByRole("button", { name: say("control.lead.offer") }).click();
  const offer = desk.getByRole("dialog", { name: say("control.lead.offerTitle") });
  await offer.getByRole("button", { name: say("control.lead.offer") }).click();
  await expect(offer).toBeHidden();
  await second.getByRole("button", { name: say("control.lead.accept") }).click();
  await expect(pause(second)).toBeVisible();
  await expect(pause(desk)).toHaveCount(0);
  await expect(desk.getByText(say("control.lead.held", { name: names.second }))).toBeVisible();

  await second.close();
  await desk.getByRole("button", { name: say("control.lead.takeOver") }).click({ timeout: 20_000 });
  const takeOver = desk.getByRole("dialog", { name: say("control.lead.takeOver") });
  await expect(takeOver.getByRole("button", { name: say("control.lead.takeOver") })).toBeDisabled();
  await takeOver.getByRole("textbox", { name: say("control.lead.reason") }).fill("链路中断");
  await takeOver.getByRole("button", { name: say("control.lead.takeOver") }).click();
  await expect(pause(desk)).toBeVisible();
  const { api } = await personAs(CAST.lead);
  const log = await api.review.timeline.query({ drillId, lane: null });
  expect(log.map(({ sentence }) => sentence.with?.["reason"])).toContain("链路中断");
});

test("an inject is delivered, sent again and skipped with a reason, and the players have it twice", async ({
  personAs,
  pageAs,
}) => {
  const { drillId, asks } = await planDrill(personAs);
  const { api } = await personAs(CAST.lead);
  const setting = await api.drill.setting.query({ drillId });
  const injects = setting.kind === "full" ? setting.scenario.injects : [];
  const [inject, other] = injects.filter(({ audience }) => audience === "responder");
  if (!inject || !other) throw new Error("The scenario has too few injects for responders.");
  await asks({ type: "StartDrill", rate: 1 });
  await asks({ type: "PauseClock", reason: "" });
  const [desk, player] = [await pageAs(CAST.lead), await pageAs(CAST.responder)];
  await desk.goto(`/drills/${drillId}/control`);
  await player.goto(`/drills/${drillId}`);
  const row = (title: string) =>
    desk
      .getByRole("listitem")
      .filter({ has: desk.getByRole("button", { name: title }) })
      .filter({ hasText: title });

  await row(inject.title.zh)
    .getByRole("button", { name: say("control.injects.deliver") })
    .click();
  const delivered = desk.getByRole("region", { name: say("control.injects.group.delivered") });
  await delivered.getByRole("button", { name: inject.title.zh }).press("Enter");
  await delivered.getByRole("button", { name: say("control.injects.again") }).press("Enter");
  await expect(delivered.getByText(say("control.injects.times", { count: "2" }))).toBeVisible();
  const cards = player.getByRole("article").filter({ hasText: inject.text.zh.slice(0, 12) });
  await expect(cards).toHaveCount(2);
  await expect(cards.filter({ hasText: say("console.again") })).toHaveCount(1);

  await desk.getByRole("button", { name: other.title.zh }).first().click();
  await desk.getByRole("button", { name: say("control.injects.skip"), exact: true }).click();
  const skip = desk.getByRole("dialog");
  await skip.getByRole("textbox", { name: say("control.injects.skipReason") }).fill("进度过快");
  await skip.getByRole("button", { name: say("control.injects.skip"), exact: true }).click();
  await expect(
    desk
      .getByRole("region", { name: say("control.injects.group.skipped") })
      .getByRole("button", { name: other.title.zh }),
  ).toBeVisible();
});

test("control speaks in a role: the players hear the role, the control cell reads who played it", async ({
  personAs,
  pageAs,
}) => {
  const { drillId, names, asks } = await planDrill(personAs);
  await asks({ type: "StartDrill", rate: 1 });
  // Without the lead: to speak in a role is for every controller.
  const [desk, player] = [await pageAs(CAST.second), await pageAs(CAST.responder)];
  await desk.goto(`/drills/${drillId}/control`);
  await player.goto(`/drills/${drillId}`);
  await desk.getByRole("tab", { name: say("control.aside.radio") }).click();
  await desk.getByRole("combobox", { name: say("control.radio.voice") }).fill("岛医院");
  await desk.getByRole("textbox", { name: say("console.radio.say") }).fill("救护车已出发。");
  await desk.getByRole("button", { name: say("console.radio.send") }).click();
  const heard = desk.getByRole("listitem").filter({ hasText: "救护车已出发。" });
  await expect(heard).toContainText("岛医院");
  await expect(heard).toContainText(say("control.radio.playedBy", { name: names.second }));
  await player.getByRole("tab", { name: say("console.news.radio") }).click();
  const message = player.getByRole("listitem").filter({ hasText: "救护车已出发。" });
  await expect(message).toContainText("岛医院");
  await expect(message).not.toContainText(names.second);

  // The same for a call that stands in no plan.
  await desk.getByRole("button", { name: say("control.adHoc.open") }).click();
  const adHoc = desk.getByRole("dialog", { name: say("control.adHoc.title") });
  await adHoc.getByRole("textbox", { name: say("control.adHoc.words") }).fill("楼下有人在砸门。");
  await adHoc.getByRole("combobox", { name: say("control.adHoc.from") }).fill("五楼住户");
  await adHoc.getByRole("button", { name: say("control.adHoc.send") }).click();
  const sent = desk
    .getByRole("region", { name: say("control.injects.group.adHoc") })
    .getByRole("listitem")
    .filter({ hasText: "楼下有人在砸门。" });
  await expect(sent).toContainText("五楼住户");
  await expect(sent).toContainText(say("control.radio.playedBy", { name: names.second }));
  await player.getByRole("tab", { name: say("console.news.inbox") }).click();
  const call = player.getByRole("article").filter({ hasText: "楼下有人在砸门。" });
  await expect(call).toContainText("五楼住户");
  await expect(call).not.toContainText(names.second);
});

test("control notes and flags the moment, and the review marks it as a turning point", async ({
  personAs,
  pageAs,
}) => {
  const { drillId, asks } = await planDrill(personAs);
  await asks({ type: "StartDrill", rate: 1 });
  const desk = await pageAs(CAST.second);
  await desk.goto(`/drills/${drillId}/control`);
  await desk.getByRole("tab", { name: say("control.aside.notes") }).click();
  const line = desk.getByRole("textbox", { name: say("control.notes.add") });
  await line.fill("嫌疑人从后门逃脱");
  await desk.getByRole("button", { name: say("control.notes.flag.turning-point") }).click();
  const notes = desk.getByRole("list", { name: say("control.notes.title") });
  await expect(notes.getByRole("listitem").filter({ hasText: "嫌疑人从后门逃脱" })).toContainText(
    say("control.notes.flag.turning-point"),
  );
  await expect(line).toHaveValue("");
  await asks({ type: "EndDrill", how: "ended", reason: "" });
  await desk.goto(`/drills/${drillId}/review`);
  const entry = desk.getByRole("listitem").filter({ hasText: "嫌疑人从后门逃脱" });
  await expect(entry.first()).toContainText(say("review.timeline.turningPoint"));
});

test("a stop freezes the drill until control resumes it, a real incident until control ends it, on every screen", async ({
  personAs,
  pageAs,
}) => {
  const { drillId, names, latin, asks } = await planDrill(personAs);
  await asks({ type: "StartDrill", rate: 1 });
  const { api } = await personAs(CAST.lead);
  const pages = {
    lead: await pageAs(CAST.lead),
    second: await pageAs(CAST.second, { language: "en" }),
    responder: await pageAs(CAST.responder),
    opposition: await pageAs(CAST.opposition),
    evaluator: await pageAs(CAST.evaluator, { phone: true }),
    lobby: await pageAs(CAST.opposition, { phone: true }),
    wall: await pageAs(CAST.second),
  };
  const paths = {
    lead: "/control",
    second: "/control",
    responder: "",
    opposition: "",
    evaluator: "/evaluate",
    lobby: "/lobby",
    wall: "/wall",
  } as const;
  for (const part of ["lead", "second", "responder", "opposition", "evaluator", "lobby", "wall"] as const) {
    await pages[part].goto(`/drills/${drillId}${paths[part]}`);
  }
  const everybody = Object.values(pages);

  await pages.opposition.getByRole("button", { name: say("console.stop.button") }).click();
  const stop = pages.opposition.getByRole("alertdialog");
  await stop.getByRole("textbox", { name: say("console.stop.reason") }).fill("有人摔倒");
  await stop.getByRole("button", { name: say("console.stop.confirm"), exact: true }).click();
  for (const page of everybody) {
    await expect(page.getByRole("alert").filter({ hasText: "演练已叫停，原地停止" })).toBeVisible();
  }
  // Its own side reads who it was; the other side does not.
  const strip = (page: Page) => page.getByRole("alert").filter({ hasText: "有人摔倒" });
  await expect(strip(pages.opposition)).toContainText(names.opposition);
  await expect(strip(pages.second)).toContainText(latin.opposition);
  await expect(strip(pages.second)).not.toContainText(names.opposition);
  await expect(strip(pages.responder)).not.toContainText(names.opposition);
  await expect(pages.second.getByRole("button", { name: says("en", "console.resume.button") })).toHaveCount(
    0,
  );

  await pages.lead.getByRole("button", { name: say("console.resume.button") }).click();
  const resume = pages.lead.getByRole("dialog", { name: say("console.resume.title") });
  await expect(resume.getByRole("button", { name: say("console.resume.button") })).toBeDisabled();
  await resume.getByRole("checkbox", { name: say("console.resume.safe") }).click();
  await resume.getByRole("button", { name: say("console.resume.button") }).click();
  for (const page of everybody) {
    await expect(page.getByRole("alert").filter({ hasText: "演练已叫停，原地停止" })).toHaveCount(0);
  }
  await pages.lead.getByRole("button", { name: say("control.clock.resume"), exact: true }).click();

  await pages.evaluator.getByRole("button", { name: say("console.stop.button") }).click();
  const real = pages.evaluator.getByRole("alertdialog");
  await real.getByRole("radio", { name: say("console.stop.real") }).click();
  await real.getByRole("textbox", { name: say("console.stop.reason") }).fill("码头真实火警");
  await real.getByRole("button", { name: say("console.stop.confirmReal") }).click();
  for (const page of everybody) {
    const covering = page
      .getByRole(page === pages.wall ? "alert" : "alertdialog")
      .filter({ hasText: "真实警情优先，立即停止演练" });
    await expect(covering).toBeVisible();
    await expect(covering).toContainText("Real incident: stop the exercise now");
    await expect(covering).toContainText(/\d\d:\d\d:\d\d/);
  }
  await expect(pages.responder.getByRole("alertdialog")).toContainText(names.evaluator);
  await expect(pages.responder.getByRole("alertdialog")).toContainText("码头真实火警");

  // Everything stands; to end it is control's.
  await pages.lead.getByRole("button", { name: say("console.alarm.seen") }).press("Enter");
  await pages.lead.getByRole("button", { name: say("console.realStop.end") }).click();
  const ending = pages.lead.getByRole("alertdialog", { name: say("console.realStop.endTitle") });
  await ending.getByRole("button", { name: say("console.realStop.end") }).click();
  await pages.lead.getByRole("button", { name: say("console.alarm.seen") }).press("Enter");
  await expect(pages.lead.getByRole("alertdialog")).toHaveCount(0);
  await expect(pages.lead.getByText("真实警情优先，立即停止演练")).toBeVisible();
  await expect(pages.lead.getByRole("button", { name: say("console.resume.button") })).toHaveCount(0);
  const again = { type: "ResumeExercise", reason: "" } as const;
  await expect(
    api.drill.command.mutate({ drillId, commandId: randomUUID(), command: again }),
  ).rejects.toMatchObject({ data: { refusal: { code: "drill-already-ended" } } });
});

test("a drill without notice is nowhere to be seen for its players until the first call", async ({
  personAs,
  pageAs,
}) => {
  const { drillId, code, asks } = await planDrill(personAs, {
    noNotice: true,
    come: ["second", "evaluator"],
  });
  const { api } = await personAs(CAST.lead);
  const { title } = await api.drill.lobby.query({ drillId });
  const player = await pageAs(CAST.responder);
  const nowhere = async () => {
    for (const path of ["/", "/drills"]) {
      await player.goto(path);
      await expect(player.getByRole("main")).toBeVisible();
      await expect(player.getByText(title)).toHaveCount(0);
    }
    await player.goto(`/join/${code}`);
    await expect(player.getByText(say("refusals.join-code-unknown"))).toBeVisible();
    for (const path of ["", "/lobby"]) {
      const answers: string[] = [];
      for (const id of [drillId, randomUUID()]) {
        await player.goto(`/drills/${id}${path}`);
        await expect(
          player.getByRole("heading", { level: 1, name: say("shell.notFound.title") }),
        ).toBeVisible();
        answers.push(await player.getByRole("main").innerText());
      }
      // The same as for a drill that does not exist.
      expect(answers[0]).toBe(answers[1]);
    }
  };
  await nowhere();
  await asks({ type: "StartDrill", rate: 1 });
  // The first call waits, however long the looking takes.
  await asks({ type: "PauseClock", reason: "" });
  await nowhere();

  const setting = await api.drill.setting.query({ drillId });
  const call =
    setting.kind === "full" &&
    setting.scenario.injects.find(({ kind, audience }) => kind === "call" && audience === "responder");
  if (!call) throw new Error("The scenario has no call.");
  await asks({ type: "DeliverInject", lane: 1, injectId: call.id });
  await player.goto("/");
  await expect(player.getByText(title).first()).toBeVisible();
  await player.goto(`/join/${code}`);
  await player.getByRole("button", { name: say("drills.join.submit") }).click();
  await expect(player.getByRole("heading", { level: 1, name: title })).toBeVisible();
});

for (const { language, theme } of LOOKS) {
  test(`checks, hand-over, stop and alarm break no rule of WCAG 2.2 A or AA (${language}, ${theme})`, async ({
    personAs,
    pageAs,
  }) => {
    const { drillId, asks } = await planDrill(personAs);
    const open = async (key: string, path: string, phone = false) => {
      const page = await pageAs(key, { language, theme, phone });
      // A colour on its way to another one is measured as neither.
      await page.emulateMedia({ reducedMotion: "reduce" });
      await page.goto(`/drills/${drillId}${path}`);
      return page;
    };
    const holds = async (page: Page) => expect(await faultsOf(page)).toEqual([]);
    const lobby = await open(CAST.responder, "/lobby");
    const second = await open(CAST.second, "/control");
    const phone = await open(CAST.evaluator, "/evaluate", true);
    const title = says(language, "console.check.title");
    await asks({ type: "CallCheck" });
    for (const page of [lobby, second, phone]) {
      await expect(page.getByRole("region", { name: title, exact: true })).toBeVisible();
      await holds(page);
    }
    await asks({ type: "StartDrill", rate: 1 });
    const { id } = (await (await personAs(CAST.second)).api.session.current.query()) ?? { id: "" };
    await asks({ type: "OfferLead", to: id });
    await second.getByRole("tab", { name: says(language, "control.aside.people") }).click();
    await expect(second.getByRole("button", { name: says(language, "control.lead.accept") })).toBeVisible();
    await holds(second);
    await asks({ type: "StopExercise", reason: "!" });
    for (const page of [second, phone]) {
      await expect(page.getByRole("alert").filter({ hasText: "演练已叫停，原地停止" })).toBeVisible();
      await holds(page);
    }
    await asks({ type: "EndDrill", how: "real-incident", reason: "!" });
    for (const page of [lobby, phone]) {
      await expect(page.getByRole("alertdialog")).toBeVisible();
      await holds(page);
    }
    await phone.getByRole("button", { name: says(language, "console.alarm.seen") }).click();
    await expect(phone.getByRole("alertdialog")).toHaveCount(0);
    await holds(phone);
  });
}
