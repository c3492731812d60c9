import { fc, test } from "@fast-check/vitest";
import { expect } from "vitest";
import type { Side } from "@/domain/conditions/terms";
import type { Format } from "@/domain/drill/schema";
import type { Seat } from "./schema";
import { heldIn, mayTake, type Held } from "./secrets";

/**
 * What really happens in a drill, told without the rule: two teams with a plan each, a wall that shows the responders
 * from StartEx, staff who see both. In the second leg of a swap the teams change sides, and so do plan and wall.
 */
type Team = "A" | "B";
const PEOPLE = ["p", "q"] as const;
type Step =
  | {
      do: "seat";
      who: (typeof PEOPLE)[number];
      as: "controller" | "evaluator" | "observer" | Team;
      way: "code" | "name";
    }
  | { do: "remove"; who: (typeof PEOPLE)[number] }
  | { do: "start" | "next leg" | "end" };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("seat" as const),
      who: fc.constantFrom(...PEOPLE),
      as: fc.constantFrom("controller", "evaluator", "observer", "A", "B" as const),
      way: fc.constantFrom("code" as const, "name" as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("remove" as const), who: fc.constantFrom(...PEOPLE) }),
  },
);

/** What people do before StartEx, in the first leg, in the second and after EndEx. */
const course: fc.Arbitrary<Step[]> = fc
  .tuple(...([1, 2, 3, 4] as const).map(() => fc.array(step, { maxLength: 4 })))
  .map(([before = [], first = [], second = [], after = []]) => [
    ...before,
    { do: "start" },
    ...first,
    { do: "next leg" },
    ...second,
    { do: "end" },
    ...after,
  ]);

type Person = { as: string | null; held: Set<Held>; removed: boolean; read: Set<Team>; played: Set<Team> };

/** Runs a history through the rule, and calls `look` whenever somebody has just been given a seat. */
function history(
  format: Format,
  steps: readonly Step[],
  look: (given: {
    as: string;
    plays: Team | null;
    read: ReadonlySet<Team>;
    played: ReadonlySet<Team>;
  }) => void,
): void {
  let phase: "planned" | "running" | "ended" = "planned";
  let leg = 1;
  const people = new Map<string, Person>(
    PEOPLE.map((who) => [
      who,
      { as: null, held: new Set(), removed: false, read: new Set(), played: new Set() },
    ]),
  );
  const sideOf = (team: Team): Side => ((team === "A") === (leg === 1) ? "responder" : "opposition");
  const responders = (): Team => (leg === 1 ? "A" : "B");
  /** Everybody with a seat sees what it shows. */
  const see = () => {
    for (const { as, read } of people.values()) {
      if (as === "A" || as === "B") read.add(as);
      if (as === "controller" || as === "evaluator") read.add("A").add("B");
      if (as === "observer" && phase !== "planned") read.add(responders());
    }
  };
  for (const one of steps) {
    if (one.do === "start" && phase === "planned") phase = "running";
    else if (one.do === "end" && phase === "running") phase = "ended";
    else if (one.do === "next leg" && phase === "running" && format === "swap") leg = 2;
    else if (one.do === "remove" || one.do === "seat") {
      const person = people.get(one.who);
      if (!person) continue;
      if (one.do === "remove") {
        if (person.as !== null) person.removed = true;
        person.as = null;
        continue;
      }
      // Whoever has a seat is offered no other by the code.
      if (one.way === "code" && person.as !== null) continue;
      const seat: Seat =
        one.as === "A" || one.as === "B"
          ? { role: "player", lane: leg, side: sideOf(one.as) }
          : { role: one.as };
      if (!mayTake(seat, person, { format, phase }, one.way)) continue;
      const plays = one.as === "A" || one.as === "B" ? one.as : null;
      if (phase === "running") look({ as: one.as, plays, read: new Set(person.read), played: person.played });
      if (plays !== null) person.played.add(plays);
      person.as = one.as;
      person.removed = false;
      person.held.add(heldIn(format, seat));
    }
    see();
  }
}

test.prop([fc.constantFrom<Format>("opposed", "swap"), course], {
  numRuns: 1_000,
})(
  "whoever has seen a team's plan is given no seat of the other while the drill runs, whatever has happened before",
  (format, steps) => {
    history(format, steps, ({ plays, read }) => {
      if (plays !== null) expect([...read].filter((team) => team !== plays)).toEqual([]);
    });
  },
);

test.prop([fc.constantFrom<Format>("opposed", "swap"), course], {
  numRuns: 1_000,
})("whoever has played is given no seat that shows the other team while the drill runs", (format, steps) => {
  history(format, steps, ({ as, played }) => {
    // The wall shows the responders: in a swap each team in its turn.
    const shows: Team[] = as === "observer" ? (format === "swap" ? ["A", "B"] : ["A"]) : ["A", "B"];
    if (as === "A" || as === "B") return;
    for (const team of played) expect(shows.filter((shown) => shown !== team)).toEqual([]);
  });
});
