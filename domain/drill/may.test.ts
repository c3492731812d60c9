import { fc } from "@fast-check/vitest";
import { expect, test } from "vitest";
import { Refusal } from "@/domain/refusal";
import {
  ask,
  carol,
  eve,
  omar,
  play,
  readDrill,
  rita,
  START_MS,
  startEx,
  testSetup,
  type Step,
} from "./given";
import { askedIn } from "./guarantees/asked";
import { leads } from "./lead";
import { MAY, mayAsk } from "./may";
import type { DrillCommand, Participant } from "./schema";
import { copyOf } from "./snapshots";
import { hasTheClock } from "./solo";

const step = (afterMs: number, command: DrillCommand): Step => ({ by: carol, afterMs, command });
const PAUSE = step(1_000, { type: "PauseClock", reason: "" });
const STOP = step(2_000, { type: "StopExercise", reason: "" });
const END = step(3_000, { type: "EndDrill", how: "ended", reason: "" });
const COURSES: Record<string, Step[]> = {
  planned: [],
  running: [startEx],
  paused: [startEx, PAUSE],
  stopped: [startEx, STOP],
  ended: [startEx, END],
  released: [startEx, END, step(4_000, { type: "ReleaseScores" })],
  final: [startEx, END, step(4_000, { type: "ReleaseScores" }), step(200_000_000, { type: "DeclareFinal" })],
};

const second: Participant = { role: "controller", participantId: "second", name: "Second" };
const olga: Participant = { role: "observer", participantId: "olga", name: "Olga" };

/** The codes of what MAY says: part, phase, what stands still, and the release. */
const OF_MAY: readonly string[] = [
  "role-not-allowed",
  "lead-needed",
  "drill-not-running",
  "drill-already-started",
  "drill-already-ended",
  "drill-not-ended",
  "exercise-stopped",
  "clock-paused",
  "scores-released",
  "scores-not-released",
  "result-final",
];

/** Where more is asked than a screen can know before it is known what is asked for. */
const ASKS_MORE: readonly string[] = ["TakeAction", "SubmitEvaluation"];

test.each(Object.entries(COURSES))(
  "what a screen does not offer the engine refuses, and the other way round: %s",
  (_course, steps) => {
    const commands = askedIn(testSetup);
    const stands = readDrill(play(steps));
    const wrong: string[] = [];
    for (const type of Object.keys(MAY) as DrillCommand["type"][]) {
      for (const { command } of fc.sample<{ command: DrillCommand }>(commands[type], {
        numRuns: 2,
        seed: 7,
      })) {
        for (const by of [carol, second, eve, rita, omar, olga]) {
          const drill = copyOf(stands);
          const side = by.role === "player" ? { side: by.side } : {};
          const asker = {
            role: by.role,
            leads: leads(drill, by),
            runsItself: hasTheClock(drill, by),
            ...side,
          };
          const offered = mayAsk(
            { ...drill, released: drill.released !== null, final: drill.final !== null },
            asker,
            type,
          );
          const { decided } = ask(drill, by, command, START_MS + 20_000);
          const code = decided instanceof Refusal ? decided.code : null;
          const isForbidden = code !== null && OF_MAY.includes(code) && !ASKS_MORE.includes(type);
          if (offered ? isForbidden : code === null) wrong.push(`${type} by ${by.name}: ${code}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  },
  60_000,
);
