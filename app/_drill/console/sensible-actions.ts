import type { ActionKnown, IncidentSeen } from "@/domain/view/schema";

/** The six steps of a call, in order. */
export const STEPS = ["respond", "verify", "handle", "support", "pursue", "report"] as const;
export type Step = (typeof STEPS)[number];

/** The one step that carries a call forward from each stage, by the ids of the built-in catalogue. */
const FORWARD: Partial<Record<IncidentSeen["status"], string>> = {
  reported: "accept",
  accepted: "classify",
  classified: "dispatch",
  "on-scene": "under-control",
  controlled: "close",
};

export type SensibleActions = {
  /** Carries the call forward; null where one has to wait for something to happen. */
  forward: ActionKnown | null;
  /** What else fits this stage, by step. */
  next: { step: Step; actions: ActionKnown[] }[];
  /** What can be done at any stage, or is not meant for this one. */
  others: { step: Step; actions: ActionKnown[] }[];
};

/** Sorts a side's actions by how much sense they make for an incident now. */
export function sensibleActions(
  actions: readonly ActionKnown[],
  incident: IncidentSeen,
  knowsActors: boolean,
): SensibleActions {
  const forward = actions.find((action) => action.id === FORWARD[incident.status]) ?? null;
  const { status } = incident;
  // Before anyone is on the way, and once it is over, there is nothing to do on the spot, whatever an action allows.
  const working = ["dispatched", "on-scene", "controlled"].includes(status);
  const thereNow = status === "on-scene" || status === "controlled";
  const fits = (action: ActionKnown) =>
    action.stages.length > 0
      ? action.stages.includes(status)
      : working &&
        (!action.onScene || thereNow) &&
        action.target !== "two-incidents" &&
        action.target !== "none" &&
        (action.target !== "actor" || knowsActors);
  const sensible = (action: ActionKnown) => action !== forward && fits(action);
  return {
    forward,
    next: bySteps(actions.filter(sensible)),
    others: bySteps(actions.filter((action) => action !== forward && !sensible(action))),
  };
}

function bySteps(actions: readonly ActionKnown[]): SensibleActions["next"] {
  return STEPS.flatMap((step) => {
    const own = actions.filter((action) => action.group === step);
    return own.length > 0 ? [{ step, actions: own }] : [];
  });
}
