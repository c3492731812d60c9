import { describe, expect, test } from "vitest";
import { drillTimeAt } from "@/domain/drill/clock";
import { decide, joined } from "@/domain/drill/decide";
import { START_MS, carol, plannedEvents, readDrill, rita, testSetup } from "@/domain/drill/given";
import { Setup, type DrillCommand, type Participant, type RecordedEvent } from "@/domain/drill/schema";
import { scriptedPlayer } from "@/domain/drill/scripted-player";
import { carryOn, nextWakeAtMs } from "./scripted";
import type { Drill } from "@/domain/drill/state";

const automatic: Setup = {
  ...testSetup,
  scripted: [{ lane: 1, side: "opposition", skill: "strong" }],
};

function started(setup: Setup): { drill: Drill; events: RecordedEvent[] } {
  const events = plannedEvents(setup);
  const drill = readDrill(events);
  events.push(...ask(drill, carol, { type: "StartDrill", rate: 1 }, 0));
  return { drill, events };
}

/** As the server does: what fell due first, then the command. */
function ask(drill: Drill, by: Participant, command: DrillCommand, afterMs: number): RecordedEvent[] {
  const wallMs = START_MS + afterMs;
  const due = goOn(drill, afterMs);
  const atMs = drillTimeAt(drill.clock, wallMs);
  return [...due, ...decide(drill, command, { by, atMs, wallMs, seed: 7 })];
}

function goOn(drill: Drill, afterMs: number): RecordedEvent[] {
  return carryOn(drill, drillTimeAt(drill.clock, START_MS + afterMs), START_MS + afterMs);
}

const withoutWall = (events: readonly RecordedEvent[]) => events.map(({ wallMs: _, ...rest }) => rest);
const movesIn = (events: readonly RecordedEvent[]) =>
  events.flatMap(({ event, by, atMs }) => (event.type === "ActionTaken" ? [{ by, atMs }] : []));

describe("a scripted side", () => {
  test("moves without anybody, as a participant of its own", () => {
    const { drill } = started(automatic);
    const moves = movesIn(goOn(drill, 900_000));
    expect(moves.length).toBeGreaterThan(0);
    expect(moves[0]?.by).toEqual(scriptedPlayer({ lane: 1, side: "opposition", skill: "strong" }));
  });

  test("moves the same however often and late it is asked, and after a restart in between", () => {
    const once = started(automatic);
    once.events.push(...goOn(once.drill, 900_000));

    const often = started(automatic);
    let drill = often.drill;
    for (let afterMs = 0; afterMs <= 900_000; afterMs += 7_000) {
      often.events.push(...goOn(drill, afterMs));
      if (afterMs % 91_000 === 0) drill = readDrill(often.events);
    }
    often.events.push(...goOn(drill, 900_000));
    expect(withoutWall(often.events)).toEqual(withoutWall(once.events));
  });

  test("does nothing while the clock stands, and nothing in a stretch that is jumped over", () => {
    const { drill } = started(automatic);
    ask(drill, carol, { type: "PauseClock", reason: "" }, 1_000);
    expect(movesIn(goOn(drill, 3_600_000))).toEqual([]);
    ask(drill, carol, { type: "ResumeClock" }, 3_600_000);
    const jumped = ask(drill, carol, { type: "JumpClock", toMs: 600_000 }, 3_600_000);
    expect(movesIn(jumped)).toEqual([]);
    expect(movesIn(goOn(drill, 3_600_000 + 300_000)).every(({ atMs }) => atMs > 600_000)).toBe(true);
  });

  test("is woken for its next look, and only where there is one", () => {
    expect(nextWakeAtMs(started(testSetup).drill)).toBe(10_000);
    const { drill } = started(automatic);
    goOn(drill, 10_000);
    expect(nextWakeAtMs(drill)).toBe(15_000);
    ask(drill, carol, { type: "PauseClock", reason: "" }, 11_000);
    const { scenario } = testSetup;
    const quiet = started({ ...automatic, scenario: { ...scenario, injects: [] } }).drill;
    expect(nextWakeAtMs(quiet)).toBe(15_000);
  });

  test("is absent from setups that were stored before there were any", () => {
    const { scripted: _, ...old } = testSetup;
    expect(Setup.parse(JSON.parse(JSON.stringify(old))).scripted).toEqual([]);
  });
});

describe("a solo drill that nobody else runs", () => {
  const solo: Setup = {
    ...automatic,
    format: "solo",
    teams: [{ lane: 1, side: "responder", teamId: null, name: "" }],
  };
  const alone = () => {
    const drill = readDrill(plannedEvents(solo));
    joined(drill, rita, 0, START_MS);
    return drill;
  };

  test("is started, paused, sped up and ended by its learner, and its scores are open at once", () => {
    const drill = alone();
    ask(drill, rita, { type: "StartDrill", rate: 10 }, 0);
    ask(drill, rita, { type: "PauseClock", reason: "" }, 1_000);
    ask(drill, rita, { type: "ResumeClock" }, 2_000);
    ask(drill, rita, { type: "ChangeRate", rate: 60 }, 3_000);
    const ended = ask(drill, rita, { type: "EndDrill", how: "ended", reason: "" }, 4_000);
    expect(ended.map(({ event }) => event.type)).toContain("ScoresReleased");
  });

  test("is out of the learner's hands once a controller or an evaluator is there", () => {
    for (const other of [carol, { ...carol, role: "evaluator" as const, participantId: "eve" }]) {
      const drill = alone();
      joined(drill, other, 0, START_MS);
      expect(() => ask(drill, rita, { type: "StartDrill", rate: 1 }, 0)).toThrow(
        expect.objectContaining({ code: "role-not-allowed" }),
      );
    }
  });

  test("lets its learner neither jump nor touch the injects", () => {
    const drill = alone();
    ask(drill, rita, { type: "StartDrill", rate: 1 }, 0);
    for (const command of [
      { type: "JumpClock", toMs: 60_000 },
      { type: "DeliverInject", lane: 1, injectId: "by-hand" },
    ] as const) {
      expect(() => ask(drill, rita, command, 1_000)).toThrow(
        expect.objectContaining({ code: "role-not-allowed" }),
      );
    }
  });

  test("is the only kind of drill whose players have the clock", () => {
    const drill = readDrill(plannedEvents({ ...solo, format: "opposed" }));
    joined(drill, rita, 0, START_MS);
    expect(() => ask(drill, rita, { type: "StartDrill", rate: 1 }, 0)).toThrow(
      expect.objectContaining({ code: "role-not-allowed" }),
    );
  });
});
