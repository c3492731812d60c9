import { z } from "zod";
import { say, type Said } from "@/domain/words/said";
import { sideWords } from "@/domain/conditions/words";
import type { Words } from "@/domain/drill/event-kind";
import { tPlus } from "@/domain/duration";
import { Side } from "@/domain/conditions/terms";
import { ofLane } from "@/domain/drill/event-kind";
import { id, atMs, actionNo } from "@/domain/drill/terms";
import { LonLat } from "@/domain/ground/schema";

const Noticed = z.strictObject({
  type: z.literal("Noticed"),
  side: Side,
  by: z.strictObject({ kind: z.enum(["unit", "camera", "actor"]), id }).nullable(),
  what: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("action"), no: actionNo }),
    z.strictObject({ kind: z.literal("actor"), id }),
    z.strictObject({ kind: z.literal("unit"), id }),
  ]),
  at: LonLat.nullable(),
  /** The place or camera people would name for it. */
  placeId: id.nullable(),
  /** When it was to be seen: earlier than the event where a recording was looked through. */
  seenAtMs: atMs,
  /** The bearing on which it went, in degrees from north by east, where it was on its way. Old logs do not say. */
  headingDeg: z.number().int().min(0).max(359).optional(),
});

/** What a side sees of the other. */
export const watching = {
  CameraWatched: ofLane(z.strictObject({ type: z.literal("CameraWatched"), cameraId: id }))({
    review: "world",
    change(lane, event, { seen }) {
      lane.camerasWatched[event.cameraId] ??= seen;
    },
    says: (event, { name }) => say("log.CameraWatched", { camera: name("place", event.cameraId) }),
  }),

  /** Somebody or something of a side saw what the other side does, or who it is. */
  Noticed: ofLane(Noticed)({
    review: "world",
    change(lane, event, { position, moment }) {
      const { type: _type, side, ...notice } = event;
      lane.noticed[side].push({ ...moment, ...notice });
      const { what, by: watcher, placeId, seenAtMs } = event;
      const actor = what.kind === "actor" ? lane.actors[what.id] : undefined;
      if (!actor || side !== "responder") return;
      if (watcher) actor.noticedBy.push(`${watcher.kind}:${watcher.id}`);
      // Seen in passing: where it was last, unless something later is known.
      if (placeId !== null && seenAtMs >= (actor.believed?.seenAtMs ?? 0)) {
        actor.believed = {
          atMs: seenAtMs,
          position,
          status: "at-large",
          placeId,
          seenAtMs,
          source: watcher && watcher.kind !== "actor" ? { kind: watcher.kind, id: watcher.id } : null,
          headingDeg: event.headingDeg ?? null,
          headingPlaceId: null,
        };
      }
    },
    says: noticed,
  }),
};

/** Who saw whom or what, where, and when if that was earlier. */
function noticed({ side, by, what, placeId, seenAtMs }: z.infer<typeof Noticed>, words: Words): Said {
  const { action, name, sign } = words;
  const eyes =
    by && (by.kind === "unit" ? sign(by.id) : name(by.kind === "camera" ? "place" : "actor", by.id));
  return say("log.Noticed", {
    side: sideWords(side),
    eyes: eyes ?? "",
    what:
      what.kind === "action"
        ? action(what.no)
        : what.kind === "actor"
          ? name("actor", what.id)
          : sign(what.id),
    place: name("place", placeId),
    time: tPlus(seenAtMs),
  });
}
