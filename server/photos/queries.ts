import "server-only";
import { and, count, eq, inArray } from "drizzle-orm";
import { Refusal } from "@/domain/refusal";
import type { Database } from "@/server/db/client";
import { drillPhotos } from "@/server/db/schema/photos";
import type { PhotoType } from "./photo-bytes";

/** What there is to know of a picture without its bytes. */
export type PhotoRow = { userId: string; mediaType: PhotoType; sha256: string };

export async function findPhoto(db: Database, drillId: string, photoId: string): Promise<PhotoRow | null> {
  const { userId, mediaType, sha256 } = drillPhotos;
  const [row] = await db
    .select({ userId, mediaType, sha256 })
    .from(drillPhotos)
    .where(and(eq(drillPhotos.drillId, drillId), eq(drillPhotos.photoId, photoId)));
  return row ?? null;
}

export async function readPhotoBytes(db: Database, drillId: string, photoId: string): Promise<Buffer> {
  const [row] = await db
    .select({ bytes: drillPhotos.bytes })
    .from(drillPhotos)
    .where(and(eq(drillPhotos.drillId, drillId), eq(drillPhotos.photoId, photoId)));
  if (!row) throw new Refusal("photo-unknown");
  return row.bytes;
}

/**
 * Whoever refers to a picture must have stored it themselves, in this drill.
 *
 * @throws {Refusal} "photo-unknown"
 */
export async function requireOwnPhotos(
  db: Database,
  drillId: string,
  userId: string,
  photoIds: readonly string[],
): Promise<void> {
  if (photoIds.length === 0) return;
  const [stored] = await db
    .select({ count: count() })
    .from(drillPhotos)
    .where(
      and(
        eq(drillPhotos.drillId, drillId),
        eq(drillPhotos.userId, userId),
        inArray(drillPhotos.photoId, [...photoIds]),
      ),
    );
  if (stored?.count !== new Set(photoIds).size) throw new Refusal("photo-unknown");
}
