import "server-only";
import type { IncomingMessage } from "node:http";
import { Refusal } from "@/domain/refusal";

/** Largest picture in bytes; devices draw theirs smaller before they send them. */
export const PHOTO_BYTES_MAX = 2_000_000;

export type PhotoType = "image/jpeg" | "image/png" | "image/webp";

/** What the first bytes of a file say it is; null for anything but a picture of a kind that can hold no script. */
export function photoTypeOf(bytes: Buffer): PhotoType | null {
  if (bytes.length >= 4 && bytes.readUIntBE(0, 3) === 0xffd8ff) return "image/jpeg";
  if (bytes.subarray(0, 8).equals(PNG)) return "image/png";
  const isRiff = bytes.toString("latin1", 0, 4) === "RIFF" && bytes.toString("latin1", 8, 12) === "WEBP";
  return isRiff ? "image/webp" : null;
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * Reads the picture a request carries.
 *
 * @throws {Refusal} "photo-too-large" as soon as it is; "photo-not-readable" for one that was cut short.
 */
export async function readPhotoBytes(req: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    req.on("data", (part: Buffer) => {
      size += part.length;
      if (size > PHOTO_BYTES_MAX) {
        req.pause();
        reject(new Refusal("photo-too-large", { megabytes: PHOTO_BYTES_MAX / 1_000_000 }));
      } else parts.push(part);
    });
    req.once("end", () => resolve(Buffer.concat(parts)));
    req.once("error", reject);
    req.once("close", () => {
      if (!req.complete) reject(new Refusal("photo-not-readable"));
    });
  });
}
