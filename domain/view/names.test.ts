import { expect, test } from "vitest";
import { carol, eve, omar, play, readDrill, rita, startEx, testSetup, type Step } from "@/domain/drill/given";
import type { DrillCommand, Participant, Setup } from "@/domain/drill/schema";
import { isLocalText } from "@/domain/text";
import type { Audience } from "./schema";
import { settingFor } from "./setting";
import { viewFor } from "./view";

/** Names in a drill whose people and teams have one in each kind of letters. */
const LATIN: Record<string, string> = {
  陈可: "Chen Ke",
  吴评: "Wu Ping",
  林晓: "Lin Xiao",
  欧明: "Ou Ming",
  潮队: "Tide",
  礁队: "Reef",
};
const called = <P extends Participant>(participant: P, name: string): P => ({
  ...participant,
  name,
  latinName: LATIN[name],
});
const controller = called(carol, "陈可");
const evaluator = called(eve, "吴评");
const responder = called(rita, "林晓");
const opposition = called(omar, "欧明");

const setup: Setup = {
  ...testSetup,
  teams: testSetup.teams.map((team) => {
    const name = team.side === "responder" ? "潮队" : "礁队";
    return { ...team, name, latinName: LATIN[name] };
  }),
};
const at = (afterMs: number, by: Step["by"], command: DrillCommand): Step => ({ afterMs, by, command });
const course = [
  { ...startEx, by: controller },
  at(1_000, controller, { type: "TakeNote", lane: 1, text: "On their way", observedAtMs: null }),
  at(1_500, controller, { type: "FlagMoment", lane: 1, kind: "lesson", text: "", observedAtMs: null }),
  at(2_000, responder, {
    type: "TakeAction",
    actionId: "accept",
    incident: 1,
    unitIds: [],
    note: "",
  }),
  at(3_000, opposition, { type: "TakeAction", actionId: "op-run", unitIds: [], note: "" }),
  at(4_000, controller, { type: "CallCheck" }),
  at(5_000, responder, { type: "StopExercise", reason: "Injury" }),
];

/** Every name of the drill in what somebody gets, as readers of each language are told it; plain where it is in one way. */
function namesIn(value: unknown): string[] {
  if (typeof value === "string") return value in LATIN ? [`${value} alone`] : [];
  if (typeof value !== "object" || value === null) return [];
  if (isLocalText(value) && value.zh in LATIN) return [`${value.zh} ${value.en}`];
  return Object.values(value).flatMap(namesIn);
}

test.each<[Audience, string[]]>([
  [{ kind: "control" }, Object.keys(LATIN).filter((name) => name !== "吴评")],
  [{ kind: "evaluator", participantId: evaluator.participantId }, ["林晓", "欧明", "潮队", "礁队"]],
  [{ kind: "side", side: "responder", lane: 1 }, ["林晓", "潮队"]],
  [{ kind: "side", side: "opposition", lane: 1 }, ["欧明", "礁队"]],
  [{ kind: "wall" }, ["潮队"]],
])(
  "what %j gets names people and teams in the letters of its readers, and nobody else",
  (audience, names) => {
    const drill = readDrill(play(course, setup));
    const told = namesIn([viewFor(drill, audience), settingFor(drill.setup, audience)]);
    expect([...new Set(told)].toSorted()).toEqual(names.map((name) => `${name} ${LATIN[name]}`).toSorted());
  },
);
