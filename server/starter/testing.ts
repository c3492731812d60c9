import "server-only";
import { readFileSync } from "node:fs";
import path from "node:path";
import {
  ask,
  carol,
  eve,
  omar,
  plannedEvents,
  readDrill,
  rita,
  START_MS,
  testSetup,
} from "@/domain/drill/given";
import { readDocument } from "@/domain/documents/document";
import { scenarioDocument } from "@/domain/scenario/document";
import { groundDocument } from "@/domain/ground/document";
import { policyDocument } from "@/domain/policy/document";
import type { DrillCommand, Participant, Setup } from "@/domain/drill/schema";
import type { Lane } from "@/domain/drill/state";
import { scoreCard } from "@/domain/scoring/score-card";
import { sentence } from "@/domain/words/sentence";

/** The content of a starter file, unread. */
export function readJson(...name: string[]): unknown {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, ...name), "utf8"));
}

/** What a responder's or an opposition's action may carry beside its name. */
type Aim = {
  units?: string[];
  targetId?: string;
  placeId?: string;
  other?: string;
  priority?: 1 | 2 | 3;
  /** Answers what the side noticed as its nth. */
  counters?: number;
};

/** A drill on a starter scenario, with hands to play it by. A refusal fails the test. */
export function drillOn(scenarioId: string) {
  const scenario = readDocument(scenarioDocument, readJson("scenarios", `${scenarioId}.json`));
  const setup: Setup = {
    ...testSetup,
    scenario,
    scenarioId,
    ground: readDocument(groundDocument, readJson("ground", "lanzhou-island.geojson")),
    policy: readDocument(policyDocument, readJson("policies", "standard-1358.json")),
  };
  const drill = readDrill(plannedEvents(setup));
  const send: Send = (atMinutes, by, command) => {
    const { decided } = ask(drill, by, command, START_MS + Math.round(atMinutes * 60_000));
    if (decided instanceof Error) {
      throw new Error(`${JSON.stringify(command)} at ${atMinutes} min: ${decided.message}`);
    }
  };
  const lane = (): Lane => {
    const first = drill.lanes[0];
    if (!first) throw new Error("The drill has no lane.");
    return first;
  };
  send(0, carol, { type: "StartDrill", rate: 1 });
  return {
    ...handsOn(send, lane),
    ...truthOf(lane),
    /** EndEx, with every judgement rated; the score card's lines that fell short, and its total. */
    end(minutes: number, rating: "P" | "U") {
      send(minutes, carol, { type: "EndDrill", how: "ended", reason: "" });
      for (const item of scenario.items) {
        if (item.kind === "judgement" && item.side === "responder") {
          send(minutes, eve, { type: "RateItem", lane: 1, itemId: item.id, rating, note: "" });
        }
      }
      send(minutes, eve, { type: "SubmitEvaluation", lane: 1 });
      const card = scoreCard(drill, lane(), "responder");
      return {
        total: card.totalHundredths / 100,
        short: card.lines
          .filter((line) => line.pointsHundredths < line.maximumHundredths)
          .map((line) => `${line.itemId}: ${sentence(line.why, "en")}`),
      };
    },
  };
}

type Send = (atMinutes: number, by: Participant, command: DrillCommand) => void;

/** What people in a drill do, each at a minute of its own. */
function handsOn(send: Send, lane: () => Lane) {
  /** Lets everything happen up to a minute: what falls due first may be what reports an incident. */
  const wait = (minutes: number) => {
    send(minutes, carol, { type: "TakeNote", lane: 1, text: "-", observedAtMs: null });
  };
  const numberOf = (id: string) => {
    const incident = lane().incidents[id];
    if (!incident) throw new Error(`${id} is not reported`);
    return incident.number;
  };
  const take = (by: Participant, minutes: number, actionId: string, incidentId: string | null, aim: Aim) => {
    wait(minutes);
    send(minutes, by, {
      type: "TakeAction",
      actionId,
      unitIds: aim.units ?? [],
      note: "x",
      ...(incidentId === null ? {} : { incident: numberOf(incidentId) }),
      ...(aim.other === undefined ? {} : { otherIncident: numberOf(aim.other) }),
      ...(aim.targetId === undefined ? {} : { targetId: aim.targetId }),
      ...(aim.placeId === undefined ? {} : { placeId: aim.placeId }),
      ...(aim.counters === undefined ? {} : { counters: aim.counters }),
      ...(aim.priority === undefined ? {} : { priority: aim.priority, category: "x" }),
    });
  };
  return {
    wait,
    /** The responder takes an action: `at(3, "accept", "gas")`. */
    at: (minutes: number, actionId: string, incidentId?: string, aim: Aim = {}) =>
      take(rita, minutes, actionId, incidentId ?? null, aim),
    /** The opposition makes a move. */
    opposes: (minutes: number, actionId: string, aim: Aim = {}) => take(omar, minutes, actionId, null, aim),
    decide(minutes: number, decisionId: string, optionId: string) {
      wait(minutes);
      send(minutes, rita, { type: "Decide", decisionId, optionId, reason: "x" });
    },
    /** The umpire rules on the last move of that name. */
    rules(minutes: number, actionId: string, outcome: "success" | "failure") {
      wait(minutes);
      const no = lane().actions.findLast((action) => action.actionId === actionId)?.no;
      if (no === undefined) throw new Error(`${actionId} was not taken`);
      send(minutes, carol, { type: "Rule", lane: 1, no, outcome, rationale: "x" });
    },
  };
}

/** How things are in a lane, whoever knows of it. */
function truthOf(lane: () => Lane) {
  return {
    /** How an actor stands, in truth. */
    standing: (actorId: string) => lane().actors[actorId]?.statuses.at(-1)?.status,
    /** Where an actor is, in truth; null on the way. */
    where: (actorId: string) => (lane().actors[actorId]?.leg ? null : lane().actors[actorId]?.placeId),
    /** What a gauge was set to last, and how fast it moves. */
    gauge: (gaugeId: string) => lane().gauges[gaugeId]?.at(-1),
    knows: (factId: string) => lane().facts[factId]?.responder != null,
    delivered: (injectId: string) => lane().injects[injectId]?.delivered != null,
    isReported: (incidentId: string) => lane().incidents[incidentId] !== undefined,
    /** What the responder noticed, in order: actions and actors by their ids. */
    noticed: () =>
      lane().noticed.responder.map(({ what }) =>
        what.kind === "action"
          ? (lane().actions.find((action) => action.no === what.no)?.actionId ?? "")
          : what.id,
      ),
    /** What the opposition noticed so far, in order. */
    oppositionNoticed: () => lane().noticed.opposition,
  };
}
