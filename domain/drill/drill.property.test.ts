import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { applied, differenceBetween, type Json } from "@/domain/live/difference";
import { scoreCard } from "@/domain/scoring/score-card";
import { drillTimeAt } from "./clock";
import { letDueHappen, nextDueAtMs } from "./due";
import { evolve, fold } from "./evolve";
import {
  carol,
  eve,
  omar,
  play as playOn,
  plannedEvents,
  readDrill,
  rita,
  shiftSetup,
  START_MS,
  startEx,
  type Step,
} from "./given";
import type { DrillCommand, Rate, RecordedEvent } from "./schema";
import { drillAt, positionAt, snapshotsOf } from "./snapshots";
import type { Drill } from "./state";
import { viewFor } from "@/domain/view/view";
import { hear, nothingToldYet, tellLate } from "@/domain/view/wall";

/**
 * Shifts change ten minutes after StartEx: in most of the generated drills. Mixed, so that everything that can
 * happen happens, on screen and on the street.
 */
const play = (asked: readonly Step[]) => playOn(asked, { ...shiftSetup, mode: "mixed" });

const take = (actionId: string, more: object = {}): DrillCommand => ({
  type: "TakeAction",
  actionId,
  unitIds: [],
  note: "",
  ...more,
});

const unitIds = fc.constantFrom(["car-1"], ["car-2"], ["car-3"], ["car-1", "car-2"], ["car-1", "car-3"]);
const incident = fc.constantFrom(1, 1, 1, 2);

/** Commands that mostly make sense at some time: a property over refusals proves nothing. */
const responderCommand = fc.oneof(
  incident.map((n) => ({ by: rita, command: take("accept", { incident: n }) })),
  fc.tuple(incident, unitIds).map(([n, ids]) => ({
    by: rita,
    command: take("dispatch", { incident: n, unitIds: ids }),
  })),
  fc.tuple(incident, unitIds).map(([n, ids]) => ({
    by: rita,
    command: take("cordon", { incident: n, unitIds: ids }),
  })),
  unitIds.map((ids) => ({ by: rita, command: take("go-home", { unitIds: ids }) })),
  fc.constantFrom("car-1", "car-3").map((id) => ({ by: rita, command: take("on-call", { unitIds: [id] }) })),
  incident.map((n) => ({ by: rita, command: take("measure", { incident: n, unitIds: ["car-3"] }) })),
  fc.constantFrom("calm", "loud").map((optionId) => ({
    by: rita,
    command: { type: "Decide" as const, decisionId: "how", optionId, reason: "" },
  })),
  fc.constant({ by: rita, command: { type: "SendRadio" as const, text: "RESPONDER ONLY" } }),
  fc.integer({ min: 1, max: 3 }).map((n) => ({ by: rita, command: { type: "ReadBack" as const, n } })),
);
const oppositionCommand = fc.oneof(
  fc.constantFrom("op-run", "op-hide").map((id) => ({ by: omar, command: take(id) })),
  fc.constant({ by: omar, command: { type: "SendRadio" as const, text: "OPPOSITION ONLY" } }),
);
const controlCommand = fc.oneof(
  fc.constantFrom("first-call", "by-hand", "riot").map((injectId) => ({
    by: carol,
    command: { type: "DeliverInject" as const, lane: 1, injectId },
  })),
  fc
    .constantFrom<DrillCommand>(
      { type: "PauseClock", reason: "" },
      { type: "ResumeClock" },
      { type: "ChangeRate", rate: 10 },
      { type: "SendRadio", text: "RESPONDER ONLY", asksReadBack: true },
      { type: "HoldInject", lane: 1, injectId: "first-call" },
      { type: "ReleaseInject", lane: 1, injectId: "first-call" },
      { type: "Rule", lane: 1, no: 1, outcome: "success", rationale: "r" },
    )
    .map((command) => ({ by: carol, command })),
  fc.constantFrom("P" as const, "U" as const).map((rating) => ({
    by: eve,
    command: { type: "RateItem" as const, lane: 1, itemId: "manner", rating, note: "" },
  })),
);
/** What staff write down, now or late, and sometimes take back. */
const recordCommand = fc
  .tuple(
    fc.constantFrom(eve, carol),
    fc.option(fc.integer({ min: 0, max: 900_000 })),
    fc.oneof(
      fc.tuple(incident, unitIds).map(([n, [unitId = ""]]) => ({
        type: "RecordArrival" as const,
        lane: 1,
        unitId,
        incident: n,
      })),
      fc
        .constantFrom("accepted" as const, "controlled" as const, "closed" as const)
        .map((status) => ({ type: "RecordStage" as const, lane: 1, incident: 1, status })),
      fc
        .tuple(fc.constantFrom("accept", "dispatch", "cordon", "go-home", "op-run"), unitIds)
        .map(([actionId, ids]) => ({
          type: "RecordAction" as const,
          lane: 1,
          actionId,
          incident: 1,
          unitIds: actionId === "accept" || actionId === "op-run" ? [] : [...ids],
          note: actionId === "op-run" ? "OPPOSITION ONLY" : "RESPONDER ONLY",
          outcome: "success" as const,
        })),
    ),
  )
  .map(([by, observedAtMs, command]) => ({ by, command: { ...command, observedAtMs } }));
const withdrawCommand = fc
  .tuple(fc.constantFrom(eve, carol), fc.integer({ min: 1, max: 4 }))
  .map(([by, record]) => ({
    by,
    command: { type: "WithdrawRecord" as const, lane: 1, record, reason: "" },
  }));
const anyCommand = fc.oneof(
  { weight: 6, arbitrary: responderCommand },
  { weight: 3, arbitrary: oppositionCommand },
  { weight: 2, arbitrary: controlCommand },
  { weight: 3, arbitrary: recordCommand },
  { weight: 1, arbitrary: withdrawCommand },
);

const steps = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 90_000 }), anyCommand), { maxLength: 30 })
  .map((gaps) => {
    let afterMs = 0;
    return [startEx, ...gaps.map(([gap, asked]): Step => ({ ...asked, afterMs: (afterMs += gap) }))];
  });

/** Freezes a drill all through but for the setup, which nothing ever changes. */
function freeze(thing: unknown): void {
  if (typeof thing !== "object" || thing === null || Object.isFrozen(thing)) return;
  Object.freeze(thing);
  for (const [name, part] of Object.entries(thing)) if (name !== "setup") freeze(part);
}

const lanesOf = (events: readonly RecordedEvent[]) => readDrill(events);

describe("whatever happens in a drill", () => {
  test.prop([steps])("positions run 1, 2, 3 without gaps and time never runs back", (asked) => {
    const events = play(asked);
    events.forEach((recorded, i) => {
      expect(recorded.position).toBe(i + 1);
      expect(recorded.atMs).toBeGreaterThanOrEqual(events[i - 1]?.atMs ?? 0);
    });
  });

  test.prop([steps, fc.integer({ min: 1, max: 9 }), fc.nat()])(
    "a log opened anywhere by its snapshots is the drill folded up to there, and can be carried on",
    (asked, every, cut) => {
      const events = play(asked);
      const snapshots = snapshotsOf(events, every);
      const position = cut % (events.length + 1);
      // Whatever a snapshot shares with a drill that is carried on must not change: frozen, a change would throw.
      for (const drill of snapshots.drills) freeze(drill);
      const opened = drillAt(snapshots, position);
      expect(JSON.stringify(opened)).toBe(JSON.stringify(fold(events.slice(0, position))));
      const carriedOn = fold(events.slice(position), opened);
      expect(JSON.stringify(carriedOn)).toBe(JSON.stringify(fold(events)));
    },
  );

  test.prop([steps, fc.nat(2_000_000)])(
    "a log opened at a time holds what had happened by then",
    (asked, atMs) => {
      const events = play(asked);
      const before = events.filter((recorded) => recorded.atMs <= atMs);
      expect(positionAt(snapshotsOf(events), atMs)).toBe(before.length);
    },
  );

  test.prop([steps])(
    "each view is the one before and their difference, to the byte, for every audience",
    (asked) => {
      const audiences = [
        { kind: "control" },
        { kind: "evaluator", participantId: eve.participantId },
        { kind: "side", side: "responder", lane: 1 },
        { kind: "side", side: "opposition", lane: 1 },
      ] as const;
      const shown = audiences.map((audience) => ({ audience, view: "null" }));
      let drill: Drill | null = null;
      for (const recorded of play(asked)) {
        drill = evolve(drill, recorded);
        if (!drill) continue;
        for (const one of shown) {
          const [before, after]: Json[] = [JSON.parse(one.view), viewFor(drill, one.audience)];
          const difference = differenceBetween(before, after);
          const made = difference ? applied(JSON.parse(JSON.stringify(difference)), before) : before;
          expect(JSON.stringify(made)).toBe(JSON.stringify(after));
          one.view = JSON.stringify(made);
        }
      }
    },
  );

  test.prop([steps])("what is due next does not depend on what was found out before", (asked) => {
    let drill: Drill | null = null;
    for (const recorded of play(asked)) {
      drill = evolve(drill, recorded);
      if (!drill) continue;
      // A lane nobody has asked about yet: everything is worked out anew.
      const unasked = { ...drill, lanes: structuredClone(drill.lanes) };
      expect(nextDueAtMs(drill)).toBe(nextDueAtMs(unasked));
    }
  });

  test.prop([steps])("the list of actions that succeeded says what the actions say", (asked) => {
    for (const lane of lanesOf(play(asked)).lanes) {
      const succeeded = lane.actions
        .filter((action) => action.completed?.outcome === "success")
        .sort(
          (a, b) =>
            lane.told.findIndex(({ recorded }) => recorded.position === a.completed?.position) -
            lane.told.findIndex(({ recorded }) => recorded.position === b.completed?.position),
        );
      const listed = Object.entries(lane.succeeded).flatMap(([actionId, nos]) =>
        nos.map((no) => [actionId, no]),
      );
      expect(listed.sort()).toEqual(succeeded.map(({ actionId, no }) => [actionId, no]).sort());
      for (const nos of Object.values(lane.succeeded)) {
        expect(nos).toEqual(succeeded.map(({ no }) => no).filter((no) => nos.includes(no)));
      }
    }
  });

  test.prop([steps])("no inject is delivered twice by itself", (asked) => {
    const delivered = play(asked).flatMap(({ event, by }) =>
      event.type === "InjectDelivered" && by.role === "engine" ? [event.injectId] : [],
    );
    expect(delivered).toEqual([...new Set(delivered)]);
  });

  test.prop([steps])("neither side is ever shown what is meant for the other only", (asked) => {
    const drill = lanesOf(play(asked));
    const responder = JSON.stringify(viewFor(drill, { kind: "side", side: "responder", lane: 1 }));
    const opposition = JSON.stringify(viewFor(drill, { kind: "side", side: "opposition", lane: 1 }));
    expect(responder).not.toContain("OPPOSITION ONLY");
    expect(opposition).not.toContain("RESPONDER ONLY");
    expect(opposition).not.toContain("Someone broke in");
  });

  test.prop([steps])(
    "what the opposition does out of sight leaves the responder's view as it was",
    (asked) => {
      // Without rulings, hiding that fails, and crews where they run to, their moves change nothing the responder knows.
      const quiet = asked.filter(
        ({ command }) =>
          command.type !== "Rule" &&
          command.type !== "WithdrawRecord" &&
          !(command.type === "RecordArrival" && command.incident === 2) &&
          !(command.type === "TakeAction" && command.actionId.startsWith("op-")),
      );
      const without = quiet.filter(
        ({ by, command }) =>
          by !== omar && !(command.type === "RecordAction" && command.actionId.startsWith("op-")),
      );
      // Both are looked at when the same drill time has come.
      const endMs = lanesOf(play(asked)).atMs + 1_000_000;
      const view = (some: Step[]) => {
        const drill = lanesOf(play(some));
        letDueHappen(drill, endMs, START_MS);
        return JSON.stringify(viewFor(drill, { kind: "side", side: "responder", lane: 1 }));
      };
      expect(view(quiet)).toBe(view(without));
    },
  );

  test.prop([steps, fc.nat(2_000_000)])(
    "a moment looked at again is what the side saw then, whatever came after and whatever evaluators entered",
    (asked, atMs) => {
      const events = play(asked);
      const snapshots = snapshotsOf(events, 7);
      const judged = ["ItemRated", "ItemObserved", "NoteTaken"];
      const plain = events.filter(
        (recorded) => recorded.atMs <= atMs && !judged.includes(recorded.event.type),
      );
      for (const side of ["responder", "opposition"] as const) {
        const again = drillAt(snapshots, positionAt(snapshots, atMs));
        const then = fold(plain);
        if (!again || !then) throw new Error("A log begins with a planned drill.");
        expect(JSON.stringify(viewFor(again, { kind: "officer", side, lane: 1 }))).toBe(
          JSON.stringify(viewFor(then, { kind: "side", side, lane: 1 })),
        );
      }
    },
  );

  test.prop([steps])("what the opposition does out of sight leaves the wall as it was", (asked) => {
    const quiet = asked.filter(
      ({ command }) =>
        command.type !== "Rule" &&
        command.type !== "WithdrawRecord" &&
        !(command.type === "RecordArrival" && command.incident === 2) &&
        !(command.type === "TakeAction" && command.actionId.startsWith("op-")),
    );
    const without = quiet.filter(
      ({ by, command }) =>
        by !== omar && !(command.type === "RecordAction" && command.actionId.startsWith("op-")),
    );
    const endMs = lanesOf(play(asked)).atMs + 1_000_000;
    const wall = (some: Step[]) => {
      const drill = lanesOf(play(some));
      letDueHappen(drill, endMs, START_MS);
      return JSON.stringify(viewFor({ ...drill, atMs: endMs }, { kind: "wall" }));
    };
    expect(wall(quiet)).toBe(wall(without));
  });

  test.prop([steps, fc.integer({ min: 0, max: 200_000 }), fc.array(fc.nat(2_000_000), { maxLength: 5 })])(
    "a wall looked at often or once, soon or late, tells what had happened so long ago and nothing since",
    (asked, wallDelayMs, looks) => {
      const events = play(asked);
      const told = nothingToldYet();
      for (const afterMs of [...looks].sort((a, b) => a - b)) {
        const wallMs = START_MS + afterMs;
        const now = readDrill(events.filter((recorded) => recorded.wallMs <= wallMs));
        hear(told, events);
        const shown = tellLate(told, { ...now, setup: { wallDelayMs } }, wallMs);
        if (!shown || now.phase !== "running") continue;
        const untilMs = drillTimeAt(now.clock, wallMs) - wallDelayMs;
        const then = fold(
          events.filter(({ event, atMs }) => event.type === "DrillPlanned" || atMs <= untilMs),
        );
        expect(JSON.stringify(shown.lanes)).toBe(JSON.stringify(then?.lanes));
      }
    },
  );

  test.prop([steps])(
    "a crew acts in its shift, when it was called in, or until it is back at its station",
    (asked) => {
      let shift = 1;
      const own: Record<string, number> = { "car-1": 1, "car-3": 2 };
      const calledIn = new Set<string>();
      const bound = new Map<string, string | null>();
      // On screen: what staff saw a crew do on the street has been done, on duty or not.
      for (const { event } of playOn(asked, shiftSetup)) {
        if (event.type === "ShiftChanged") {
          shift = event.shift;
          calledIn.clear();
        }
        if (event.type === "UnitCalledIn") calledIn.add(event.unitId);
        if (event.type === "UnitSent") bound.set(event.unitId, event.incidentId);
        if (event.type === "UnitArrived" && bound.get(event.unitId) === null) bound.delete(event.unitId);
        if (event.type !== "ActionTaken") continue;
        for (const id of event.unitIds) {
          const onDuty = (own[id] ?? shift) === shift || calledIn.has(id) || bound.has(id);
          expect([event.actionId, id, onDuty]).toEqual([event.actionId, id, event.actionId !== "on-call"]);
        }
      }
    },
  );

  test.prop([steps])(
    "a score stays between nothing and its maximum, and is the sum of its lines",
    (asked) => {
      const drill = lanesOf(play(asked));
      for (const lane of drill.lanes) {
        const card = scoreCard(drill, lane, "responder");
        expect(card.totalHundredths).toBe(card.lines.reduce((sum, line) => sum + line.pointsHundredths, 0));
        for (const line of card.lines) {
          expect(line.pointsHundredths).toBeGreaterThanOrEqual(0);
          expect(line.pointsHundredths).toBeLessThanOrEqual(line.maximumHundredths);
          if (line.status === "not-evaluated") expect(line.pointsHundredths).toBe(0);
        }
      }
    },
  );
});

test.prop([fc.constantFrom<Rate[]>(1, 2, 5, 10, 60), fc.integer({ min: 0, max: 10_000_000 })])(
  "the clock shows the rate times what has passed",
  (rate, passedMs) => {
    const clock = { rate, resumeRate: 1 as const, atMs: 500, sinceWallMs: START_MS };
    expect(drillTimeAt(clock, START_MS + passedMs)).toBe(500 + rate * passedMs);
  },
);

test("a drill that is only planned has nothing due", () => {
  expect(letDueHappen(readDrill(plannedEvents()), 10_000_000, START_MS)).toEqual([]);
});
