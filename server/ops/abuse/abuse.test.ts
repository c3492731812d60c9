import { appendFileSync, mkdirSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, inject, test } from "vitest";
import { closeCurrentDatabase, openCurrentDatabase } from "@/server/db/current";
import { openTestDatabase } from "@/server/db/test-database";
import { apiRoutes } from "@/server/front-door/api-routes";
import { openFrontDoor } from "@/server/front-door/front-door";
import { listening } from "@/server/front-door/testing";
import { abuse, type Tried } from "./abuse";
import { abuseDoors } from "./doors";
import { setScene, watchWrites } from "./testing";

/** All of it takes minutes: `npm run test:abuse`. */
const isWhole = inject("abuse") === "whole";
const EXTENT = isWhole
  ? { fields: 6, values: 20, samples: 60, roles: 9, asOthers: 6, batch: 60, kinds: null, odd: 20 }
  : {
      fields: 1,
      values: 1,
      samples: 1,
      roles: 0,
      asOthers: 0,
      batch: 0,
      kinds: ["unstorable", "unseen", "deep"],
      odd: 2,
    };

const { applicationUrl, ownerUrl } = await openTestDatabase();
const { db } = await openCurrentDatabase(applicationUrl, { connectionsMax: 10 });
const door = openFrontDoor(apiRoutes, (_req, res) => {
  res.statusCode = 404;
  res.end();
});
const url = await listening(door.server);
const writes = await watchWrites(ownerUrl);
afterAll(async () => {
  await door.close(0);
  await writes.close();
  await closeCurrentDatabase();
});

test(
  "whatever is sent to whichever door: no failure, nothing stored on refusal, nothing stored otherwise than sent",
  async () => {
    const scene = await setScene(db);
    const all: Tried[] = [];
    const tell = (tried: Tried) => {
      all.push(tried);
      if (isWhole) report(tried);
    };
    await abuse(url, scene, writes, EXTENT, tell);
    await scene.revive();
    tell(await abuseDoors(url, scene.people, writes, EXTENT.odd));
    expect(all.length).toBeGreaterThan(80);
    expect(
      all.flatMap(({ procedure, misses }) => [...new Set(misses)].map((miss) => `${procedure}: ${miss}`)),
    ).toEqual([]);
  },
  isWhole ? 3_600_000 : 300_000,
);

/** One line for each, as it is done: a run that stops in the middle tells where. */
function report(tried: Tried): void {
  const folder = path.resolve("test-results");
  mkdirSync(folder, { recursive: true });
  appendFileSync(path.join(folder, "abuse.jsonl"), `${JSON.stringify(tried)}\n`);
}
