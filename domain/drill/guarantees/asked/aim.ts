import { fc } from "@fast-check/vitest";
import { askable, NO_ANSWERS, type Aimed, type Asker, type Known } from "@/domain/actions/asks/ask";
import { asksOf, commandOf, optionsFor, type Ask } from "@/domain/actions/asks/asks";
import { askKindOf } from "@/domain/actions/asks/kinds";
import type { ActionDefinition } from "@/domain/actions/schema";
import { actionsOf } from "@/domain/scenario/allowed-actions";
import type { Makings } from "./makings";

/** What an action is asked with: what it needs, mostly; named as if all there is were known. */
export function aimOf(
  { plan, text }: Pick<Makings, "plan" | "text">,
  definition: ActionDefinition,
  asker: Asker,
): fc.Arbitrary<Aimed> {
  const action = askable(definition);
  const asks = asksOf(action, asker);
  const known = knownIn(plan);
  const chosen = ({ kind, how }: Ask): fc.Arbitrary<readonly (string | number)[]> => {
    const values = optionsFor(kind, action, known)?.map(({ value }) => value);
    if (!values) return text.map((said) => [said]);
    const max = kind === "crew" ? 2 : 1;
    const some = fc.subarray(values.length > 0 ? values : ["none"], { minLength: 1, maxLength: max });
    return how === "needed"
      ? some
      : fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: some });
  };
  return fc.tuple(...asks.map(chosen)).map((given) =>
    commandOf(
      action,
      asks.reduce(
        (answers, { kind }, i) =>
          (given[i] ?? []).reduce<typeof answers>(
            (all, value) => askKindOf(kind).answered(all, value),
            answers,
          ),
        NO_ANSWERS,
      ),
      asker,
    ),
  );
}

/** All that can be named in a drill: a few units and incidents, so that what is asked meets. */
function knownIn({ units, agencies, actors, incidents, atlas }: Makings["plan"]): Known {
  const named = <T extends { id: string; name: Known["cameras"][number]["name"] }>(things: Iterable<T>) => [
    ...things,
  ];
  const placed = (things: typeof atlas.cameras | typeof atlas.places | typeof atlas.stations) =>
    [...things.values()].map(({ properties: { id, name } }) => ({ id, name }));
  return {
    incidents: [...incidents.values()].slice(0, 3).map(({ title }, i) => ({ number: i + 1, name: title })),
    agencies: named(agencies.values()),
    actors: [...actors.values()].map(({ id, name }) => ({ id, name, at: null, status: null })),
    cameras: placed(atlas.cameras),
    places: placed(atlas.places),
    stations: placed(atlas.stations),
    units: [...units.values()].slice(0, 4).map(({ id, name, branch, equipment = [] }) => {
      return { id, name, branch, equipment, seen: null };
    }),
    answerable: [1, 2, 3, 4, 5].map((n) => ({ n, name: n })),
  };
}

/** Actions, those more often that let anything come of the others: a call that is taken, a crew that is sent. */
export function actionsAskedIn({ scenario }: Pick<Makings, "scenario">): fc.Arbitrary<ActionDefinition> {
  const all = actionsOf(scenario);
  const opening = all.filter(({ effects }) =>
    effects.some(
      (effect) =>
        effect.effect === "dispatch" || (effect.effect === "incident-status" && effect.status === "accepted"),
    ),
  );
  return fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(...(opening.length > 0 ? opening : all)) },
    { weight: 3, arbitrary: fc.constantFrom(...all) },
  );
}
