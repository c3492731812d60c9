import { Refusal } from "@/domain/refusal";
import { maySeeScores, type Reader } from "./reader";
import type { Participant } from "./schema";
import type { Drill, Lane } from "./state";

/** A picture that belongs to something in the log: who put it there, and in which lane. */
export type PhotoOf = { photoId: string; lane: number; by: string };

/** Every picture that the log of a drill refers to. */
export function photosOf(drill: Drill): PhotoOf[] {
  return drill.lanes.flatMap((lane) => [
    ...lane.notes.flatMap(({ photos, by }) => photos.map((photoId) => ({ photoId, lane: lane.lane, by }))),
    ...lane.records.flatMap(({ no, by }) =>
      photosOfRecord(lane, no).map((photoId) => ({ photoId, lane: lane.lane, by })),
    ),
  ]);
}

export function photosOfRecord(lane: Lane, no: number): readonly string[] {
  const event = lane.records.find((record) => record.no === no)?.opened.event;
  return event && "photos" in event ? (event.photos ?? []) : [];
}

/**
 * Whether somebody may see a picture: as they may see, on their screens and in the review, what it belongs to. One
 * that belongs to nothing yet is its maker's alone, which is not asked here.
 */
export function maySeePhoto(drill: Drill, reader: Reader, photoId: string): boolean {
  const makers = photosOf(drill).flatMap((photo) => (photo.photoId === photoId ? [photo.by] : []));
  return makers.some((by) => {
    if (by === reader.participantId || maySeeScores(drill, reader)) return true;
    // What other evaluators entered stays hidden from them; what control noted they read in the log.
    return reader.role === "evaluator" && drill.participants[by]?.role !== "evaluator";
  });
}

/**
 * A picture belongs to one thing: whoever may see that may see it. It is its maker's own, so what others have put in
 * the log is not asked: an answer that depended on it would tell of it.
 *
 * @throws {Refusal} "photo-already-used"
 */
export function requireNewPhotos(drill: Drill, by: Participant, photos: readonly string[] | undefined): void {
  if (!photos) return;
  const used = photosOf(drill).filter((photo) => photo.by === by.participantId);
  const isNew = (id: string, i: number) =>
    photos.indexOf(id) === i && !used.some(({ photoId }) => photoId === id);
  if (!photos.every(isNew)) throw new Refusal("photo-already-used");
}
