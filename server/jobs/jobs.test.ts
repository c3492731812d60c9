import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { z } from "zod";
import { Refusal } from "@/domain/refusal";
import { say } from "@/domain/words/said";
import { refusedWith, signedInAs } from "@/server/auth/testing";
import { openClient } from "@/server/db/client";
import { openTestDatabase } from "@/server/db/test-database";
import { jobKind, type Attempt, type JobKind } from "./kind";
import { askForJob, completeJob, failJob, putBack, renewLease, takeJob } from "./mutations";
import type { JobsFrom } from "./queries";
import { startJobs, type JobOptions } from "./runner";

const { db, ownerUrl } = await openTestDatabase();
const owner = openClient(ownerUrl, { connectionsMax: 1 });
await owner`create table done_things (job_id uuid, what text)`;
await owner`grant select, insert on done_things to sandtable_app`;
await owner.end();

const person = await signedInAs(db, "trainer");

/** A kind of this test's own, whose jobs store what they were given. */
function kindWith(run: (what: string, attempt: Attempt) => Promise<string>, triesMax = 3) {
  return jobKind({
    name: `test-${randomUUID()}`,
    input: z.strictObject({ what: z.string() }),
    result: z.string(),
    triesMax,
    run: ({ what }, attempt) => run(what, attempt),
    store: async (tx, result, _input, { jobId }) => {
      await tx.execute(sql`insert into done_things values (${jobId}, ${result})`);
    },
  });
}

const ask = async (kind: ReturnType<typeof kindWith>, what = "something", subject: string | null = null) =>
  askForJob(db, kind, { what }, { askedBy: person.id, subject });

async function doneBy(jobId: string): Promise<string[]> {
  const rows = await db.execute<{ what: string }>(sql`select what from done_things where job_id = ${jobId}`);
  return rows.map(({ what }) => what);
}

const read = async (jobId: string) => (await person.call()).jobs.read({ jobId });

/** Runs jobs of a kind while `meanwhile` looks on. */
async function working(
  kind: JobKind,
  meanwhile: () => Promise<unknown>,
  options: Partial<JobOptions> & { instances?: number } = {},
): Promise<void> {
  const { instances = 1, ...rest } = options;
  const all = { kinds: [kind], leaseMs: 600, pollMs: 50, againMs: 1, ...rest };
  const runners = Array.from({ length: instances }, () => startJobs(db, all));
  await meanwhile().finally(() => Promise.all(runners.map((runner) => runner.stop())));
}

const stateOf = (jobId: string) => expect.poll(async () => (await read(jobId)).state, { timeout: 10_000 });

test("each of thirty jobs is done once by one of three instances, and its result is stored with it", async () => {
  const kind = kindWith(async (what) => `${what} done`);
  const names = Array.from({ length: 30 }, (_, i) => `thing ${i}`);
  const asked: string[] = [];
  await working(
    kind,
    async () => {
      for (const name of names) {
        const { jobId } = await askForJob(db, kind, { what: name }, { askedBy: null });
        asked.push(jobId);
      }
      const open = () => db.execute(sql`select 1 from jobs where kind = ${kind.name} and state <> 'done'`);
      await expect.poll(async () => (await open()).length, { timeout: 10_000 }).toBe(0);
    },
    { instances: 3 },
  );
  for (const [i, jobId] of asked.entries()) expect(await doneBy(jobId)).toEqual([`thing ${i} done`]);
  const rows = await db.execute(sql`select result from jobs where id = ${asked[0]}`);
  expect(rows).toMatchObject([{ result: "thing 0 done" }]);
});

test("a job starts soon after it was asked for, also where nobody would look for a long time", async () => {
  const kind = kindWith(async () => "rung");
  await working(
    kind,
    async () => {
      const { jobId } = await ask(kind);
      await stateOf(jobId).toBe("done");
    },
    { pollMs: 600_000 },
  );
});

test("whoever asked sees how far a job is, and nobody else sees or cancels it", async () => {
  let finish = (): void => undefined;
  const kind = kindWith(async (_what, { progress }) => {
    progress(0.4, say("log.DrillStarted"));
    await new Promise<void>((resolve) => (finish = resolve));
    return "finished";
  });
  const { jobId } = await ask(kind);
  expect(await read(jobId)).toMatchObject({ state: "waiting", progress: 0, said: null });
  await working(kind, async () => {
    await expect
      .poll(() => read(jobId), { timeout: 10_000 })
      .toMatchObject({
        state: "running",
        progress: 0.4,
        said: { say: "log.DrillStarted" },
      });
    const stranger = await (await signedInAs(db, "administrator", "trainer")).call();
    await expect(stranger.jobs.read({ jobId })).rejects.toMatchObject(refusedWith("not-found"));
    await expect(stranger.jobs.cancel({ jobId })).rejects.toMatchObject(refusedWith("not-found"));
    expect((await stranger.jobs.mine({})).jobs).toEqual([]);
    finish();
    await stateOf(jobId).toBe("done");
  });
  expect(await read(jobId)).toMatchObject({ progress: 1, said: null });
});

test("a job that waits is cancelled at once, one at work as soon as it hears of it, and neither stores anything", async () => {
  let heard = "";
  const kind = kindWith(async (_what, { signal }) => {
    await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
    heard = String(signal.reason);
    return "too late";
  });
  const caller = await person.call();
  const waiting = await ask(kind);
  await caller.jobs.cancel({ jobId: waiting.jobId });
  expect(await read(waiting.jobId)).toMatchObject({ state: "cancelled" });
  const { jobId } = await ask(kind);
  await working(
    kind,
    async () => {
      await stateOf(jobId).toBe("running");
      await caller.jobs.cancel({ jobId });
      await stateOf(jobId).toBe("cancelled");
    },
    // By the ring, long before the lease is renewed.
    { leaseMs: 600_000 },
  );
  expect(heard).toBe("cancelled");
  expect(await doneBy(jobId)).toEqual([]);
  await expect(caller.jobs.cancel({ jobId })).rejects.toMatchObject(refusedWith("job-ended"));
});

test("what fails is tried again, three times at most; what is refused is not, and tells why", async () => {
  const tried: string[] = [];
  const kind = kindWith(async (what) => {
    tried.push(what);
    if (what === "refused") throw new Refusal("export-too-large", { max: 7 });
    if (what === "broken" || tried.length < 3) throw new Error("It does not work.");
    return "in the end";
  });
  await working(kind, async () => {
    const flaky = await ask(kind, "flaky");
    await stateOf(flaky.jobId).toBe("done");
    expect(tried).toHaveLength(3);
    expect(await doneBy(flaky.jobId)).toEqual(["in the end"]);

    const broken = await ask(kind, "broken");
    await stateOf(broken.jobId).toBe("failed");
    expect(tried.filter((what) => what === "broken")).toHaveLength(3);
    expect((await read(broken.jobId)).failure).toContain("log of the server");

    const refused = await ask(kind, "refused");
    await stateOf(refused.jobId).toBe("failed");
    expect(tried.filter((what) => what === "refused")).toHaveLength(1);
    expect((await read(refused.jobId)).failure).toContain("More than 7 entries");
  });
});

test("a job whose instance has died starts elsewhere, and what the dead one still says changes nothing", async () => {
  const kind = kindWith(async () => "by the third");
  const { jobId } = await ask(kind);
  const dead = await takeJob(db, [kind.name], 300);
  // Nobody else gets it as long as the lease lasts.
  expect(await takeJob(db, [kind.name], 300)).toBeNull();
  await expect.poll(() => takeJob(db, [kind.name], 0), { timeout: 10_000 }).toMatchObject({ jobId });
  if (dead === null) throw new Error("Nobody had it.");
  expect(await renewLease(db, dead, { leaseMs: 60_000, share: 1, said: null })).toBe("lost");
  expect(await db.transaction((tx) => completeJob(tx, dead, "by the first"))).toBe(false);
  await putBack(db, dead, { waitMs: 60_000, counts: true });
  await failJob(db, dead, { code: "job-failed", params: {} });
  await working(kind, () => stateOf(jobId).toBe("done"));
  expect(await doneBy(jobId)).toEqual(["by the third"]);
});

test("work that lasts longer than its lease keeps it, and is not begun a second time", async () => {
  let begun = 0;
  const kind = kindWith(async () => {
    begun += 1;
    // Three leases.
    await db.execute(sql`select pg_sleep(1.8)`);
    return "slow";
  });
  const { jobId } = await ask(kind);
  await working(kind, () => stateOf(jobId).toBe("done"), { instances: 2 });
  expect(begun).toBe(1);
  expect(await doneBy(jobId)).toEqual(["slow"]);
});

test("a job that takes its instance down again and again is given up", async () => {
  const kind = kindWith(async () => "never");
  const { jobId } = await ask(kind);
  for (let times = 0; times < 3; times++) expect(await takeJob(db, [kind.name], 0)).not.toBeNull();
  await working(kind, () => stateOf(jobId).toBe("failed"));
  expect(await doneBy(jobId)).toEqual([]);
});

test("an instance that stops puts its jobs back, which counts as no try", async () => {
  const kind = kindWith(() => new Promise(() => undefined));
  const { jobId } = await ask(kind);
  await working(kind, () => stateOf(jobId).toBe("running"));
  expect(await read(jobId)).toMatchObject({ state: "waiting" });
  const rows = await db.execute(sql`select tries, holder from jobs where id = ${jobId}`);
  expect(rows).toMatchObject([{ tries: 0, holder: null }]);
});

test("of one kind on one subject one job is open, and twenty of one person", async () => {
  const kind = kindWith(async () => "one of many");
  const asker = await signedInAs(db, "trainer");
  const askedBy = asker.id;
  const first = await askForJob(db, kind, { what: "x" }, { askedBy, subject: "drill 1" });
  const again = await askForJob(db, kind, { what: "x" }, { askedBy, subject: "drill 1" });
  expect([first.isNew, again]).toEqual([true, { jobId: first.jobId, isNew: false }]);
  for (let i = 1; i < 20; i++) await askForJob(db, kind, { what: "x" }, { askedBy });
  await expect(askForJob(db, kind, { what: "x" }, { askedBy })).rejects.toMatchObject({
    code: "jobs-too-many",
  });
});

test("pages of one's jobs follow on one another without gap or repetition", async () => {
  const kind = kindWith(async () => "listed");
  const reader = await signedInAs(db, "trainer");
  const caller = await reader.call();
  const made: string[] = [];
  for (let i = 0; i < 45; i++) {
    const { jobId } = await askForJob(db, kind, { what: "x" }, { askedBy: reader.id });
    made.push(jobId);
    if (i < 40) await caller.jobs.cancel({ jobId });
  }
  const seen: string[] = [];
  let from: JobsFrom | null = null;
  do {
    const page: { jobs: { id: string }[]; next: JobsFrom | null } = await caller.jobs.mine({ from });
    seen.push(...page.jobs.map(({ id }) => id));
    from = page.next;
  } while (from !== null);
  expect(seen).toEqual(made.reverse());
});
