import "server-only";
import { decide } from "@/domain/drill/decide";
import { drawOf, letDueHappen } from "@/domain/drill/due";
import { fold } from "@/domain/drill/evolve";
import { planOf } from "@/domain/drill/plan";
import type { DrillCommand, Participant, RecordedEvent, Setup } from "@/domain/drill/schema";
import type { Drill, Lane } from "@/domain/drill/state";
import { isRefusal } from "@/domain/refusal";

/** A log the engine made, with what it was asked on the way. */
export type LongLog = { events: RecordedEvent[]; asked: number; refused: number };

/** For the planned length there is as much going on as in a lively drill, while the injects of the plan arrive; */
const LIVELY_GAP_MS = 20_000;
/** afterwards about four things are asked for every second, which is more than people could. */
const DENSE_GAP_MS = 500;

/** Actions that end an incident: with them the world would fall silent long before the log is long. */
const ENDING = new Set(["close", "divert", "merge", "hand-over", "under-control"]);

/**
 * A log of at least so many events, every one decided by the engine: people on all lanes keep asking for things,
 * what falls due happens in between, and what the rules refuse leaves nothing.
 *
 * A pure function of its arguments, so that two runs measure the same log.
 */
export function longLog(setup: Setup, eventsWanted: number, seed: number): LongLog {
  const log: LongLog = { events: [plannedEvent(setup)], asked: 0, refused: 0 };
  const drill = fold(log.events);
  if (!drill) throw new Error("A planned drill folds to a drill.");
  let drawn = 0;
  const draw = (below: number) => Math.floor(drawOf(seed, 1, ++drawn) * below);

  const ask = (by: Participant, command: DrillCommand, atMs: number) => {
    log.asked++;
    try {
      log.events.push(...decide(drill, command, { by, atMs, wallMs: atMs, seed }));
    } catch (error) {
      if (!isRefusal(error)) throw error;
      log.refused++;
    }
  };

  ask(control, { type: "StartDrill", rate: 1 }, 0);
  const plannedMs = setup.scenario.plannedMinutes * 60_000;
  for (let atMs = 0; log.events.length < eventsWanted;) {
    atMs += 1 + draw(atMs < plannedMs ? LIVELY_GAP_MS : DENSE_GAP_MS);
    log.events.push(...letDueHappen(drill, atMs, atMs));
    const lane = drill.lanes[draw(drill.lanes.length)];
    if (!lane) continue;
    const { by, command } = somethingAsked(drill, lane, draw);
    ask(by, command, atMs);
  }
  return log;
}

type Draw = (below: number) => number;
type Asked = { by: Participant; command: DrillCommand };

const control: Participant = { role: "controller", participantId: "control", name: "Control" };
const evaluator: Participant = { role: "evaluator", participantId: "evaluator", name: "Evaluator" };

/** What somebody on a lane asks for next: of a hundred things, so many are of each kind. */
function somethingAsked(drill: Drill, lane: Lane, draw: Draw): Asked {
  const kind = draw(100);
  if (kind < 35) return radio(lane, draw);
  if (kind < 50) return movement(drill, lane, draw);
  if (kind < 85) return action(drill, lane, draw);
  if (kind < 92) return controlling(drill, lane, draw);
  return evaluating(drill, lane, draw);
}

function player(lane: Lane, side: "responder" | "opposition"): Participant {
  return { role: "player", participantId: `${side}-${lane.lane}`, name: side, lane: lane.lane, side };
}

function radio(lane: Lane, draw: Draw): Asked {
  const by = player(lane, draw(3) === 0 ? "opposition" : "responder");
  return { by, command: { type: "SendRadio", text: pick(WORDS, draw) ?? "" } };
}

/** Crews are sent, turned round and called home. */
function movement(drill: Drill, lane: Lane, draw: Draw): Asked {
  const actionId = pick(["dispatch", "redirect", "redirect", "return-to-station"], draw) ?? "dispatch";
  const unitIds = [pick(Object.keys(lane.units), draw) ?? ""];
  const incident = 1 + draw(Math.max(1, Object.keys(lane.incidents).length));
  return {
    by: player(lane, "responder"),
    command: {
      type: "TakeAction",
      actionId,
      unitIds,
      note: "",
      ...(actionId === "return-to-station" ? {} : { incident }),
    },
  };
}

function action(drill: Drill, lane: Lane, draw: Draw): Asked {
  const plan = planOf(drill.setup);
  const chosen = pick(
    [...plan.actions.values()].filter(({ id }) => !ENDING.has(id)),
    draw,
  );
  const targets: Partial<Record<string, string[]>> = {
    agency: [...plan.agencies.keys()],
    camera: [...plan.atlas.cameras.keys()],
    place: [...plan.atlas.places.keys()],
    actor: [...plan.actors.keys()],
  };
  const targetId = pick(targets[chosen?.target ?? ""] ?? [], draw);
  const incident = 1 + draw(Math.max(1, Object.keys(lane.incidents).length));
  return {
    by: player(lane, chosen?.side ?? "responder"),
    command: {
      type: "TakeAction",
      actionId: chosen?.id ?? "",
      unitIds: [],
      note: chosen?.note === "none" ? "" : (pick(WORDS, draw) ?? ""),
      ...(chosen?.side === "opposition" ? {} : { incident }),
      ...(targetId === undefined ? {} : { targetId }),
      ...(chosen?.id === "classify" ? { priority: 1 as const, category: "" } : {}),
    },
  };
}

function controlling(drill: Drill, lane: Lane, draw: Draw): Asked {
  const injectId = pick(Object.keys(lane.injects), draw) ?? "";
  const contested = lane.actions.findLast(({ contested, ruling }) => contested && !ruling);
  const commands: DrillCommand[] = [
    { type: "HoldInject", lane: lane.lane, injectId },
    { type: "ReleaseInject", lane: lane.lane, injectId },
    {
      type: "SendAdHocInject",
      lane: lane.lane,
      kind: "radio",
      audience: "responder",
      from: "Control",
      text: pick(WORDS, draw) ?? "",
      incident: null,
    },
    { type: "Rule", lane: lane.lane, no: contested?.no ?? 1, outcome: "success", rationale: "r" },
  ];
  return { by: control, command: pick(commands, draw) ?? { type: "ResumeClock" } };
}

function evaluating(drill: Drill, lane: Lane, draw: Draw): Asked {
  const item = pick(drill.setup.scenario.items, draw);
  const itemId = item?.id ?? "";
  const note = pick(WORDS, draw) ?? "";
  if (item?.kind === "procedure") {
    const result = pick(["met", "partly", "missed"] as const, draw) ?? "met";
    return {
      by: evaluator,
      command: { type: "ObserveItem", lane: lane.lane, itemId, result, note, observedAtMs: null },
    };
  }
  if (item?.kind === "judgement") {
    return { by: evaluator, command: { type: "RateItem", lane: lane.lane, itemId, rating: "S", note } };
  }
  return {
    by: evaluator,
    command: { type: "TakeNote", lane: lane.lane, text: note, observedAtMs: null },
  };
}

function pick<T>(things: readonly T[], draw: Draw): T | undefined {
  return things.length === 0 ? undefined : things[draw(things.length)];
}

const WORDS = [
  "收到，正在前往。",
  "到达现场，正在了解情况。",
  "请求增援一组，带执法记录仪。",
  "目标沿滨河路向东，白色上衣。",
  "Copy, two minutes out.",
  "Scene is calm, interviewing the caller.",
  "Request the camera at the bridge head.",
];

function plannedEvent(setup: Setup): RecordedEvent {
  return {
    position: 1,
    lane: 0,
    atMs: 0,
    wallMs: 0,
    by: { role: "engine" },
    observedAtMs: null,
    event: { type: "DrillPlanned", setup },
  };
}
