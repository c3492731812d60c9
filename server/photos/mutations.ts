import "server-only";
import { createHash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { Refusal } from "@/domain/refusal";
import type { Database } from "@/server/db/client";
import { drillParticipants } from "@/server/db/schema/drills";
import { drillPhotos } from "@/server/db/schema/photos";
import type { PhotoType } from "./photo-bytes";

/** What one person may store in one drill. */
export const PHOTOS_MAX = 200;
export const PHOTO_QUOTA_BYTES = 60_000_000;

/**
 * Stores a picture. The same one again changes nothing.
 *
 * @throws {Refusal} "photo-quota-reached"; "photo-already-used" when the id stands for another picture.
 */
export async function storePhoto(
  db: Database,
  photo: { drillId: string; photoId: string; userId: string; mediaType: PhotoType; bytes: Buffer },
  quota = { photos: PHOTOS_MAX, bytes: PHOTO_QUOTA_BYTES },
): Promise<void> {
  const { drillId, photoId, userId, bytes } = photo;
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  await db.transaction(async (tx) => {
    // A person's pictures are counted one after the other, however many they send at once.
    await tx
      .select({ userId: drillParticipants.userId })
      .from(drillParticipants)
      .where(and(eq(drillParticipants.drillId, drillId), eq(drillParticipants.userId, userId)))
      .for("update");
    const isPhoto = and(eq(drillPhotos.drillId, drillId), eq(drillPhotos.photoId, photoId));
    const [known] = await tx
      .select({ sha256: drillPhotos.sha256, userId: drillPhotos.userId })
      .from(drillPhotos)
      .where(isPhoto);
    if (known?.sha256 === sha256 && known.userId === userId) return;
    if (known) throw new Refusal("photo-already-used");

    const [stored] = await tx
      .select({
        photos: sql<number>`count(*)::int`,
        bytes: sql<number>`coalesce(sum(${drillPhotos.size}), 0)::int`,
      })
      .from(drillPhotos)
      .where(and(eq(drillPhotos.drillId, drillId), eq(drillPhotos.userId, userId)));
    const isFull = stored && (stored.photos >= quota.photos || stored.bytes + bytes.length > quota.bytes);
    if (isFull) {
      const megabytes = Math.round(quota.bytes / 1_000_000);
      throw new Refusal("photo-quota-reached", { photos: quota.photos, megabytes });
    }
    await tx.insert(drillPhotos).values({ ...photo, size: bytes.length, sha256 });
  });
}
