import { describe, expect, test } from "vitest";
import type { Refusal } from "@/domain/refusal";
import { ask, carol, play, readDrill, rita, START_MS, startEx, type Step } from "./given";
import { heldBy, type Doing } from "./held";
import type { DrillCommand } from "./schema";
import { viewFor } from "@/domain/view/view";

const PAUSE: Step = { by: carol, afterMs: 16_000, command: { type: "PauseClock", reason: "" } };
const GO_ON: Step = { by: carol, afterMs: 17_000, command: { type: "ResumeClock" } };
const STOP: Step = {
  by: rita,
  afterMs: 18_000,
  command: { type: "StopExercise", reason: "" },
};
const RESUME: Step = { by: carol, afterMs: 19_000, command: { type: "ResumeExercise", reason: "" } };

const STATES: Record<string, Step[]> = {
  running: [startEx],
  paused: [startEx, PAUSE],
  "running again": [startEx, PAUSE, GO_ON],
  stopped: [startEx, STOP],
  "paused and stopped": [startEx, PAUSE, { ...STOP, afterMs: 17_000 }],
  "resumed, the clock still paused": [startEx, STOP, RESUME],
};

const ACCEPT: DrillCommand = { type: "TakeAction", actionId: "accept", incident: 1, unitIds: [], note: "" };
const DELIVER: DrillCommand = { type: "DeliverInject", lane: 1, injectId: "by-hand" };
const DOES: readonly { doing: Doing; by: Step["by"]; command: DrillCommand }[] = [
  { doing: "playing", by: rita, command: ACCEPT },
  { doing: "running", by: carol, command: DELIVER },
];

describe("what is held while a drill stands still", () => {
  test.each(Object.entries(STATES))(
    "is exactly what the engine would refuse, for the same reason: %s",
    (_state, steps) => {
      for (const { doing, by, command } of DOES) {
        const drill = readDrill(play(steps));
        const { decided } = ask(drill, by, command, START_MS + 20_000);
        const refused = decided instanceof Error ? (decided as Refusal).code : null;
        expect({ doing, held: heldBy(viewFor(drill, { kind: "control" }), doing) }).toEqual({
          doing,
          held: refused,
        });
      }
    },
  );
});
