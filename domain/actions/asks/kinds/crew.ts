import { type Askable, type AskKind, type Known } from "@/domain/actions/asks/ask";

type Unit = Known["units"][number];

/** The units that do it. On a street one need not have made out which. */
export const crew: AskKind<string> = {
  fills: "unitIds",
  asks(action, asker) {
    if (action.crew === "none") return null;
    // On the scene whoever is there and free does it, and the rules say so when nobody is.
    return asker === "player" && action.crew === "needed" && !action.onScene ? "needed" : "optional";
  },
  options: (action, { units }, { incident }) =>
    units.filter((unit) => mayDo(action, unit, incident)).map(({ id, name }) => ({ value: id, name })),
  given: ({ unitIds }) => unitIds[0] ?? null,
  answered: (answers, unitId) => {
    const { unitIds } = answers;
    const others = unitIds.filter((id) => id !== unitId);
    return { ...answers, unitIds: others.length < unitIds.length ? others : [...unitIds, unitId] };
  },
  says: ({ unitIds }) => (unitIds.length === 0 ? null : { unitIds: [...unitIds] }),
  preset(action, { units }, { incident, unitIds }) {
    if (action.crew !== "needed" || unitIds.length > 0) return {};
    // Which units are sent somewhere is the whole question.
    if (incident === null || action.target !== "incident" || SENDING.includes(action.id)) return {};
    return { unitIds: atWork(action, units, incident) };
  },
};

/** These send units to an incident. */
const SENDING: readonly string[] = ["dispatch", "redirect"];

/** Whether a unit can be named for it, as far as its side knows. */
function mayDo(action: Askable, { seen }: Unit, incident: number | null): boolean {
  if (seen === null) return true;
  return (
    action.callsIn === (seen.status === "off-duty") &&
    (!action.onScene || (seen.incident === incident && ["on-scene", "busy"].includes(seen.status))) &&
    (!SENDING.includes(action.id) || seen.incident !== incident || incident === null) &&
    (action.id !== "return-to-station" || seen.status !== "idle")
  );
}

/** The units of an incident that act when nobody was named: the free ones, or one with the branch and the equipment. */
function atWork(action: Askable, units: readonly Unit[], incident: number): string[] {
  const free = units.filter(
    ({ seen }) =>
      seen?.incident === incident &&
      (seen.status === "on-scene" || (!action.onScene && seen.status === "en-route")),
  );
  if (action.branch === null && action.equipment.length === 0) {
    return (action.onScene ? free.slice(0, 1) : free).map(({ id }) => id);
  }
  const fit = free.find((unit) => canAlone(action, unit));
  return fit ? [fit.id] : [];
}

/** Whether one unit alone has the branch and the equipment that an action asks for. */
export function canAlone(
  { branch, equipment }: Pick<Askable, "branch" | "equipment">,
  unit: Pick<Unit, "branch" | "equipment">,
): boolean {
  return (
    (branch === null || unit.branch === branch) &&
    equipment.every((needed) => unit.equipment.includes(needed))
  );
}
