import { z } from "zod";
import { sideWords } from "@/domain/conditions/words";
import type { Words } from "@/domain/drill/event-kind";
import type { LocalText } from "@/domain/text";
import { tPlus } from "@/domain/duration";
import { capital } from "@/domain/drill/wording";
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
});

/** What a side sees of the other. */
export const watching = {
  CameraWatched: ofLane(z.strictObject({ type: z.literal("CameraWatched"), cameraId: id }))({
    review: "world",
    change(lane, event, { seen }) {
      lane.camerasWatched[event.cameraId] ??= seen;
    },
    says: (event, { name }) => ({
      zh: `开始盯看探头“${name("place", event.cameraId).zh}”。`,
      en: `The camera “${name("place", event.cameraId).en}” is being watched.`,
    }),
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
      if (placeId !== null && seenAtMs >= (actor.believed?.atMs ?? 0)) {
        actor.believed = { atMs: seenAtMs, position, status: "at-large", placeId };
      }
    },
    says: noticed,
  }),
};

/** Who saw whom or what, where, and when if that was earlier. */
function noticed({ side, by, what, placeId, seenAtMs }: z.infer<typeof Noticed>, words: Words): LocalText {
  const seen =
    what.kind === "action"
      ? words.action(what.no)
      : what.kind === "actor"
        ? words.name("actor", what.id)
        : { zh: words.sign(what.id), en: words.sign(what.id) };
  const through =
    by === null
      ? null
      : by.kind === "unit"
        ? words.sign(by.id)
        : words.name(by.kind === "camera" ? "place" : "actor", by.id);
  const eyes = typeof through === "string" ? { zh: through, en: through } : through;
  const where = placeId === null ? null : words.name("place", placeId);
  return {
    zh: `${sideWords(side).zh}${eyes ? `（${eyes.zh}）` : ""}发现${seen.zh}${where ? `，在${where.zh}` : ""}（${tPlus(seenAtMs)}）。`,
    en: `${capital(sideWords(side).en)}${eyes ? ` (${eyes.en})` : ""} noticed ${seen.en}${where ? ` at ${where.en}` : ""} (${tPlus(seenAtMs)}).`,
  };
}
