import { createHash, randomUUID } from "node:crypto";
import { crc32, deflateSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { sql } from "drizzle-orm";
import type { DrillCommand } from "@/domain/drill/schema";
import { refusedWith, signedInAs, strangerOn, type TestBrowser } from "@/server/auth/testing";
import { openTestDatabase } from "@/server/db/test-database";
import { asks, comeIn, planTestDrill, RESPONDER } from "@/server/drill/testing";
import { apiRoutes } from "@/server/front-door/api-routes";
import { openFrontDoor } from "@/server/front-door/front-door";
import { listening } from "@/server/front-door/testing";
import { storePhoto } from "./mutations";
import { PHOTO_BYTES_MAX, photoTypeOf } from "./photo-bytes";
import { PHOTO_PREFIX, servePhoto } from "./route";

const { db } = await openTestDatabase();

// The real door with the real route behind it, on the database of this file.
const door = openFrontDoor(
  apiRoutes.map((route) =>
    route.prefix === PHOTO_PREFIX
      ? { ...route, serve: (req, res, requestId) => servePhoto(req, res, requestId, db) }
      : route,
  ),
  (_req, res) => res.end(),
);
const origin = await listening(door.server);
afterAll(() => door.close(0));

/** A grey picture of 24 by 16 pixels. */
const PICTURE = Buffer.from(
  "/9j/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/" +
    "2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/" +
    "wAARCAAQABgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAL/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEB" +
    "AAAAAAAAAAAAAAAAAAAAAP/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AKAAAB//2Q==",
  "base64",
);

/** The same picture, with so many bytes behind it. */
const jpeg = (size = 2_000) => Buffer.concat([PICTURE, Buffer.alloc(size, 7)]);

describe("what a file is, is told by its bytes", () => {
  test.each([
    ["a JPEG", jpeg(), "image/jpeg"],
    ["a PNG", Buffer.from("89504e470d0a1a0a0000", "hex"), "image/png"],
    ["a WebP", Buffer.from("RIFF\0\0\0\0WEBPVP8 ", "latin1"), "image/webp"],
    ["an SVG, which can hold a script", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), null],
    ["a page", Buffer.from("<!doctype html><script>alert(1)</script>"), null],
    ["a GIF", Buffer.from("GIF89a"), null],
    ["other RIFF", Buffer.from("RIFF\0\0\0\0WAVEfmt ", "latin1"), null],
    ["nothing", Buffer.alloc(0), null],
  ])("%s", (_what, bytes, type) => {
    expect(photoTypeOf(bytes)).toBe(type);
  });
});

/** The head of a PNG that says it has so many pixels, and none of them. */
function pngOf(width: number, height: number): Buffer {
  const chunk = (name: string, data: Buffer) => {
    const named = Buffer.concat([Buffer.from(name, "latin1"), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(Buffer.alloc(16))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** A running field drill with two evaluators, a player and a controller, each with a browser. */
async function scene() {
  const { drillId, controller } = await planTestDrill(db, { setup: { mode: "field" } });
  const [control, eva, evan, rita] = [
    await signedInAs(db, "trainer"),
    await signedInAs(db, "evaluator"),
    await signedInAs(db, "evaluator"),
    await signedInAs(db, "officer"),
  ];
  await comeIn(db, drillId, { userId: control.id, name: "Carol" }, { role: "controller" });
  await comeIn(db, drillId, { userId: eva.id, name: "Eva" }, { role: "evaluator" });
  await comeIn(db, drillId, { userId: evan.id, name: "Evan" }, { role: "evaluator" });
  await comeIn(db, drillId, { userId: rita.id, name: "Rita" }, RESPONDER);
  const asksAs = (command: DrillCommand) => asks(db, drillId, controller, command);
  await asksAs({ type: "StartDrill", rate: 1 });
  return { drillId, control, eva, evan, rita, asksAs };
}

const put = (browser: TestBrowser, path: string, body: Buffer, type = "image/jpeg") =>
  asked(browser, path, { method: "PUT", body: new Uint8Array(body), headers: { "content-type": type } });
const get = (browser: TestBrowser, path: string, headers: Record<string, string> = {}) =>
  asked(browser, path, { headers });

/** Takes a picture and notes it. */
async function noted(browser: TestBrowser, drillId: string, bytes = jpeg()): Promise<string> {
  const photoId = randomUUID();
  expect((await put(browser, `${drillId}/${photoId}`, bytes)).status).toBe(204);
  const command: DrillCommand = {
    type: "TakeNote",
    lane: 1,
    text: "",
    observedAtMs: null,
    photos: [photoId],
  };
  await (await browser.call()).drill.command({ drillId, commandId: randomUUID(), command });
  return photoId;
}

test("a picture comes back as it was sent, as a picture and nothing else", async () => {
  const { drillId, eva } = await scene();
  const photoId = await noted(eva, drillId, jpeg(5_000));
  const answer = await get(eva, `${drillId}/${photoId}`);
  expect(answer.status).toBe(200);
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(jpeg(5_000));
  const sha256 = createHash("sha256").update(jpeg(5_000)).digest("hex");
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "image/jpeg",
    "x-content-type-options": "nosniff",
    "content-disposition": `inline; filename="photo-${photoId}.jpg"`,
    "cache-control": "private, no-cache",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "cross-origin-resource-policy": "same-origin",
    etag: `"${sha256}"`,
  });
  expect((await get(eva, `${drillId}/${photoId}`, { "if-none-match": `"${sha256}"` })).status).toBe(304);
});

test("the same picture sent again is one picture; another under its id is refused", async () => {
  const { drillId, eva, evan } = await scene();
  const photoId = randomUUID();
  for (const _ of [1, 2, 3]) expect((await put(eva, `${drillId}/${photoId}`, jpeg())).status).toBe(204);
  expect(await photosIn(drillId)).toBe(1);
  expect(await refusalOf(await put(eva, `${drillId}/${photoId}`, jpeg(99)))).toBe("photo-already-used");
  expect(await refusalOf(await put(evan, `${drillId}/${photoId}`, jpeg()))).toBe("photo-already-used");
  expect(await photosIn(drillId)).toBe(1);
});

describe("nothing is stored of", () => {
  test.each([
    ["an SVG that says it is a JPEG", Buffer.from("<svg/>"), "photo-not-readable", 415],
    ["a page", Buffer.from("<!doctype html>"), "photo-not-readable", 415],
    ["an empty body", Buffer.alloc(0), "photo-not-readable", 415],
    ["eight bytes that begin as a JPEG", PICTURE.subarray(0, 8), "photo-not-readable", 415],
    ["a JPEG that ends in its middle", PICTURE.subarray(0, 200), "photo-not-readable", 415],
    ["a PNG of 50,000 by 50,000 pixels", pngOf(50_000, 50_000), "photo-not-readable", 415],
    ["a PNG without its picture", pngOf(4, 4), "photo-not-readable", 415],
    ["a picture above the size", jpeg(PHOTO_BYTES_MAX), "photo-too-large", 413],
  ])("%s, and its sender is told why in their language", async (_what, bytes, code, status) => {
    const { drillId, eva } = await scene();
    const answer = await put(eva, `${drillId}/${randomUUID()}`, bytes);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({
      error: { message: expect.stringMatching(/picture|photo/), data: { refusal: { code } } },
    });
    expect(await photosIn(drillId)).toBe(0);
  });

  test("what other people send: players, strangers and people of other drills", async () => {
    const { drillId, rita } = await scene();
    const { eva: foreign } = await scene();
    const path = `${drillId}/${randomUUID()}`;
    expect(await refusalOf(await put(rita, path, jpeg()))).toBe("role-not-allowed");
    expect(await refusalOf(await put(foreign, path, jpeg()))).toBe("drill-not-found");
    expect(await refusalOf(await put(strangerOn(db), path, jpeg()))).toBe("sign-in-required");
    expect(await photosIn(drillId)).toBe(0);
  });

  test("what comes from another site", async () => {
    const { drillId, eva } = await scene();
    const answer = await asked(eva, `${drillId}/${randomUUID()}`, {
      method: "PUT",
      body: new Uint8Array(jpeg()),
      headers: { origin: "https://elsewhere.example", "content-type": "image/jpeg" },
    });
    expect(await refusalOf(answer)).toBe("cross-site-refused");
    expect(await photosIn(drillId)).toBe(0);
  });
});

test("one person may store so much and no more in a drill, however many are sent at once", async () => {
  const { drillId, eva, evan } = await scene();
  const store = (userId: string) =>
    storePhoto(
      db,
      { drillId, photoId: randomUUID(), userId, mediaType: "image/jpeg", bytes: jpeg() },
      { photos: 3, bytes: 1_000_000 },
    );
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => store(eva.id)));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
  await expect(store(eva.id)).rejects.toMatchObject({
    code: "photo-quota-reached",
    params: { photos: 3, megabytes: 1 },
  });
  // What one has used up is not taken from another.
  await store(evan.id);
  const byBytes = storePhoto(
    db,
    { drillId, photoId: randomUUID(), userId: evan.id, mediaType: "image/jpeg", bytes: jpeg() },
    { photos: 100, bytes: 3_000 },
  );
  await expect(byBytes).rejects.toMatchObject({ code: "photo-quota-reached" });
});

test("while the drill runs a picture is for its maker and control; with the release for all who were in it", async () => {
  const { drillId, control, eva, evan, rita, asksAs } = await scene();
  const { eva: foreign } = await scene();
  const path = `${drillId}/${await noted(eva, drillId)}`;
  const codes = async (...people: TestBrowser[]) =>
    Promise.all(people.map(async (person) => (await get(person, path)).status));

  expect(await codes(eva, control)).toEqual([200, 200]);
  // Evaluators are blind to each other, and a side never learns what staff saw.
  expect(await codes(evan, rita, foreign)).toEqual([404, 404, 404]);
  expect(await refusalOf(await get(evan, path))).toBe("photo-unknown");
  // A picture that is not theirs and one that does not exist are the same to them, to the byte.
  expect(await bodyOf(await get(rita, path))).toEqual(
    await bodyOf(await get(rita, `${drillId}/${randomUUID()}`)),
  );
  expect(await bodyOf(await get(foreign, path))).toEqual(
    await bodyOf(await get(foreign, `${randomUUID()}/${randomUUID()}`)),
  );

  await asksAs({ type: "EndDrill", how: "ended", reason: "" });
  expect(await codes(evan, rita)).toEqual([404, 404]);
  await (
    await evan.call()
  ).drill.command({ drillId, commandId: randomUUID(), command: { type: "SubmitEvaluation", lane: 1 } });
  expect(await codes(evan, rita)).toEqual([200, 404]);
  await asksAs({ type: "ReleaseScores" });
  expect(await codes(evan, rita, foreign)).toEqual([200, 200, 404]);
});

test("a picture that nothing refers to is its maker's alone", async () => {
  const { drillId, control, eva } = await scene();
  const path = `${drillId}/${randomUUID()}`;
  await put(eva, path, jpeg());
  expect([(await get(eva, path)).status, (await get(control, path)).status]).toEqual([200, 404]);
});

test("an entry refers only to pictures that its maker has stored in this drill", async () => {
  const { drillId, eva, evan } = await scene();
  const photoId = randomUUID();
  await put(evan, `${drillId}/${photoId}`, jpeg());
  const command: DrillCommand = {
    type: "TakeNote",
    lane: 1,
    text: "x",
    observedAtMs: null,
    photos: [photoId],
  };
  const drill = (await eva.call()).drill;
  await expect(drill.command({ drillId, commandId: randomUUID(), command })).rejects.toMatchObject(
    refusedWith("photo-unknown"),
  );
  const unknown = { ...command, photos: [randomUUID()] };
  await expect(drill.command({ drillId, commandId: randomUUID(), command: unknown })).rejects.toMatchObject(
    refusedWith("photo-unknown"),
  );
});

test("stored pictures cannot be changed or removed by the application", async () => {
  await expect(db.execute(sql`delete from drill_photos`)).rejects.toMatchObject({ cause: { code: "42501" } });
  await expect(db.execute(sql`update drill_photos set size = 1`)).rejects.toMatchObject({
    cause: { code: "42501" },
  });
});

test("every route behind the door says who may ask for what", () => {
  for (const { prefix, access } of apiRoutes) expect(access.length, prefix).toBeGreaterThan(10);
});

async function asked(browser: TestBrowser, path: string, init: RequestInit): Promise<Response> {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const headers = { "accept-language": "en", cookie, ...Object.fromEntries(new Headers(init.headers)) };
  return fetch(`${origin}${PHOTO_PREFIX}${path}`, { ...init, headers });
}

async function refusalOf(answer: Response): Promise<unknown> {
  const body: unknown = await answer.json();
  const match = /"refusal":\{"code":"([a-z-]+)"/.exec(JSON.stringify(body));
  return match?.[1];
}

/** What an answer says, without the number of the request. */
async function bodyOf(answer: Response): Promise<string> {
  return (await answer.text()).replace(/"requestId":"[^"]+"/, "");
}

async function photosIn(drillId: string): Promise<number | undefined> {
  const [row] = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from drill_photos where drill_id = ${drillId}`,
  );
  return row?.n;
}
