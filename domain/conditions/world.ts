import type { IncidentStatus } from "@/domain/policy/schema";
import type { ActorStatus, Branch, Side } from "./terms";

/** When something became so, and the event that says it: the evidence scores point at. */
export type Moment = { atMs: number; position: number };

/**
 * What conditions read of the world. A lane of a drill is one (domain/drill/state.ts); written down here so that
 * conditions rest on nothing that rests on them.
 */
export type World = {
  injects: By<{ delivered: Moment | null }>;
  actions: readonly WorldAction[];
  /** Numbers of the actions that succeeded, by action id, in the order in which they did. */
  succeeded: By<readonly number[]>;
  units: By<{
    visits: readonly { incidentId: string; fromMs: number; toMs: number | null; position: number }[];
  }>;
  gauges: By<readonly (Moment & { value: number; ratePerMin: number })[]>;
  facts: By<Readonly<Partial<Record<Side, Moment>>>>;
  incidents: By<{ statuses: readonly (Moment & { status: IncidentStatus })[]; mergedInto: string | null }>;
  actors: By<{
    statuses: readonly (Moment & { status: ActorStatus })[];
    /** Where they have been, in order; `toMs` null while they are there. */
    stays: readonly (Moment & { placeId: string; toMs: number | null })[];
  }>;
  noticed: Readonly<Record<Side, readonly (Moment & { what: Noticed })[]>>;
  radio: readonly { side: Side; atMs: number; readBack: Moment | null }[];
  agencies: By<{ arrived: Moment | null }>;
  decisions: By<{ taken: (Moment & { optionId: string }) | null }>;
};

export type WorldAction = {
  no: number;
  actionId: string;
  target: {
    incidentId?: string | undefined;
    otherIncidentId?: string | undefined;
    targetId?: string | undefined;
  };
  unitIds: readonly string[];
  /** Written down by staff who saw it, not taken on screen. */
  recorded: boolean;
  ruling: Ended | null;
  completed: Ended | null;
};

/** What conditions read of a scenario: a plan of a drill has it (domain/drill/plan.ts). */
export type Cast = {
  units: ReadonlyMap<string, { branch: Branch }>;
  gauges: ReadonlyMap<string, { min: number; max: number }>;
};

type By<T> = Readonly<Record<string, T>>;
type Ended = Moment & { outcome: "success" | "failure" };
type Noticed = { kind: "action"; no: number } | { kind: "actor" | "unit"; id: string };

/** The action of that number. */
export function actionOf<A extends { no: number }>(
  world: { actions: readonly A[] },
  no: number,
): A | undefined {
  // Numbers have gaps only where a recording was withdrawn.
  const action = world.actions[no - 1];
  return action?.no === no ? action : world.actions.find((candidate) => candidate.no === no);
}
