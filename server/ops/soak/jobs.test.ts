import { afterAll, expect, test } from "vitest";
import { openClient } from "@/server/db/client";
import { askForJob } from "@/server/jobs/mutations";
import { openHouse, report } from "./house";
import { soakJob } from "./jobs/kinds";
import { sized } from "./testing";

const house = await openHouse();
afterAll(() => house.close());

const JOBS = sized({ whole: 1_000, short: 120 });
const INSTANCES = 2;

test(`${JOBS} jobs on instances that die all the time each come to one result, stored once`, async () => {
  const owner = openClient(house.database.ownerUrl, { connectionsMax: 1 });
  await owner`create table soak_results (job_id uuid not null)`;
  await owner`grant insert, select on soak_results to sandtable_app`;
  for (let i = 0; i < JOBS; i++)
    await askForJob(house.db, soakJob, { workMs: Math.random() * 8 }, { askedBy: null });

  let died = 0;
  const open = async () => {
    const [row] = await owner<{ open: number }[]>`
      select count(*)::int as open from jobs where state <> 'done'`;
    return row?.open ?? 0;
  };
  const beganMs = performance.now();
  const allDone = expect.poll(open, { timeout: 160_000, interval: 100 }).toBe(0);
  const oneAfterTheOther = async () => {
    while ((await open()) > 0) {
      const instance = await house.startInstance({ file: "server/ops/soak/jobs/instance.ts" });
      await Promise.race([instance.gone(), allDone]);
      if (!instance.isAlive()) died += 1;
      await instance.kill();
    }
  };
  await Promise.all(Array.from({ length: INSTANCES }, oneAfterTheOther));
  await allDone;

  const [counted] = await owner<{ jobs: number; results: number; different: number; begun: number }[]>`
    select (select count(*)::int from jobs where state = 'done') as jobs, count(*)::int as results,
           count(distinct job_id)::int as different, (select sum(tries)::int from jobs) as begun
      from soak_results`;
  await owner.end();
  report("jobs on dying instances", {
    jobs: counted?.jobs ?? 0,
    results: counted?.results ?? 0,
    died,
    "begun more than once": (counted?.begun ?? 0) - JOBS,
    seconds: ((performance.now() - beganMs) / 1_000).toFixed(1),
  });
  expect(died).toBeGreaterThan(1);
  // Work was cut off, or nothing was tried here.
  expect(counted?.begun).toBeGreaterThan(JOBS);
  expect(counted).toMatchObject({ jobs: JOBS, results: JOBS, different: JOBS });
});
