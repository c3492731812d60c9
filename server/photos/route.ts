import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { maySeePhoto } from "@/domain/drill/photos";
import { Refusal } from "@/domain/refusal";
import type { Reader } from "@/domain/drill/reader";
import { whoAsks } from "@/server/auth/session";
import { currentDatabase } from "@/server/db/current";
import type { Database } from "@/server/db/client";
import { fromDrill } from "@/server/drill/room";
import { requireReader } from "@/server/review/access";
import { decodedPictureType } from "./decoded-picture";
import { storePhoto } from "./mutations";
import { readPhotoBytes } from "./photo-bytes";
import { findPhoto, readPhotoBytes as readStoredBytes } from "./queries";

export const PHOTO_PREFIX = "/api/photos/";

const Address = z.tuple([z.uuid(), z.uuid()]);

/**
 * Takes a picture of a drill (PUT) and gives it out (GET), at `/api/photos/<drill>/<photo>`.
 *
 * Taken: from its controllers and evaluators. Given out: to whoever may see what refers to it. To everybody else, as
 * to a stranger, there is no such picture.
 */
export async function servePhoto(
  req: IncomingMessage,
  res: ServerResponse,
  _requestId: string,
  db: Database = currentDatabase(),
): Promise<void> {
  const path = (req.url ?? "").split("?", 1)[0] ?? "";
  const address = Address.safeParse(path.slice(PHOTO_PREFIX.length).split("/"));
  const { user, placeIn } = await whoAsks(db, req.headers.cookie, address.data?.[0]);
  if (user === null) throw new Refusal("sign-in-required");
  if (user.mustChangePassword) throw new Refusal("password-must-change");
  if (!address.success) throw new Refusal("drill-not-found");
  const [drillId, photoId] = address.data;
  const place = await placeIn(drillId);
  // Pictures belong to the review: whoever may read that may look at them.
  const reader = await requireReader(db, user, drillId, place);
  if (req.method === "PUT") return take(req, res, db, { drillId, photoId, reader });
  if (req.method === "GET" || req.method === "HEAD") return give(req, res, db, { drillId, photoId, reader });
  throw new Refusal("request-not-understood");
}

type Asked = { drillId: string; photoId: string; reader: Reader };

async function take(
  req: IncomingMessage,
  res: ServerResponse,
  db: Database,
  { drillId, photoId, reader }: Asked,
): Promise<void> {
  if (reader.role !== "evaluator" && reader.role !== "controller") throw new Refusal("role-not-allowed");
  const bytes = await readPhotoBytes(req);
  const mediaType = await decodedPictureType(bytes);
  await storePhoto(db, { drillId, photoId, userId: reader.participantId, mediaType, bytes });
  res.writeHead(204, { "cache-control": "no-store" }).end();
}

async function give(
  req: IncomingMessage,
  res: ServerResponse,
  db: Database,
  { drillId, photoId, reader }: Asked,
): Promise<void> {
  const photo = await findPhoto(db, drillId, photoId);
  const isOwn = photo?.userId === reader.participantId;
  const mayRead =
    photo && (isOwn || (await fromDrill(db, drillId, (drill) => maySeePhoto(drill, reader, photoId))));
  if (!photo || !mayRead) throw new Refusal("photo-unknown");
  const tag = `"${photo.sha256}"`;
  // A browser may keep it, and asks each time whether it still may show it.
  const headers = { "cache-control": "private, no-cache", etag: tag, vary: "cookie" };
  if (req.headers["if-none-match"] === tag) {
    res.writeHead(304, headers).end();
    return;
  }
  const bytes = await readStoredBytes(db, drillId, photoId);
  const ending = { "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp" }[photo.mediaType];
  res.writeHead(200, {
    ...headers,
    "content-type": photo.mediaType,
    "content-length": bytes.length,
    "content-disposition": `inline; filename="photo-${photoId}.${ending}"`,
  });
  res.end(req.method === "HEAD" ? undefined : bytes);
}
