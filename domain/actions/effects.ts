import { z } from "zod";
import { asFlag, asList, asNumber, asUnion, Moment, type Fresh } from "@/domain/conditions/fields";
import { ActorStatus, Side } from "@/domain/conditions/terms";
import { IncidentStatus } from "@/domain/policy/schema";
import { ref } from "@/domain/reference";

/** The shape of an effect, and a sensible first value; null where the scenario has nothing it could act on. */
type EffectShape<Shape extends z.ZodObject> = {
  shape: Shape;
  fresh: (scenario: Fresh) => z.infer<Shape> | null;
};

function effect<Shape extends z.ZodObject>(shape: Shape) {
  return (fresh: (scenario: Fresh) => z.infer<Shape> | null): EffectShape<Shape> => ({ shape, fresh });
}

/**
 * What an action or an inject does to the world of a lane, by name, in the order in which forms offer it. Where an
 * effect names nothing to act on, it acts on the target of the action it belongs to. How each is carried out stands in
 * a file of its own (domain/drill/effects/).
 */
export const effectShapes = {
  "incident-status": effect(
    z.strictObject({
      effect: z.literal("incident-status"),
      status: IncidentStatus,
      incidentId: ref("incident").optional(),
    }),
  )(() => ({ effect: "incident-status", status: "controlled" })),
  /** Sends the target units to the target incident, by road or water. */
  dispatch: effect(z.strictObject({ effect: z.literal("dispatch") }))(() => ({ effect: "dispatch" })),
  /** Sends the target units back to their station. */
  return: effect(z.strictObject({ effect: z.literal("return") }))(() => ({ effect: "return" })),
  /** Brings the acting crews, who were off duty, on duty. */
  "call-in": effect(z.strictObject({ effect: z.literal("call-in") }))(() => ({ effect: "call-in" })),
  /** Joins the second target incident into the first: one event, several calls. */
  merge: effect(z.strictObject({ effect: z.literal("merge") }))(() => ({ effect: "merge" })),
  /** Calls an agency: the target's, or the one named. */
  "notify-agency": effect(
    z.strictObject({ effect: z.literal("notify-agency"), agencyId: ref("agency").optional() }),
  )(({ first }) => {
    const agencyId = first("agency");
    return agencyId === undefined ? null : { effect: "notify-agency", agencyId };
  }),
  gauge: effect(
    z.strictObject({
      effect: z.literal("gauge"),
      gaugeId: ref("gauge"),
      /** Sets the value, or adds to it. */
      set: asNumber(z.number()).optional(),
      add: asNumber(z.number()).optional(),
      /** New rate of change, per minute of drill time. */
      ratePerMin: asNumber(z.number()).optional(),
    }),
  )(({ first }) => {
    const gaugeId = first("gauge");
    return gaugeId === undefined ? null : { effect: "gauge", gaugeId, add: 10 };
  }),
  reveal: effect(z.strictObject({ effect: z.literal("reveal"), factId: ref("fact"), to: Side }))(
    ({ first }) => {
      const factId = first("fact");
      return factId === undefined ? null : { effect: "reveal", factId, to: "responder" };
    },
  ),
  actor: effect(
    z.strictObject({
      effect: z.literal("actor"),
      actorId: ref("actor").optional(),
      status: ActorStatus.optional(),
      /** Where it is from now on. Without one it goes where the action was aimed at, if that is a place. */
      placeId: ref("place").optional(),
    }),
  )(({ first }) => {
    const actorId = first("actor");
    return actorId === undefined ? null : { effect: "actor", actorId, status: "located" };
  }),
  /**
   * The responder learns where an actor was seen, and when: what a clip, a witness or an analyst says. Whether it is
   * true of that place and time the engine knows; what was made up on purpose is planted.
   */
  sighting: effect(
    z.strictObject({
      effect: z.literal("sighting"),
      actorId: ref("actor"),
      placeId: ref("place"),
      /** Without one: as it is told. */
      seenAtMs: Moment.optional(),
      headingPlaceId: ref("place").optional(),
      planted: asFlag(z.boolean()).optional(),
    }),
  )(({ first }) => {
    const [actorId, placeId] = [first("actor"), first("place")];
    return actorId === undefined || placeId === undefined ? null : { effect: "sighting", actorId, placeId };
  }),
  congestion: effect(
    z.strictObject({ effect: z.literal("congestion"), factor: asNumber(z.number().min(0.2).max(10)) }),
  )(() => ({ effect: "congestion", factor: 1.5 })),
  /** The actor it was aimed at sets out for the place it was aimed at, by the roads its vehicle can use. */
  "set-out": effect(
    z.strictObject({
      effect: z.literal("set-out"),
      actorId: ref("actor").optional(),
      placeId: ref("place").optional(),
    }),
  )(({ first }) => {
    const [actorId, placeId] = [first("actor"), first("place")];
    return actorId === undefined || placeId === undefined ? null : { effect: "set-out", actorId, placeId };
  }),
  /** The actor takes cover: nobody notices it until it moves or is found. */
  hide: effect(z.strictObject({ effect: z.literal("hide"), actorId: ref("actor").optional() }))(
    ({ first }) => {
      const actorId = first("actor");
      return actorId === undefined ? null : { effect: "hide", actorId };
    },
  ),
  /** Finds whoever is within so many metres of where the action takes place, also under cover. */
  find: effect(
    z.strictObject({ effect: z.literal("find"), radiusM: asNumber(z.number().positive().max(2_000)) }),
  )(() => ({ effect: "find", radiusM: 300 })),
  /** The target camera is watched from now on, and what it saw before is looked through. */
  watch: effect(z.strictObject({ effect: z.literal("watch") }))(() => ({ effect: "watch" })),
};

export type Effect = z.infer<(typeof effectShapes)[keyof typeof effectShapes]["shape"]>;

/** The effects that there are. */
export const EFFECTS = Object.keys(effectShapes) as Effect["effect"][];

// The first stands by itself because zod wants to see that there is one.
const { "incident-status": first, ...others } = effectShapes;

export const Effect: z.ZodType<Effect> = asUnion<Effect>(
  "effect",
  z.discriminatedUnion("effect", [first.shape, ...Object.values(others).map(({ shape }) => shape)]),
  (scenario, option) => {
    const known = EFFECTS.find((effect) => effect === option);
    return known === undefined ? null : freshEffect(known, scenario);
  },
);

/** What happens, one after the other. */
export const Effects = asList(z.array(Effect).max(20), (): Effect => ({
  effect: "incident-status",
  status: "controlled",
}));

/** A first value of an effect; null where the scenario has nothing it could act on. */
export function freshEffect(effect: Effect["effect"], scenario: Fresh): Effect | null {
  return effectShapes[effect].fresh(scenario);
}
