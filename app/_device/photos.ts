import { wallMs } from "@/app/_ui/device-clock";
import { TRPCClientError } from "@trpc/client";
import { z } from "zod";
import { forgetThing, keepThing, keptKeys, readKept } from "./database";

/** A picture that the server does not have yet. */
const KeptPhoto = z.strictObject({
  personId: z.string(),
  drillId: z.string(),
  blob: z.instanceof(Blob),
  takenAtMs: z.number(),
});

/** Enough to read a number plate across a street, and small enough for a bad network. */
const EDGE_MAX = 1_600;
const QUALITIES = [0.82, 0.65, 0.5];
/** As the server takes it (server/photos/photo-bytes.ts). */
const BYTES_MAX = 2_000_000;
/** A picture nobody came to refer to within a day belongs to a note that was given up. */
const ORPHANED_AFTER_MS = 24 * 3_600_000;

/** Where the server has a picture. */
export function photoAddress(drillId: string, photoId: string): string {
  return `/api/photos/${drillId}/${photoId}`;
}

/**
 * Draws a picture anew, small, upright, and without what the camera wrote beside it: place, time, device.
 *
 * @returns Null when the file is no picture this browser can read.
 */
export async function smallPhoto(file: Blob): Promise<Blob | null> {
  const address = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = address;
    const isReadable = await image.decode().then(
      () => true,
      () => false,
    );
    if (!isReadable || image.naturalWidth === 0) return null;
    const scale = Math.min(1, EDGE_MAX / Math.max(image.naturalWidth, image.naturalHeight));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
    canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
    const context = canvas.getContext("2d");
    if (!context) return null;
    // What is transparent would turn black.
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    for (const quality of QUALITIES) {
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
      if (blob && blob.size <= BYTES_MAX) return blob;
    }
    return null;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Keeps a picture on the device until the server has it. */
export async function keepPhoto(
  photoId: string,
  photo: { personId: string; drillId: string; blob: Blob },
): Promise<void> {
  await keepThing("photos", photoId, { ...photo, takenAtMs: wallMs() });
}

/** The picture, if this device still has it. */
export async function readPhoto(photoId: string): Promise<Blob | null> {
  const kept = KeptPhoto.safeParse(await readKept("photos", photoId));
  return kept.success ? kept.data.blob : null;
}

export async function forgetPhoto(photoId: string): Promise<void> {
  await forgetThing("photos", photoId);
}

/**
 * Sends pictures that this device still has, and forgets each once the server has it. The same one may come twice.
 *
 * @throws {TRPCClientError} what the server refused, or that it did not answer.
 */
export async function sendPhotos(drillId: string, photoIds: readonly string[]): Promise<void> {
  for (const photoId of photoIds) {
    const blob = await readPhoto(photoId);
    if (blob === null) continue;
    const answer = await fetch(photoAddress(drillId, photoId), {
      method: "PUT",
      headers: { "content-type": blob.type },
      body: blob,
    }).catch((error: unknown) => {
      throw new TRPCClientError("The picture was not sent.", error instanceof Error ? { cause: error } : {});
    });
    if (!answer.ok) throw refusalIn(await answer.json().catch(() => null));
    await forgetPhoto(photoId);
  }
}

/** Forgets pictures that none of these refer to and that were taken long ago. */
export async function forgetOrphans(used: ReadonlySet<string>, nowMs: number): Promise<void> {
  for (const photoId of await keptKeys("photos")) {
    if (used.has(photoId)) continue;
    const kept = KeptPhoto.safeParse(await readKept("photos", photoId));
    if (!kept.success || nowMs - kept.data.takenAtMs > ORPHANED_AFTER_MS) await forgetPhoto(photoId);
  }
}

const Refused = z.object({ error: z.object({ code: z.number(), message: z.string(), data: z.unknown() }) });

/** The front door's answer, as the typed client would have thrown it; a proxy's is none. */
function refusalIn(answer: unknown): Error {
  const parsed = Refused.safeParse(answer);
  if (!parsed.success) return new TRPCClientError("Something in between answered.");
  const { code, message, data } = parsed.data.error;
  return TRPCClientError.from({ error: { code, message, data } });
}
