import type { Page } from "@playwright/test";
import { inLocale } from "@/domain/text";
import type { ControlView, FullSetting } from "@/domain/view/schema";
import { expect, test } from "./fixtures";
import type { Api, Person } from "./fixtures";
import { says } from "./messages";
import { ownBurglary } from "./scene";
import { listenTo, secretsOf, toldOf } from "./told";

const say = (key: string, values: Record<string, string> = {}) => says("zh", key, values);

/** Two minutes, so that a wall that is not late would be caught however slow the machine is. */
const WALL_DELAY_MS = 120_000;

/** What people write in the course of the drill. Nobody else may read the opposition's, and the wall none of it. */
const WORDS = {
  lie: "客运中心门口七八个人抡棍子，你们快来 CANARY-LIE",
  plan: "细仔盯住巷口，货装完就走 CANARY-PLAN",
  radio: "101 到场，请求调看巷内探头 CANARY-RADIO",
  reason: "来电不肯留名，先核实，主案不抽人 CANARY-REASON",
  ruling: "前后门都看住了，人跑不掉 CANARY-RULING",
  note: "接警后立刻复述了地点 CANARY-NOTE",
  pause: "讲评两分钟 CANARY-PAUSE",
} as const;

test("seven people play the opposed burglary from the lobby to the scores, and neither side nor the wall learns a secret", async ({
  personAs,
  pageAs,
}) => {
  // Under a minute on a machine of its own; seven browsers on a busy one take their time.
  test.setTimeout(180_000);
  const trainer = await personAs("trainer");
  const { drillId, joinCode, title, setting } = await plan(trainer);
  const control = await pageAs("trainer");
  await control.goto(`/drills/${drillId}/lobby`);
  await expect(control.getByText(joinCode)).toBeVisible();

  // Everybody comes in by the code and waits on the screen of their part.
  const joins = async (key: string, place: string) => {
    const page = await pageAs(key);
    const told = await listenTo(page);
    await page.goto(`/join/${joinCode}`);
    await page.getByRole("radio", { name: place }).click();
    await page.getByRole("button", { name: say("drills.join.submit") }).click();
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    return { page, told };
  };
  const dispatcher = await joins("tide-captain", RESPONDERS);
  const centre = await joins("tide-member", RESPONDERS);
  const leader = await joins("reef-captain", OPPOSITION);
  const helper = await joins("reef-member", OPPOSITION);
  const evaluator = await joins("evaluator", say("drills.role.evaluator"));
  const wall = await joins("trainer-2", say("drills.role.observer"));
  await expect(wall.page.getByText(say("console.wall.notStarted"))).toBeVisible();
  await sitDown(drillId, await personAs("tide-captain"), "dispatcher", dispatcher.page);
  await sitDown(drillId, await personAs("tide-member"), "command-centre", centre.page);

  // StartEx once control sees all seven.
  await control.goto(`/drills/${drillId}/control`);
  const told = await listenTo(control);
  await control.reload();
  await expect(control.getByText(say("control.people.present", { present: "7", all: "7" }))).toBeVisible();
  await control.getByRole("button", { name: say("control.clock.start") }).click();
  await expect(dispatcher.page.getByRole("region", { name: say("console.board.title") })).toBeVisible();

  // The call: both responders have it, one answers and classifies, the other sends a crew.
  await jump(control, 1);
  const call = textOf(setting, "call-neighbour");
  // A command centre has its pictures before it, and is told that something came in.
  await centre.page.getByRole("tab", { name: say("console.news.inbox") }).click();
  await expect(callIn(centre.page, call)).toBeVisible();
  await callIn(dispatcher.page, call)
    .getByRole("button", { name: say("console.inbox.accept"), exact: true })
    .click();
  await dispatcher.page
    .getByRole("button", { name: labelOf(setting, "classify") })
    .first()
    .click();
  const classifying = dispatcher.page.getByRole("dialog", { name: labelOf(setting, "classify") });
  await classifying.getByRole("radio", { name: /P1/ }).click();
  await classifying.getByRole("button", { name: labelOf(setting, "classify"), exact: true }).click();
  await expect(boardOf(centre.page)).toContainText(say("console.incidentStatus.classified"));
  await typeLine(centre.page, "101 1");
  await expect(boardOf(dispatcher.page)).toContainText(say("console.incidentStatus.dispatched"));
  // All that is a minute old at most, and the wall two minutes late.
  await expect(wall.page.getByText(say("console.wall.notStarted"))).toBeVisible();

  // Both of the opposition move: a false call, and the other car.
  await playMove(leader.page, labelOf(setting, "op-fake-fight"), WORDS.lie);
  await playMove(helper.page, labelOf(setting, "op-ditch-van"));
  await speak(leader.page, WORDS.plan);
  await expect(leader.page.getByText(labelOf(setting, "op-ditch-van")).first()).toBeVisible();
  const timeLeft = say("console.actions.timeLeft").replace("<time></time>", "\\d\\d:\\d\\d");
  await expect(helper.page.getByText(new RegExp(timeLeft)).first()).toBeVisible();

  // The false call rings, and asks for a decision with a reason.
  await jump(control, 1);
  await expect(callIn(dispatcher.page, textOf(setting, "call-bus"))).toBeVisible();
  const decision = centre.page.getByRole("form", { name: say("console.decision.title") });
  await decision.getByRole("radio").first().click();
  await decision.getByRole("textbox", { name: say("console.decision.reason") }).fill(WORDS.reason);
  await decision.getByRole("button", { name: say("console.decision.decide"), exact: true }).click();
  await expect(decision).toBeHidden();
  await centre.page.getByRole("tab", { name: say("console.news.known") }).click();
  await expect(centre.page.getByText(WORDS.reason)).toBeVisible();

  // The command centre looks at the lane; what it shows makes a move possible that an umpire has to rule on.
  await typeLine(centre.page, labelOf(setting, "request-feed"));
  const asking = centre.page.getByRole("dialog", { name: labelOf(setting, "request-feed") });
  await asking.getByRole("combobox", { name: say("console.ask.label.camera") }).fill(CAMERA);
  await centre.page.getByRole("option", { name: CAMERA }).click();
  await asking.getByRole("button", { name: labelOf(setting, "request-feed"), exact: true }).click();
  await expect(asking).toBeHidden();
  await jump(control, 5);
  await expect(boardOf(dispatcher.page)).toContainText(say("console.incidentStatus.on-scene"));
  await speak(dispatcher.page, WORDS.radio);
  await typeLine(dispatcher.page, "1");
  await typeLine(dispatcher.page, labelOf(setting, "check-net-cafe"));
  await rule(control, labelOf(setting, "check-net-cafe"));
  await dispatcher.page.getByRole("tab", { name: say("console.news.log") }).click();
  await expect(readLog(dispatcher.page, labelOf(setting, "check-net-cafe"))).toContainText(WORDS.ruling);

  // The evaluator sees something done, rates, notes; control stops the clock for a word to everybody.
  await evaluate(evaluator.page, setting);
  await pause(control);
  await expect(helper.page.getByText(WORDS.pause)).toBeVisible();
  await control.getByRole("button", { name: say("control.clock.resume"), exact: true }).click();

  // By now the wall has the call and how it stood then.
  const place = wall.page.getByRole("article").filter({ hasText: PLACE });
  await expect(place.first()).toBeVisible();
  await expect(wall.page.getByText("EXERCISE").first()).toBeVisible();

  await noSecretWasTold({ control: trainer.api, drillId, setting, told, dispatcher, centre, wall });

  // EndEx, evaluation, release: everybody reads the same scores.
  await control.getByRole("button", { name: say("control.clock.end"), exact: true }).click();
  await confirm(control, say("control.clock.end"));
  await expect(wall.page.getByText(say("console.wall.ended.ended"))).toBeVisible();
  await evaluator.page.getByRole("button", { name: say("evaluate.submit.button") }).click();
  await confirm(evaluator.page, say("evaluate.submit.button"));
  await expect(evaluator.page.getByText(say("evaluate.submit.done"))).toBeVisible();
  await control.getByRole("button", { name: say("control.finished.release"), exact: true }).click();
  await confirm(control, say("control.finished.release"));
  for (const { page } of [dispatcher, centre, leader, helper]) {
    await expect(page.getByText(say("console.ended.released"))).toBeVisible();
  }
  await readScores(dispatcher.page, drillId, trainer.api);
  expect(await secretsTold(setting, wall), "told to the wall after the end").toEqual([]);
});

const RESPONDERS = "夜班一组";
const OPPOSITION = "撬门三人组";
const PLACE = "鼓楼巷口手机卖场";
const CAMERA = "鼓楼巷北段";

type Listened = { page: Page; told: () => Promise<string> };

/** The burglary, with a team of whoever comes on each side. */
async function plan({ api }: Person) {
  const scenario = await ownBurglary(api);
  const title = `撬门演练 ${Date.now()}`;
  const { drillId, joinCode } = await api.drill.create.mutate({
    title,
    scenarioId: scenario.id,
    format: "opposed",
    mode: "tabletop",
    noNotice: false,
    teams: [
      { lane: 1, side: "responder", teamId: null, name: RESPONDERS },
      { lane: 1, side: "opposition", teamId: null, name: OPPOSITION },
    ],
    wallDelayMs: WALL_DELAY_MS,
    people: [],
  });
  const setting = await api.drill.setting.query({ drillId });
  if (setting.kind !== "full") throw new Error("The trainer is not in control of the drill.");
  return { drillId, joinCode, title, setting };
}

/** Takes a desk; the console says so. */
async function sitDown(
  drillId: string,
  { api }: Person,
  teamRole: "dispatcher" | "command-centre",
  page: Page,
): Promise<void> {
  await api.drill.takeTeamRole.mutate({ drillId, teamRole });
  await expect(page.getByText(say(`console.teamRole.${teamRole}`)).first()).toBeVisible();
}

async function jump(control: Page, minutes: 1 | 5): Promise<void> {
  await control
    .getByRole("button", { name: say("control.clock.jumpBy", { minutes: String(minutes) }), exact: true })
    .click();
}

function callIn(page: Page, text: string) {
  return page
    .getByRole("log", { name: say("console.inbox.label") })
    .getByRole("article")
    .filter({ hasText: text });
}

function boardOf(page: Page) {
  return page.getByRole("region", { name: say("console.board.title") });
}

/** What a dispatcher would type into the command line. */
async function typeLine(page: Page, line: string): Promise<void> {
  const input = page.getByRole("combobox", { name: say("console.line.label") });
  await input.fill(line);
  await input.press("Enter");
}

/** Makes a move of the playbook, with words where it asks for them. */
async function playMove(page: Page, label: string, words?: string): Promise<void> {
  await page
    .getByRole("region", { name: say("console.plot.moves") })
    .getByRole("button", { name: label })
    .click();
  if (words === undefined) return;
  const asking = page.getByRole("dialog", { name: label });
  await asking.getByRole("textbox").fill(words);
  await asking.getByRole("button", { name: label, exact: true }).click();
  await expect(asking).toBeHidden();
}

/** Says something on the net of one's side. */
async function speak(page: Page, text: string): Promise<void> {
  await page.getByRole("tab", { name: say("console.news.radio") }).click();
  const radio = page.getByRole("textbox", { name: say("console.radio.say") });
  await radio.fill(text);
  await radio.press("Enter");
  await expect(page.getByText(text)).toBeVisible();
}

/** An entry in the side's own log. */
function readLog(page: Page, label: string) {
  return page
    .getByRole("list", { name: say("console.news.log") })
    .getByRole("listitem")
    .filter({ hasText: label });
}

/** Control rules that a move works, and says why. */
async function rule(control: Page, label: string): Promise<void> {
  const move = control
    .getByRole("region", { name: say("control.contested.title") })
    .getByRole("listitem")
    .filter({ hasText: label });
  await move.getByRole("button", { name: say("control.contested.rule"), exact: true }).click();
  const ruling = control.getByRole("dialog");
  await ruling.getByRole("radio", { name: say("control.contested.outcome.success") }).click();
  await ruling.getByRole("textbox", { name: say("control.contested.rationale") }).fill(WORDS.ruling);
  await ruling.getByRole("button", { name: say("control.contested.give") }).click();
  await expect(move).toHaveCount(0);
}

async function evaluate(page: Page, { scenario }: FullSetting): Promise<void> {
  const card = (kind: "procedure" | "judgement") => {
    const title = scenario.items.find((item) => item.kind === kind && item.side === "responder")?.title;
    if (!title) throw new Error(`The scenario has no ${kind} to evaluate.`);
    return page.getByRole("article", { name: title.zh });
  };
  const met = card("procedure").getByRole("button", { name: say("common.status.met"), exact: true });
  await met.click();
  await expect(met).toHaveAttribute("aria-pressed", "true");
  // 1 to 4 stand for the four levels.
  await card("judgement").press("2");
  const [, some] = await card("judgement")
    .getByRole("group", { name: say("evaluate.item.rating") })
    .getByRole("button")
    .all();
  if (!some) throw new Error("A judgement has fewer than two levels.");
  await expect(some).toHaveAttribute("aria-pressed", "true");
  const note = page.getByRole("textbox", { name: say("evaluate.notes.add") });
  await note.fill(WORDS.note);
  await page.getByRole("button", { name: say("evaluate.notes.save"), exact: true }).click();
  // For a moment it stands there twice: as kept on the device, and as the server has it.
  await expect(page.getByText(WORDS.note).first()).toBeVisible();
}

async function pause(control: Page): Promise<void> {
  await control.getByRole("button", { name: say("control.clock.pause"), exact: true }).click();
  const pausing = control.getByRole("dialog");
  await pausing.getByRole("textbox").fill(WORDS.pause);
  await pausing.getByRole("button", { name: say("control.clock.pause"), exact: true }).click();
}

/** Looks through all that went over the lines of those who must not know, while the drill still runs. */
async function noSecretWasTold({
  control,
  drillId,
  setting,
  told,
  dispatcher,
  centre,
  wall,
}: {
  control: Api;
  drillId: string;
  setting: FullSetting;
  told: () => Promise<string>;
  dispatcher: Listened;
  centre: Listened;
  wall: Listened;
}): Promise<void> {
  // What is looked for is there to be found: the control cell was told all that anybody wrote.
  const known = await told();
  for (const words of [WORDS.lie, WORDS.plan, WORDS.radio, WORDS.reason]) expect(known).toContain(words);

  const lane = await truthOf(control, drillId);
  const revealed = new Set(lane.facts.filter(({ side }) => side === "responder").map(({ factId }) => factId));
  const hidden = setting.scenario.facts.filter(({ id }) => !revealed.has(id)).map(({ text }) => text);
  expect(hidden.length).toBeGreaterThan(0);
  const delivered = new Set(lane.deliveries.map(({ injectId }) => injectId));
  const toCome = setting.scenario.injects.filter(({ id }) => !delivered.has(id)).map(({ text }) => text);
  expect(toCome.length).toBeGreaterThan(0);

  for (const [who, { page, told: toldTo }] of Object.entries({ dispatcher, centre, wall })) {
    expect(await secretsTold(setting, { page, told: toldTo }), `told to ${who}`).toEqual([]);
    const text = await toldTo();
    expect(toldOf([...hidden, ...toCome], text), `hidden from ${who}`).toEqual([]);
    for (const words of [WORDS.lie, WORDS.plan]) expect(text, `told to ${who}`).not.toContain(words);
  }
  // The wall: nothing that was said or written at all.
  const onWall = await wall.told();
  expect(onWall).not.toContain("CANARY");
  const written = setting.scenario.injects.map(({ text }) => text);
  expect(toldOf([...written, ...setting.scenario.facts.map(({ text }) => text)], onWall)).toEqual([]);
}

async function secretsTold(setting: FullSetting, { told }: Listened): Promise<string[]> {
  const secrets = secretsOf(setting);
  expect(secrets.length).toBeGreaterThan(20);
  return toldOf(secrets, await told());
}

/** As the review writes points. */
const inHundredths = new Intl.NumberFormat("zh", { maximumFractionDigits: 2, useGrouping: false });

/** The review names the total that the server computed, and both sides have one. */
async function readScores(page: Page, drillId: string, api: Api): Promise<void> {
  const { cards } = await api.review.overview.query({ drillId });
  expect(cards.map(({ side }) => side).sort()).toEqual(["opposition", "responder"]);
  for (const { totalHundredths, lines } of cards) {
    expect(totalHundredths).toBe(lines.reduce((sum, { pointsHundredths }) => sum + pointsHundredths, 0));
  }
  const own = cards.find(({ side }) => side === "responder");
  expect(own?.totalHundredths).toBeGreaterThan(0);
  await page.getByRole("link", { name: say("console.ended.review") }).click();
  await expect(page.getByText(say("review.phase.released"))).toBeVisible();
  await expect(page.getByText(inHundredths.format((own?.totalHundredths ?? 0) / 100)).first()).toBeVisible();
}

async function truthOf(api: Api, drillId: string): Promise<ControlView["lanes"][number]> {
  const view = await api.drill.view.query({ drillId });
  const [only] = view.kind === "control" ? view.lanes : [];
  if (!only) throw new Error("The trainer is not in control of the drill.");
  return only;
}

function textOf({ scenario }: FullSetting, injectId: string): string {
  return inLocale(found(scenario.injects, injectId).text, "zh");
}

function labelOf({ actions }: FullSetting, actionId: string): string {
  return inLocale(found(actions, actionId).label, "zh");
}

function found<T extends { id: string }>(all: readonly T[], id: string): T {
  const one = all.find((candidate) => candidate.id === id);
  if (!one) throw new Error(`The scenario has no ${id}.`);
  return one;
}

/** Says yes to a step that asks once more. */
async function confirm(page: Page, name: string): Promise<void> {
  await page.getByRole("alertdialog").getByRole("button", { name, exact: true }).click();
}
