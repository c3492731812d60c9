import { z } from "zod";
import { IncidentStatus } from "@/domain/policy/schema";

export const Side = z.enum(["responder", "opposition"]);
export type Side = z.infer<typeof Side>;

export const Branch = z.enum(["station", "traffic", "patrol", "special", "auxiliary", "community"]);
export type Branch = z.infer<typeof Branch>;

export const ActorStatus = z.enum(["at-large", "located", "intercepted", "in-custody", "calm", "gone"]);
export type ActorStatus = z.infer<typeof ActorStatus>;

const id = z.string().min(1).max(64);

/** A moment in a drill that times are counted from. */
export const Mark = z.discriminatedUnion("mark", [
  z.strictObject({ mark: z.literal("start") }),
  z.strictObject({ mark: z.literal("incident"), incidentId: id, status: IncidentStatus }),
  z.strictObject({ mark: z.literal("inject"), injectId: id }),
  z.strictObject({ mark: z.literal("action"), actionId: id, incidentId: id.optional() }),
]);
export type Mark = z.infer<typeof Mark>;

const leaves = [
  z.strictObject({ op: z.literal("clock"), atLeastMs: z.number().int().min(0) }),
  z.strictObject({ op: z.literal("inject-delivered"), injectId: id }),
  z.strictObject({
    op: z.literal("action-done"),
    actionId: id,
    incidentId: id.optional(),
    /** A place, agency, actor or camera the action was aimed at. */
    targetId: id.optional(),
    branch: Branch.optional(),
    atLeast: z.number().int().min(1).optional(),
  }),
  z.strictObject({
    op: z.literal("unit-on-scene"),
    incidentId: id,
    branch: Branch.optional(),
    atLeast: z.number().int().min(1).optional(),
  }),
  z.strictObject({
    op: z.literal("gauge"),
    gaugeId: id,
    compare: z.enum([">=", "<="]),
    value: z.number(),
  }),
  z.strictObject({ op: z.literal("fact-known"), factId: id, side: Side }),
  z.strictObject({ op: z.literal("incident-status"), incidentId: id, reached: IncidentStatus }),
  z.strictObject({ op: z.literal("time-since"), mark: Mark, atLeastMs: z.number().int().min(0) }),
  z.strictObject({ op: z.literal("ruling-was"), actionId: id, outcome: z.enum(["success", "failure"]) }),
  z.strictObject({ op: z.literal("actor-status"), actorId: id, is: z.array(ActorStatus).min(1) }),
  /** A side has noticed an action of the other side, or an actor. */
  z.strictObject({
    op: z.literal("noticed"),
    side: Side,
    actionId: id.optional(),
    actorId: id.optional(),
  }),
  /** On a side's net what was asked to be read back was, in time, so many times. */
  z.strictObject({
    op: z.literal("read-back"),
    side: Side,
    withinMs: z.number().int().positive(),
    atLeast: z.number().int().min(1).optional(),
  }),
  z.strictObject({ op: z.literal("agency-arrived"), agencyId: id }),
  z.strictObject({ op: z.literal("decision-was"), decisionId: id, optionId: id }),
] as const;

export type ConditionLeaf = z.infer<(typeof leaves)[number]>;

/**
 * The one language in which injects are triggered, actions allowed, items scored
 * and scenarios checked. Data, edited in a form and printed as a sentence.
 */
export type Condition =
  | { op: "all"; of: Condition[] }
  | { op: "any"; of: Condition[] }
  | { op: "not"; of: Condition }
  | ConditionLeaf;

export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.discriminatedUnion("op", [
    z.strictObject({ op: z.literal("all"), of: z.array(Condition).min(1).max(20) }),
    z.strictObject({ op: z.literal("any"), of: z.array(Condition).min(1).max(20) }),
    z.strictObject({ op: z.literal("not"), of: Condition }),
    ...leaves,
  ]),
);
