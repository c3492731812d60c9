import { randomUUID } from "node:crypto";
import type { DrillCommand } from "@/domain/drill/schema";
import type { Api, Person } from "./fixtures";

/** A demo with something on every screen: drills in every phase, and what else the demo comes with. */
export type Scene = {
  /** Nobody has started it; its code, for whoever has not come in. */
  planned: string;
  code: string;
  /** An opposed drill in the middle of everything, its clock standing still. */
  running: string;
  /** Groups side by side. */
  parallel: string;
  finished: string;
  /** On the street: moves are made there, and evaluators record them. */
  field: string;
  scenario: string;
  caseStudy: string;
  caseDraft: string;
  /** Does something while the clock of the running drill goes. */
  whileMoving: (work: () => Promise<unknown>) => Promise<void>;
};

/** The finished drill that the demo comes with: other tests end drills of their own. */
async function finishedOf(api: Api) {
  for (let cursor: Cursor = null; ;) {
    const page: Ended = await api.drill.list.query({ phase: "ended", cursor });
    const found = page.drills.find(({ title, joined }) => joined && title.startsWith("月度红蓝对抗（一）"));
    if (found || !page.next) return found;
    cursor = page.next;
  }
}

type Ended = Awaited<ReturnType<Api["drill"]["list"]["query"]>>;
type Cursor = Ended["next"];

/** What the moves that open a window are called in the burglary. */
export const LABELS = {
  "request-feed": { zh: "调看监控", en: "Request camera feed" },
  "op-fake-fight": { zh: "打假报警电话", en: "Make a false call" },
} as const;

type PersonAs = (key: string) => Promise<Person>;

/**
 * Sets the scene through the API: calls in several stages, crews under way and on scene, a decision that waits, a move
 * to be ruled on, messages that want to be read back, notes and ratings.
 */
export async function playScene(personAs: PersonAs): Promise<Scene> {
  const { api } = await personAs("trainer");
  const burglary = await ownBurglary(api);
  const finished = await finishedOf(api);
  const [caseStudy] = (await api.library.search.query({})).cases;
  if (!finished || !caseStudy) throw new Error("The demo lacks a finished drill or a case.");

  // A draft is its own organisation's; the cases that come with the product are nobody's.
  const caseDraft = await api.library.duplicate.mutate({ slug: caseStudy.slug });

  const planned = await plan(api, burglary.id, "opposed");
  await join(personAs, planned.joinCode, "tide-captain", { role: "player", lane: 1, side: "responder" });
  const running = await plan(api, burglary.id, "opposed");
  for (const [key, place] of [
    ["tide-captain", { role: "player", lane: 1, side: "responder" }],
    ["tide-member", { role: "player", lane: 1, side: "responder" }],
    ["reef-captain", { role: "player", lane: 1, side: "opposition" }],
    ["evaluator", { role: "evaluator" }],
  ] as const) {
    await join(personAs, running.joinCode, key, place);
  }
  await playMiddle(personAs, running.drillId);

  const parallel = await plan(api, burglary.id, "parallel");
  const drive = driver(api, parallel.drillId);
  await drive({ type: "StartDrill", rate: 1 });
  await drive({ type: "JumpClock", toMs: 600_000 });
  await drive({ type: "PauseClock", reason: "" });

  const field = await plan(api, burglary.id, "opposed", "field");
  for (const [key, place] of [
    ["tide-captain", { role: "player", lane: 1, side: "responder" }],
    ["evaluator", { role: "evaluator" }],
  ] as const) {
    await join(personAs, field.joinCode, key, place);
  }
  const street = driver(api, field.drillId);
  await street({ type: "StartDrill", rate: 1 });
  await street({ type: "JumpClock", toMs: 60_000 });
  await street({ type: "PauseClock", reason: "" });
  return {
    planned: planned.drillId,
    code: planned.joinCode,
    running: running.drillId,
    parallel: parallel.drillId,
    finished: finished.drillId,
    field: field.drillId,
    scenario: burglary.id,
    caseStudy: caseStudy.slug,
    caseDraft: caseDraft.caseId,
    whileMoving: async (work) => {
      const control = driver(api, running.drillId);
      await control({ type: "ResumeClock" });
      await work();
      await control({ type: "PauseClock", reason: "讲评两分钟" });
    },
  };
}

/**
 * The burglary as a scenario of its own: whoever plays a drill on it is shut out of reviews and cases of that scenario
 * until the scores are released, and other tests use the starter's.
 */
export async function ownBurglary(api: Api): Promise<{ id: string }> {
  const starter = (await api.scenario.list.query()).find(({ slug }) => slug === "phone-shop");
  if (!starter) throw new Error("The demo comes without the burglary.");
  const { scenarioId } = await api.scenario.duplicate.mutate({ scenarioId: starter.id });
  await api.scenario.publish.mutate({ scenarioId, revision: 1 });
  return { id: scenarioId };
}

async function playMiddle(personAs: PersonAs, drillId: string): Promise<void> {
  const trainer = await personAs("trainer");
  const dispatcher = await personAs("tide-captain");
  const [control, tide, reef, evaluator] = [
    driver(trainer.api, drillId),
    driver(dispatcher.api, drillId),
    driver((await personAs("reef-captain")).api, drillId),
    driver((await personAs("evaluator")).api, drillId),
  ];
  await dispatcher.api.drill.takeTeamRole.mutate({ drillId, teamRole: "dispatcher" });
  await (
    await personAs("tide-member")
  ).api.drill.takeTeamRole.mutate({ drillId, teamRole: "command-centre" });
  await control({ type: "StartDrill", rate: 1 });
  await control({ type: "JumpClock", toMs: 60_000 });
  await tide(act("accept", { incident: 1 }));
  await tide(act("classify", { incident: 1, priority: 1, category: "刑事" }));
  await tide(act("dispatch", { incident: 1, unitIds: ["u101"] }));
  await tide(act("request-feed", { targetId: "cam-lane" }));
  await tide({ type: "SendRadio", text: "101 出发，走澜海大道", asksReadBack: true });
  await reef(act("op-fake-fight", { note: "客运中心有人打架" }));
  await reef(act("op-ditch-van"));
  await reef({ type: "SendRadio", text: "看见警灯了" });
  // Until the crew is there and the picture has come.
  for (let atMs = 210_000; !(await isThere(dispatcher.api, drillId)); atMs += 30_000) {
    if (atMs > 900_000) throw new Error("The crew has not come to the first call.");
    await control({ type: "JumpClock", toMs: atMs });
  }
  await tide(act("check-net-cafe", { incident: 1, unitIds: ["u101"] }));
  await tide(act("accept", { incident: 2 }));
  await evaluator({
    type: "ObserveItem",
    lane: 1,
    itemId: "p-camera",
    result: "partly",
    note: "开得晚",
    observedAtMs: null,
  });
  await evaluator({ type: "RateItem", lane: 1, itemId: "j-command", rating: "S", note: "" });
  await evaluator({ type: "TakeNote", lane: 1, text: "接警后复述了地点", observedAtMs: null });
  await control({ type: "TakeNote", lane: 1, text: "对抗方第一个电话很像真的", observedAtMs: null });
  // Standing still, so that every look finds the same.
  await control({ type: "PauseClock", reason: "讲评两分钟" });
}

async function isThere(api: Api, drillId: string): Promise<boolean> {
  const view = await api.drill.view.query({ drillId });
  return view.kind === "side" && view.facts.length > 0 && view.incidents[0]?.status === "on-scene";
}

type Place = Omit<Parameters<Api["drill"]["join"]["mutate"]>[0], "code">;

async function join(personAs: PersonAs, code: string, key: string, place: Place): Promise<void> {
  await (await personAs(key)).api.drill.join.mutate({ code, ...place });
}

async function plan(
  api: Api,
  scenarioId: string,
  format: "opposed" | "parallel",
  mode: "tabletop" | "field" = "tabletop",
) {
  const lanes = format === "opposed" ? [1] : [1, 2, 3];
  return api.drill.create.mutate({
    title: `澜洲分局夜间协同处置演练 ${randomUUID().slice(0, 4)}`,
    scenarioId,
    format,
    mode,
    noNotice: false,
    teams: lanes.flatMap((lane) => [
      { lane, side: "responder" as const, teamId: null, name: `第${lane}组` },
      { lane, side: "opposition" as const, teamId: null, name: `第${lane}组的对手` },
    ]),
    people: [],
  });
}

function driver(api: Api, drillId: string) {
  return async (command: DrillCommand) => {
    await api.drill.command.mutate({ drillId, commandId: randomUUID(), command });
  };
}

type TakeAction = Extract<DrillCommand, { type: "TakeAction" }>;

function act(actionId: string, more: Partial<TakeAction> = {}): DrillCommand {
  return { type: "TakeAction", actionId, unitIds: [], note: "", ...more };
}
