import { fc } from "@fast-check/vitest";
import { expect, test } from "vitest";
import { isRefusal } from "@/domain/refusal";
import type { Setup } from "@/domain/drill/schema";
import type { Drill } from "@/domain/drill/state";
import type { View } from "@/domain/view/schema";
import { engine, type Engine } from "./engine";
import { guarantees } from "./guarantees";
import { worlds } from "./worlds";

/** Rules that break a guarantee. A property that lets one of them pass would let anything pass. */
type Broken = [guarantee: keyof typeof guarantees, rule: string, broken: () => Partial<Engine>];

const broken: Broken[] = [
  [
    "folding in two halves equals folding at once",
    "a fold that remembers the one before",
    () => {
      let folds = 0;
      return {
        evolve: (drill, recorded) => {
          if (!drill) folds++;
          const next = engine.evolve(drill, recorded);
          return next && { ...next, seed: folds };
        },
      };
    },
  ],
  [
    "a copy can be carried on, and what it was copied from stays as it was",
    "a copy that shares its crews",
    () => ({ copyOf: (drill) => ({ ...drill, lanes: drill.lanes.map((lane) => ({ ...lane })) }) }),
  ],
  [
    "a replay of the stored log gives the same state and the same scores to the byte",
    "a score that grows with every look at it",
    () => {
      let looks = 0;
      return {
        scoreCard: (drill, lane, side) => ({
          ...engine.scoreCard(drill, lane, side),
          totalHundredths: looks++,
        }),
      };
    },
  ],
  [
    "the drill that decided a log is the drill the log tells",
    "a replay that leaves out the radio",
    () => ({
      evolve: (drill, recorded) =>
        recorded.event.type === "RadioSent" ? drill : engine.evolve(drill, recorded),
    }),
  ],
  [
    "what falls due is the same however often and however late it is asked",
    "things that happen when they are asked about",
    () => ({
      letDueHappen: (drill, upToMs, wallMs) =>
        engine.letDueHappen(drill, upToMs, wallMs).map((recorded) => ({ ...recorded, atMs: upToMs })),
    }),
  ],
  [
    "no unit is in two places",
    "a crew that stays on the scene it leaves",
    () => ({
      evolve: (drill, recorded) => {
        const next = engine.evolve(drill, recorded);
        const { event, lane } = recorded;
        const unit = event.type === "UnitSent" ? next?.lanes[lane - 1]?.units[event.unitId] : undefined;
        const last = unit?.visits.at(-1);
        if (last) last.toMs = null;
        return next;
      },
    }),
  ],
  [
    "where no road leads nobody is sent and nobody arrives, unless staff saw it",
    "a crew that is there at once where no way leads",
    () => ({
      decide: (drill, command, asked) => {
        try {
          return engine.decide(drill, command, asked);
        } catch (error) {
          if (!isRefusal(error) || error.code !== "no-way-there" || command.type !== "TakeAction")
            throw error;
          const recorded = {
            position: drill.position + 1,
            lane: 1,
            atMs: asked.atMs,
            wallMs: asked.wallMs,
            by: asked.by,
            observedAtMs: null,
            event: {
              type: "UnitArrived" as const,
              unitId: command.unitIds[0] ?? "",
              incidentId: "on-island",
            },
          };
          engine.evolve(drill, recorded);
          return [recorded];
        }
      },
    }),
  ],
  [
    "nobody jumps: a crew sets out from where it stands or is on its way",
    "a crew that is there as soon as it is sent",
    () => ({
      evolve: (drill, recorded) => {
        const next = engine.evolve(drill, recorded);
        const { event, lane } = recorded;
        const unit = event.type === "UnitSent" ? next?.lanes[lane - 1]?.units[event.unitId] : undefined;
        if (unit?.leg) {
          unit.junctionId = unit.leg.toJunctionId;
          unit.leg = null;
        }
        return next;
      },
    }),
  ],
  [
    "no budget is ever overdrawn",
    "moves that are granted whatever they cost",
    () => {
      const roomy = new WeakMap<Setup, Setup>();
      return {
        decide: (drill, command, asked) => {
          const { setup } = drill;
          const richer = roomy.get(setup) ?? {
            ...setup,
            scenario: { ...setup.scenario, oppositionBudget: 1_000 },
          };
          roomy.set(setup, richer);
          drill.setup = richer;
          try {
            return engine.decide(drill, command, asked);
          } finally {
            drill.setup = setup;
          }
        },
      };
    },
  ],
  [
    "whatever is asked is done or refused with a known code, and a refusal leaves nothing",
    "a refusal that has no code",
    () => ({ decide: orElse(() => new Error("That cannot be done.")) }),
  ],
  [
    "whatever is asked is done or refused with a known code, and a refusal leaves nothing",
    "a refusal that leaves a trace",
    () => ({
      decide: orElse((error, drill) => {
        drill.pauseReason = "Somebody tried something.";
        return error;
      }),
    }),
  ],
  [
    "what an audience may not know changes nothing of what it gets, in content, number, order and time",
    "messages that are numbered with those of the other side",
    () => ({
      viewFor: (drill, audience) => {
        const view = engine.viewFor(drill, audience);
        if (view.kind !== "side") return view;
        const all = drill.lanes[view.lane - 1]?.radio.length ?? 0;
        const foreign = all - view.radio.length;
        return { ...view, radio: view.radio.map((message) => ({ ...message, n: message.n + foreign })) };
      },
    }),
  ],
  [
    "what an audience may not know changes nothing of what it gets, in content, number, order and time",
    "an evaluator who reads the notes of all",
    () => ({
      viewFor: (drill, audience): View => {
        const view = engine.viewFor(drill, audience);
        if (view.kind !== "evaluator") return view;
        const lanes = view.lanes.map((lane) => ({
          ...lane,
          notes: (drill.lanes[lane.lane - 1]?.notes ?? []).map(({ text, atMs }, i) => ({
            n: i + 1,
            text,
            atMs,
            photos: [],
          })),
        }));
        return { ...view, lanes };
      },
    }),
  ],
  [
    "what an audience may not know changes nothing of what it gets, in content, number, order and time",
    "a wall that tells how much is said on the radio",
    () => ({
      viewFor: (drill, audience) => {
        const view = engine.viewFor(drill, audience);
        return view.kind === "wall" ? { ...view, pauseReason: `${drill.lanes[0]?.radio.length}` } : view;
      },
    }),
  ],
  [
    "what an audience may not know changes nothing of what it gets, in content, number, order and time",
    "a wall that tells the scores before they are released",
    () => ({
      viewFor: (drill, audience) => {
        const view = engine.viewFor(drill, audience);
        if (view.kind !== "wall") return view;
        const lanes = view.lanes.map((lane) => {
          const truth = drill.lanes[lane.lane - 1];
          if (!truth) return lane;
          const { side, team, totalHundredths, coverage } = engine.scoreCard(drill, truth, "responder");
          return { ...lane, scores: [{ side, team, totalHundredths, coverage }] };
        });
        return { ...view, lanes };
      },
    }),
  ],
  [
    "what an audience may not know changes nothing of what it gets, in content, number, order and time",
    "a replay that tells how much the evaluators noted down",
    () => ({
      viewFor: (drill, audience) => {
        const view = engine.viewFor(drill, audience);
        if (audience.kind !== "officer") return view;
        return { ...view, pauseReason: `${drill.lanes[0]?.notes.length}` };
      },
    }),
  ],
  [
    "another plot behind the same surface is the same board",
    "a wall that calls an incident what it is",
    () => ({
      viewFor: (drill, audience) => {
        const view = engine.viewFor(drill, audience);
        const [incident] = drill.setup.scenario.incidents;
        return view.kind === "wall" ? { ...view, pauseReason: incident?.title.en ?? "" } : view;
      },
    }),
  ],
  [
    "what an audience may not know changes nothing of what it gets, in content, number, order and time",
    "a lane that feels the congestion of the first",
    () => ({
      viewFor: (drill, audience) => {
        const view = engine.viewFor(drill, audience);
        return view.kind === "side" ? { ...view, congestion: drill.lanes[0]?.congestion ?? null } : view;
      },
    }),
  ],
  [
    "what an audience may not know changes nothing of what it gets, in content, number, order and time",
    "a communications check that tells how many have answered",
    () => ({
      viewFor: (drill, audience) => {
        const view = engine.viewFor(drill, audience);
        const answered = Object.values(drill.check?.people ?? {}).filter((one) => one.answeredMs !== null);
        return view.kind === "side" ? { ...view, checkCalledMs: answered.length } : view;
      },
    }),
  ],
  [
    "another plot behind the same surface is the same board",
    "a brief that tells the truth",
    () => ({
      settingFor: (setup, audience) => {
        const setting = engine.settingFor(setup, audience);
        const [truth] = setup.scenario.incidents.map((incident) => incident.truth);
        return setting.kind === "side" && truth ? { ...setting, situation: truth } : setting;
      },
    }),
  ],
];

test.each(broken)("%s: %s is found out", (guarantee, _, rules) => {
  const property = guarantees[guarantee]({ ...engine, ...rules() }, worlds);
  expect(fc.check(property, { numRuns: 1_000, seed: 1, endOnFailure: true }).failed).toBe(true);
});

test("every guarantee has been seen to fail", () => {
  expect([...new Set(broken.map(([guarantee]) => guarantee))].sort()).toEqual(Object.keys(guarantees).sort());
});

/** The rules, but for what they say no with. */
function orElse(no: (error: Error, drill: Drill) => Error): Engine["decide"] {
  return (drill, command, asked) => {
    try {
      return engine.decide(drill, command, asked);
    } catch (error) {
      throw error instanceof Error ? no(error, drill) : error;
    }
  };
}
