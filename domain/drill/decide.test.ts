import { describe, expect, test } from "vitest";
import {
  ask,
  carol,
  eve,
  given,
  omar,
  play,
  readDrill,
  rita,
  START_MS,
  startEx,
  testScenario,
  testSetup,
  type Step,
} from "./given";
import { joined } from "./decide";
import { letDueHappen } from "./due";
import { nextWakeWallMs } from "@/domain/rehearsal/scripted";
import type { DrillCommand } from "./schema";
import { viewFor } from "@/domain/view/view";
import { everywhere } from "@/domain/text";

const act = (
  actionId: string,
  more: Partial<Extract<DrillCommand, { type: "TakeAction" }>> = {},
): DrillCommand => ({
  type: "TakeAction",
  actionId,
  unitIds: [],
  note: "",
  ...more,
});
const at = (afterMs: number, by: Step["by"], command: DrillCommand): Step => ({ afterMs, by, command });
const accepted = at(20_000, rita, act("accept", { incident: 1 }));
const dispatched = at(30_000, rita, act("dispatch", { incident: 1, unitIds: ["car-1"] }));

describe("StartEx", () => {
  test("starts the clock", () => {
    given().when(carol, 0, { type: "StartDrill", rate: 1 }).then("DrillStarted", "ClockStarted");
  });
  test("is refused a second time, so a double click starts once", () => {
    given(startEx).when(carol, 1_000, { type: "StartDrill", rate: 1 }).thenRefused("drill-already-started");
  });
  test("is refused to players, who must not steer the exercise", () => {
    given().when(rita, 0, { type: "StartDrill", rate: 1 }).thenRefused("role-not-allowed");
  });
});

describe("the clock", () => {
  test("stands still while it is paused, and so does what is due", () => {
    const drill = readDrill(play([startEx, at(5_000, carol, { type: "PauseClock", reason: "coffee" })]));
    expect(ask(drill, carol, { type: "ResumeClock" }, START_MS + 3_600_000).due).toEqual([]);
    expect(drill.atMs).toBe(5_000);
  });
  test("refuses the players' actions while it is paused", () => {
    given(startEx, at(15_000, carol, { type: "PauseClock", reason: "" }))
      .when(rita, 16_000, act("accept", { incident: 1 }))
      .thenRefused("clock-paused");
  });
  test("makes everything on the way happen when it jumps, each at its own time", () => {
    const drill = readDrill(play([startEx]));
    const { decided } = ask(drill, carol, { type: "JumpClock", toMs: 60_000 }, START_MS + 1_000);
    if (decided instanceof Error) throw decided;
    const delivered = decided.filter((recorded) => recorded.event.type === "InjectDelivered");
    expect(delivered.map((recorded) => recorded.atMs)).toEqual([10_000, 15_000]);
  });
  test("does not run backwards", () => {
    given(startEx).when(carol, 9_000, { type: "JumpClock", toMs: 8_000 }).thenRefused("jump-backwards");
  });
});

describe("delivering an inject", () => {
  test("by hand reports its incident", () => {
    given(startEx)
      .when(carol, 1_000, { type: "DeliverInject", lane: 1, injectId: "by-hand" })
      .then("IncidentReported", "InjectDelivered");
  });
  test("happens by itself when its time has come, with nobody asking before", () => {
    const drill = readDrill(play([startEx]));
    const types = letDueHappen(drill, 10_000, START_MS + 999_000).map((recorded) => recorded.event.type);
    expect(types.slice(0, 2)).toEqual(["IncidentReported", "InjectDelivered"]);
    expect(drill.lanes[0]?.injects["first-call"]?.delivered?.atMs).toBe(10_000);
  });
  test("waits while it is held, and comes at once when it is released late", () => {
    const drill = readDrill(
      play([startEx, at(1_000, carol, { type: "HoldInject", lane: 1, injectId: "first-call" })]),
    );
    expect(letDueHappen(drill, 60_000, START_MS)).toEqual([]);
    ask(drill, carol, { type: "ReleaseInject", lane: 1, injectId: "first-call" }, START_MS + 60_000);
    letDueHappen(drill, 60_000, START_MS);
    expect(drill.lanes[0]?.injects["first-call"]?.delivered?.atMs).toBe(60_000);
  });
  test("is refused for one that is not in the MSEL", () => {
    given(startEx)
      .when(carol, 1_000, { type: "DeliverInject", lane: 1, injectId: "nowhere" })
      .thenRefused("inject-not-in-msel");
  });
  test("follows a gauge over its threshold at the exact moment", () => {
    // 20 at StartEx, 10 a minute: 80 after six minutes.
    const drill = readDrill(play([startEx]));
    letDueHappen(drill, 600_000, START_MS);
    expect(drill.lanes[0]?.injects["riot"]?.delivered?.atMs).toBe(360_000);
    expect(drill.lanes[0]?.facts["plate"]?.responder?.atMs).toBe(360_000);
  });
});

describe("handling a call", () => {
  test("an incident is accepted once", () => {
    given(startEx, accepted)
      .when(rita, 21_000, act("accept", { incident: 1 }))
      .thenRefused("incident-stage-wrong");
  });
  test("nobody can act on an incident that has not been reported", () => {
    given(startEx)
      .when(rita, 5_000, act("accept", { incident: 1 }))
      .thenRefused("incident-unknown");
  });
  test("a unit drives by road and arrives when the way is done", () => {
    const drill = readDrill(play([startEx, accepted, dispatched]));
    const unit = drill.lanes[0]?.units["car-1"];
    const arrivesAtMs = unit?.leg?.arrivesAtMs ?? 0;
    // 1.93 km of main road at 52 km/h: 134 s.
    expect(arrivesAtMs - 30_000).toBeGreaterThan(120_000);
    expect(arrivesAtMs - 30_000).toBeLessThan(150_000);
    letDueHappen(drill, arrivesAtMs, START_MS);
    expect(unit?.leg).toBeNull();
    expect(drill.lanes[0]?.incidents["break-in"]?.statuses.map((entry) => entry.status)).toEqual([
      "reported",
      "accepted",
      "dispatched",
      "on-scene",
    ]);
  });
  test("an island without a bridge is refused to a car, never teleported to", () => {
    given(startEx, at(1_000, carol, { type: "DeliverInject", lane: 1, injectId: "by-hand" }))
      .when(rita, 2_000, act("dispatch", { incident: 1, unitIds: ["car-1"] }))
      .thenRefused("no-way-there");
  });
  test("a crew acts only where it is", () => {
    given(startEx, accepted, dispatched)
      .when(rita, 40_000, act("cordon", { incident: 1, unitIds: ["car-1"] }))
      .thenRefused("unit-not-on-scene");
  });
  test("a crew does one thing at a time", () => {
    given(
      startEx,
      accepted,
      dispatched,
      at(200_000, rita, act("cordon", { incident: 1, unitIds: ["car-1"] })),
    )
      .when(rita, 210_000, act("cordon", { incident: 1, unitIds: ["car-1"] }))
      .thenRefused("unit-busy");
  });
  test("a side takes only its own actions", () => {
    given(startEx).when(rita, 1_000, act("op-run")).thenRefused("role-not-allowed");
    given(startEx)
      .when(omar, 1_000, act("accept", { incident: 1 }))
      .thenRefused("role-not-allowed");
  });
});

describe("a contested move", () => {
  const run = at(1_000, omar, act("op-run"));
  test("waits for the umpire, whose ruling decides", () => {
    const drill = readDrill(play([startEx, run]));
    const { decided } = ask(
      drill,
      carol,
      { type: "Rule", lane: 1, no: 1, outcome: "success", rationale: "Nobody near" },
      START_MS + 5_000,
    );
    if (decided instanceof Error) throw decided;
    expect(decided.map((recorded) => recorded.event.type)).toEqual([
      "RulingGiven",
      "ActionCompleted",
      "ActorChanged",
    ]);
    expect(drill.lanes[0]?.actors["thief"]?.placeId).toBe("pier");
  });
  test("is settled by the default when nobody rules in time", () => {
    const drill = readDrill(play([startEx, run]));
    letDueHappen(drill, 61_000, START_MS);
    expect(drill.lanes[0]?.actions[0]?.ruling).toMatchObject({ how: "time-out", outcome: "failure" });
    expect(drill.lanes[0]?.actors["thief"]?.statuses.at(-1)?.status).toBe("located");
  });
  test.each([
    ["failure", "failed", 5_000, "failed"],
    ["success", "ruled-success", null, "done"],
  ] as const)("ruled a %s before its time is up reads so at once", (outcome, state, doneAtMs, atLast) => {
    const slow = testScenario.actions.map((one) =>
      one.id === "op-run" ? { ...one, durationMs: 600_000 } : one,
    );
    const rule: DrillCommand = { type: "Rule", lane: 1, no: 1, outcome, rationale: "Nobody near" };
    const setup = { ...testSetup, scenario: { ...testScenario, actions: slow } };
    const drill = readDrill(play([startEx, run, at(5_000, carol, rule)], setup));
    const seen = () => {
      const own = viewFor(drill, { kind: "side", side: "opposition", lane: 1 });
      const all = viewFor(drill, { kind: "control" });
      return [own.kind === "side" && own.actions[0], all.kind === "control" && all.lanes[0]?.actions[0]];
    };
    expect(seen()).toMatchObject([
      { state, doneAtMs },
      { state, doneAtMs },
    ]);
    letDueHappen(drill, 700_000, START_MS);
    expect(seen()).toMatchObject([{ state: atLast }, { state: atLast }]);
  });
  test("is ruled once", () => {
    given(
      startEx,
      run,
      at(2_000, carol, { type: "Rule", lane: 1, no: 1, outcome: "success", rationale: "x" }),
    )
      .when(carol, 3_000, { type: "Rule", lane: 1, no: 1, outcome: "failure", rationale: "y" })
      .thenRefused("already-ruled");
  });
  test("is refused when the budget is spent", () => {
    given(startEx, run).when(omar, 2_000, act("op-run")).thenRefused("budget-spent");
  });
});

describe("evaluating", () => {
  test("counts an observation from when it was seen, not from when it was written down", () => {
    const drill = readDrill(
      play([
        startEx,
        at(90_000, eve, {
          type: "ObserveItem",
          lane: 1,
          itemId: "cordon-in-time",
          result: "met",
          note: "",
          observedAtMs: 45_000,
        }),
      ]),
    );
    expect(drill.lanes[0]?.observations[0]?.atMs).toBe(45_000);
  });
  test("ends for an evaluator who has handed in", () => {
    given(
      startEx,
      at(1_000, carol, { type: "EndDrill", how: "ended", reason: "" }),
      at(2_000, eve, { type: "SubmitEvaluation", lane: 1 }),
    )
      .when(eve, 3_000, { type: "RateItem", lane: 1, itemId: "manner", rating: "P", note: "" })
      .thenRefused("evaluation-submitted");
  });
});

describe("stop exercise", () => {
  const stopped = at(20_000, omar, { type: "StopExercise", reason: "Injury" });
  const resumed = at(50_000, carol, { type: "ResumeExercise", reason: "Looked after" });

  test("is for anyone to call, and for control to resume", () => {
    given(startEx).when(omar, 1_000, { type: "StopExercise", reason: "Injury" }).then("ExerciseStopped");
    given(startEx, stopped)
      .when(rita, 30_000, { type: "StopExercise", reason: "" })
      .thenRefused("exercise-already-stopped");
    given(startEx, stopped)
      .when(rita, 30_000, { type: "ResumeExercise", reason: "" })
      .thenRefused("role-not-allowed");
    given(startEx, stopped)
      .when(carol, 30_000, { type: "ResumeExercise", reason: "" })
      .then("ExerciseResumed");
    given(startEx)
      .when(carol, 30_000, { type: "ResumeExercise", reason: "" })
      .thenRefused("exercise-not-stopped");
  });

  test("lets nothing happen: no move, no inject, no start of the clock", () => {
    const nothing = (by: Step["by"], command: DrillCommand) =>
      given(startEx, stopped).when(by, 30_000, command).thenRefused("exercise-stopped");
    nothing(rita, act("accept", { incident: 1 }));
    nothing(carol, { type: "ResumeClock" });
    nothing(carol, { type: "JumpClock", toMs: 60_000 });
    nothing(carol, { type: "DeliverInject", lane: 1, injectId: "by-hand" });
    nothing(carol, {
      type: "SendAdHocInject",
      lane: 1,
      kind: "phone",
      audience: "responder",
      from: "",
      text: "x",
      incident: null,
    });
    const drill = readDrill(play([startEx, stopped]));
    expect(ask(drill, carol, { type: "ResumeClock" }, START_MS + 3_600_000).due).toEqual([]);
  });

  test("leaves the radio open, so that people can be told", () => {
    given(startEx, stopped)
      .when(carol, 30_000, { type: "SendRadio", text: "All stay where you are." })
      .then("RadioSent");
  });

  test("is followed by a pause when it is resumed: the clock starts when control starts it", () => {
    const drill = readDrill(play([startEx, stopped, resumed]));
    expect(drill).toMatchObject({ stopped: null, clock: { rate: 0 }, pauseReason: "Looked after" });
    given(startEx, stopped, resumed).when(carol, 60_000, { type: "ResumeClock" }).then("ClockStarted");
  });

  test("says to everybody who called it and when, to the other side without a name", () => {
    const drill = readDrill(play([startEx, stopped]));
    const seenBy = (side: "responder" | "opposition") =>
      viewFor(drill, { kind: "side", side, lane: 1 }).stopped;
    expect(seenBy("opposition")).toEqual({
      atMs: 20_000,
      wallMs: START_MS + 20_000,
      role: "player",
      name: everywhere("Omar"),
      reason: "Injury",
      real: false,
      endsAtWallMs: null,
    });
    expect(seenBy("responder")).toMatchObject({ role: "player", name: everywhere(""), reason: "Injury" });
    expect(viewFor(drill, { kind: "wall" }).stopped).toMatchObject({ name: everywhere(""), reason: "" });
  });
});

describe("a real incident", () => {
  const reported: DrillCommand = { type: "StopExercise", real: true, reason: "Fire in the next street" };
  const end: DrillCommand = { type: "EndDrill", how: "real-incident", reason: "Fire in the next street" };
  const lookers = (["observer", "evaluator", "player"] as const).map((role): Step["by"] =>
    role === "player" ? omar : { role, participantId: `a-${role}`, name: role },
  );

  test("stops everything at once, whoever reports it, also while it is stopped for another reason", () => {
    for (const by of [...lookers, rita, carol]) {
      given(startEx).when(by, 1_000, reported).then("ExerciseStopped");
      given(startEx, at(500, rita, { type: "StopExercise", reason: "" }))
        .when(by, 1_000, reported)
        .then("ExerciseStopped");
    }
    given(startEx, at(500, rita, reported))
      .when(omar, 1_000, reported)
      .thenRefused("exercise-already-stopped");
    given(startEx, at(500, rita, reported))
      .when(omar, 1_000, { type: "StopExercise", reason: "" })
      .thenRefused("exercise-already-stopped");
  });

  test("ends the drill by control's word alone, and nothing resumes it then", () => {
    for (const by of [...lookers, rita]) {
      for (const how of ["real-incident", "ended", "stopped"] as const) {
        const ask: DrillCommand = { ...end, how };
        given(startEx).when(by, 1_000, ask).thenRefused("role-not-allowed");
        given(startEx, at(500, rita, reported))
          .when(by, 1_000, ask)
          .thenRefused("role-not-allowed");
      }
    }
    given(startEx, at(500, omar, reported))
      .when(carol, 1_000, end)
      .then("DrillEnded");
    for (const type of ["ResumeClock", "AnswerStop"] as const) {
      given(startEx, at(1_000, carol, end))
        .when(carol, 2_000, { type })
        .thenRefused("drill-already-ended");
    }
  });

  test("ends the drill by itself when no controller answers in time, and not a moment before", () => {
    const drill = () => readDrill(play([startEx, at(1_000, omar, reported)]));
    const endsAt = START_MS + 1_000 + 600_000;
    expect(drill().stopped?.endsAtWallMs).toBe(endsAt);
    expect(nextWakeWallMs(drill())).toBe(endsAt);
    expect(letDueHappen(drill(), 1_000, endsAt - 1)).toEqual([]);
    const late = drill();
    expect(letDueHappen(late, 1_000, endsAt + 3_600_000).map(({ event }) => event)).toEqual([
      { type: "DrillEnded", how: "real-incident", reason: "Fire in the next street" },
    ]);
    // Everybody is told who reported it.
    expect(viewFor(late, { kind: "control" }).ended).toMatchObject({
      role: "player",
      name: everywhere("Omar"),
    });
    expect(nextWakeWallMs(late)).toBeNull();
  });

  test("waits as long as the drill was planned to, and not at all once control has answered", () => {
    const steps = [startEx, at(1_000, omar, reported)];
    const patient = readDrill(play(steps, { ...testSetup, unansweredStopEndsMs: 90_000 }));
    expect(patient.stopped?.endsAtWallMs).toBe(START_MS + 91_000);
    for (const answer of [
      { type: "AnswerStop" },
      { type: "ResumeExercise", reason: "A false alarm" },
    ] as const) {
      const answered = readDrill(play([...steps, at(2_000, carol, answer)]));
      expect(letDueHappen(answered, 1_000, START_MS + 86_400_000)).toEqual([]);
    }
    const own = readDrill(play([startEx, at(1_000, carol, reported)]));
    expect(own.stopped).toMatchObject({ real: true, endsAtWallMs: null });
    given(startEx, at(1_000, omar, reported))
      .when(rita, 2_000, { type: "AnswerStop" })
      .thenRefused("role-not-allowed");
  });

  test("an old stop without a time never ends a drill by itself", () => {
    const drill = readDrill(play([startEx, at(1_000, omar, { type: "StopExercise", reason: "" })]));
    expect(letDueHappen(drill, 1_000, START_MS + 86_400_000)).toEqual([]);
  });
});

describe("whoever stops the exercise again and again", () => {
  const observer: Step["by"] = { role: "observer", participantId: "olga", name: "Olga" };
  const stop = (real?: true): DrillCommand => ({ type: "StopExercise", reason: "", ...(real && { real }) });
  const mute = (type: "MuteStops" | "UnmuteStops", { participantId }: Step["by"]): DrillCommand => ({
    type,
    participantId,
  });

  /** A drill in which everybody has come in, and Olga and Omar have stopped it twice each. */
  function stoppedOften() {
    const drill = readDrill(play([]));
    for (const person of [carol, eve, rita, omar, observer]) joined(drill, person, 0, START_MS);
    const asks = (by: Step["by"], command: DrillCommand) => ask(drill, by, command, START_MS).decided;
    asks(carol, startEx.command);
    for (const by of [observer, omar, observer, omar]) {
      asks(by, stop());
      asks(carol, { type: "ResumeExercise", reason: "" });
    }
    return { drill, asks };
  }
  const refused = (code: string) => ({ name: "Refusal", code });

  test("is muted by control: a stop of theirs, for whatever reason, does not stop and is answered so", () => {
    for (const by of [observer, omar]) {
      const { drill, asks } = stoppedOften();
      expect(asks(carol, mute("MuteStops", by))).toMatchObject([
        { event: { type: "StopsMuted", participantId: by.participantId, name: by.name } },
      ]);
      for (const real of [undefined, true] as const) {
        expect(asks(by, stop(real))).toMatchObject(refused("stops-muted"));
        expect(drill.stopped).toBeNull();
      }
      // Nobody else's.
      expect(asks(rita, stop())).toMatchObject([{ event: { type: "ExerciseStopped" } }]);
    }
  });

  test("can stop again once control says so", () => {
    const { asks } = stoppedOften();
    asks(carol, mute("MuteStops", observer));
    asks(carol, mute("UnmuteStops", observer));
    expect(asks(observer, stop())).toMatchObject([{ event: { type: "ExerciseStopped" } }]);
  });

  test("is named to control with how often, and muted by control alone", () => {
    const { drill, asks } = stoppedOften();
    asks(carol, mute("MuteStops", omar));
    const view = viewFor(drill, { kind: "control" });
    const seen = view.kind === "control" ? view.participants : [];
    expect(seen.find(({ name }) => name.en === "Omar")).toMatchObject({ stops: 2, muted: true });
    expect(seen.find(({ name }) => name.en === "Olga")).toMatchObject({ stops: 2, muted: false });
    expect(seen.find(({ name }) => name.en === "Rita")).toMatchObject({ stops: 0, muted: false });

    for (const by of [omar, eve, observer]) {
      expect(asks(by, mute("MuteStops", rita))).toMatchObject(refused("role-not-allowed"));
      expect(asks(by, mute("UnmuteStops", omar))).toMatchObject(refused("role-not-allowed"));
    }
    expect(asks(carol, mute("MuteStops", carol))).toMatchObject(refused("not-found"));
    expect(asks(carol, mute("MuteStops", omar))).toMatchObject(refused("stops-already-muted"));
    expect(asks(carol, mute("UnmuteStops", rita))).toMatchObject(refused("stops-not-muted"));
  });
});

describe("a flag on the timeline", () => {
  const flag = (by: Step["by"]): Step =>
    at(30_000, by, {
      type: "FlagMoment",
      lane: 1,
      kind: "turning-point",
      text: "Lost them here",
      observedAtMs: 25_000,
    });

  test("stands at the moment it was meant for, for control", () => {
    const view = viewFor(readDrill(play([startEx, flag(carol)])), { kind: "control" });
    expect(view.kind === "control" && view.lanes[0]?.flags).toEqual([
      { n: 1, kind: "turning-point", text: "Lost them here", byName: everywhere("Carol"), atMs: 25_000 },
    ]);
  });
  test("is for control to set", () => {
    for (const by of [rita, eve]) {
      given(startEx).when(by, 30_000, flag(by).command).thenRefused("role-not-allowed");
    }
  });
});
