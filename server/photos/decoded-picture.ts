import "server-only";
import sharp from "sharp";
import { Refusal } from "@/domain/refusal";
import { photoTypeOf, type PhotoType } from "./photo-bytes";

/** Largest picture in pixels: a file of some kilobytes can hold one that fills the memory. */
export const PHOTO_PIXELS_MAX = 40_000_000;

// A picture is decoded once; keeping it would cost memory for nothing.
sharp.cache(false);

const FORMAT_OF: Record<PhotoType, string> = {
  "image/jpeg": "jpeg",
  "image/png": "png",
  "image/webp": "webp",
};

/**
 * The type of a picture that has been decoded from its first to its last pixel, so that what is kept as evidence can
 * be looked at.
 *
 * @throws {Refusal} "photo-not-readable" for anything else: another kind of file, a cut or damaged one, a picture of
 *   too many pixels, several pictures in one.
 */
export async function decodedPictureType(bytes: Buffer): Promise<PhotoType> {
  const type = photoTypeOf(bytes);
  if (type === null) throw new Refusal("photo-not-readable");
  const picture = sharp(bytes, { failOn: "error", limitInputPixels: PHOTO_PIXELS_MAX });
  const read = async () => {
    const { format, pages = 1 } = await picture.metadata();
    // Statistics read every pixel and keep none.
    await picture.stats();
    return format === FORMAT_OF[type] && pages === 1;
  };
  const isWhole = await read().catch(() => false);
  if (!isWhole) throw new Refusal("photo-not-readable");
  return type;
}
