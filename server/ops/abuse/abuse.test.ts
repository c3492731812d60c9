import { mkdirSync, writeFileSync } from "node:fs";
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
    const tried: Tried[] = await abuse(url, scene, writes, EXTENT);
    await scene.revive();
    tried.push(await abuseDoors(url, scene.people, writes, EXTENT.odd));
    if (isWhole) report(tried);
    expect(tried.length).toBeGreaterThan(80);
    expect(
      tried.flatMap(({ procedure, misses }) => [...new Set(misses)].map((miss) => `${procedure}: ${miss}`)),
    ).toEqual([]);
  },
  isWhole ? 3_600_000 : 300_000,
);

function report(tried: readonly Tried[]): void {
  const folder = path.resolve("test-results");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "abuse.json"), JSON.stringify(tried));
}
