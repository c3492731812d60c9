import { z } from "zod";
import { say } from "@/domain/words/said";
import type { Moment } from "@/domain/conditions/world";
import type { ActorState, Belief, BeliefSource } from "@/domain/drill/state";
import { planOf } from "@/domain/drill/plan";
import type { Setup } from "@/domain/drill/terms";
import { metresBetween } from "@/domain/ground/atlas";
import { ActorStatus } from "@/domain/conditions/terms";
import { actorWords } from "@/domain/conditions/words";
import { ofLane } from "@/domain/drill/event-kind";
import { atMs, id, leg } from "@/domain/drill/terms";
import { tPlus } from "@/domain/duration";
import { LonLat } from "@/domain/ground/schema";

const ActorChanged = z.strictObject({
  type: z.literal("ActorChanged"),
  actorId: id,
  status: ActorStatus,
  placeId: id,
  hidden: z.boolean().default(false),
  known: z.boolean().default(true),
  /** What changed: the rest follows anew when something earlier is recorded later. */
  change: z
    .strictObject({
      status: ActorStatus.optional(),
      placeId: id.optional(),
      /** Only if it stood in one of these ways then. */
      from: z.array(ActorStatus).optional(),
      /** Only if it was in that circle then. */
      within: z.strictObject({ at: LonLat, radiusM: z.number().min(0) }).optional(),
    })
    .optional(),
});

/** Opposition actors. */
export const actors = {
  /** `known`: whether the responder learns of it. */
  ActorChanged: ofLane(ActorChanged)({
    review: "world",
    change(lane, event, { seen, setup }) {
      const actor = lane.actors[event.actorId];
      if (!actor) return;
      const change = changeAt(actor, event, pointOn(setup));
      if (change) changeActor(actor, change, seen, pointOn(setup));
    },
    says: (event, { name }) =>
      say("log.ActorChanged", {
        actor: name("actor", event.actorId),
        status: actorWords(event.status),
        place: name("place", event.placeId),
      }),
  }),

  ActorSetOut: ofLane(z.strictObject({ type: z.literal("ActorSetOut"), actorId: id, placeId: id, ...leg }))({
    review: "world",
    change(lane, event, { atMs, setup }) {
      const actor = lane.actors[event.actorId];
      if (!actor || HELD.includes(actor.statuses.at(-1)?.status ?? "at-large")) return;
      endStay(actor, atMs, pointOn(setup));
      leave(actor, atMs);
      const { placeId, toJunctionId, path, via, lengthM, departsAtMs, arrivesAtMs } = event;
      actor.leg = {
        placeId,
        toJunctionId,
        path,
        via,
        lengthM,
        departsAtMs,
        arrivesAtMs,
        awaitsRecord: false,
      };
      actor.hidden = false;
      actor.noticedBy = [];
    },
    says: (event, { name }) =>
      say("log.ActorSetOut", { actor: name("actor", event.actorId), place: name("place", event.placeId) }),
  }),

  ActorArrived: ofLane(z.strictObject({ type: z.literal("ActorArrived"), actorId: id }))({
    review: "world",
    change(lane, event, { moment }) {
      const actor = lane.actors[event.actorId];
      if (actor?.leg) comeToRest(actor, actor.leg.placeId, moment);
    },
    says: (event, { name }) => say("log.ActorArrived", { actor: name("actor", event.actorId) }),
  }),

  /**
   * Somebody told the responder where they saw an actor, and when. `planted`: made up on purpose, or not so; control
   * and the review are told, the side is not.
   */
  ActorReported: ofLane(
    z.strictObject({
      type: z.literal("ActorReported"),
      actorId: id,
      placeId: id,
      seenAtMs: atMs,
      status: ActorStatus.default("at-large"),
      headingPlaceId: id.optional(),
      injectId: id.optional(),
      planted: z.boolean(),
    }),
  )({
    review: "world",
    change(lane, event, { moment }) {
      const actor = lane.actors[event.actorId];
      const { status, placeId, seenAtMs, headingPlaceId = null, injectId = null } = event;
      if (!actor || seenAtMs < (actor.believed?.seenAtMs ?? 0)) return;
      const source = { kind: "told" as const, injectId };
      actor.believed = { ...moment, status, placeId, seenAtMs, source, headingDeg: null, headingPlaceId };
    },
    says: (event, { name }) =>
      say("log.ActorReported", {
        actor: name("actor", event.actorId),
        place: name("place", event.placeId),
        time: tPlus(event.seenAtMs),
        truth: event.planted ? "planted" : "true",
      }),
  }),

  /** Crews went where the responder took an actor to be, and it was not there. */
  ActorLost: ofLane(z.strictObject({ type: z.literal("ActorLost"), actorId: id }))({
    review: "world",
    change(lane, event, { moment }) {
      const actor = lane.actors[event.actorId];
      if (actor?.believed) {
        // When it was last seen stays; where it went then has come to nothing.
        actor.believed = {
          ...actor.believed,
          ...moment,
          status: "at-large",
          headingDeg: null,
          headingPlaceId: null,
        };
      }
    },
    says: (event, { name }) => say("log.ActorLost", { actor: name("actor", event.actorId) }),
  }),
};

type PointOf = (placeId: string) => LonLat | null;
type ActorChanged = z.infer<typeof ActorChanged>;

/** Ways of standing in which an actor goes nowhere. */
const HELD: readonly ActorStatus[] = ["intercepted", "in-custody", "gone"];

function pointOn(setup: Setup): PointOf {
  const { atlas } = planOf(setup);
  return (id) => (atlas.places.get(id) ?? atlas.stations.get(id))?.geometry.coordinates ?? null;
}

/**
 * What an event makes of an actor as it stood then; null when it does not concern it. That may be other than when
 * it was decided: something earlier may have been recorded since.
 */
function changeAt(actor: ActorState, event: ActorChanged, pointOf: PointOf): ActorChanged | null {
  const { change } = event;
  if (!change) return event;
  const before = actor.statuses.at(-1)?.status ?? "at-large";
  if (change.from && !change.from.includes(before)) return null;
  if (change.within) {
    const at = actor.leg ? null : pointOf(actor.placeId);
    if (!at || metresBetween(at, change.within.at) > change.within.radiusM) return null;
  }
  return {
    ...event,
    status: change.status ?? before,
    placeId: change.placeId ?? actor.leg?.placeId ?? actor.placeId,
  };
}

/** How an actor stands has changed: whoever is held or gone stops where it is, whoever takes cover is out of sight. */
function changeActor(
  actor: ActorState,
  { status, placeId, hidden, known }: ActorChanged,
  moment: Moment,
  pointOf: PointOf,
): void {
  const goesOn = actor.leg?.placeId === placeId && !hidden && ["at-large", "located"].includes(status);
  if (!goesOn && (actor.leg || actor.placeId !== placeId || actor.hidden !== hidden)) {
    endStay(actor, moment.atMs, pointOf);
    comeToRest(actor, placeId, moment);
    actor.hidden = hidden;
    if (hidden) actor.openSinceMs = null;
  }
  if (actor.statuses.at(-1)?.status !== status) actor.statuses.push({ ...moment, status });
  // That somebody it never heard of is at large tells the responder nothing.
  if (known && (actor.believed || status !== "at-large")) {
    actor.believed = {
      ...moment,
      status,
      placeId,
      seenAtMs: moment.atMs,
      // Whoever had just noticed it says so.
      source: sameMoment(actor.believed, moment) ?? { kind: "act" },
      headingDeg: null,
      headingPlaceId: null,
    };
  }
}

function sameMoment(believed: Belief | null, { atMs }: Moment): BeliefSource | null {
  return believed?.seenAtMs === atMs ? believed.source : null;
}

function comeToRest(actor: ActorState, placeId: string, moment: Moment): void {
  const { atMs } = moment;
  const stay = actor.stays.at(-1);
  if (stay?.placeId !== placeId || stay.toMs !== null) {
    leave(actor, atMs);
    actor.stays.push({ atMs, position: moment.position, placeId, toMs: null });
  }
  if (actor.leg) actor.trail.push({ fromMs: actor.leg.departsAtMs, toMs: atMs, path: actor.leg.path });
  actor.placeId = placeId;
  actor.leg = null;
  actor.openSinceMs = atMs;
  actor.noticedBy = [];
}

/** It is no longer where it was, whether anybody could see it there or not. */
function leave(actor: ActorState, atMs: number): void {
  const stay = actor.stays.at(-1);
  if (stay && stay.toMs === null) stay.toMs = Math.max(stay.atMs, atMs);
}

/** An actor that stood in the open leaves: what cameras recorded of its stay remains. */
function endStay(actor: ActorState, atMs: number, pointOf: PointOf): void {
  const at = actor.leg || actor.openSinceMs === null ? null : pointOf(actor.placeId);
  if (at) actor.trail.push({ fromMs: actor.openSinceMs ?? 0, toMs: atMs, path: [at] });
  actor.openSinceMs = null;
}
