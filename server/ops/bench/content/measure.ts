import "server-only";
import { z } from "zod";
import { openClient, openDatabase, type OpenedDatabase } from "@/server/db/client";
import { migrateDatabase } from "@/server/db/migrate";
import { auditPage } from "@/server/audit/queries";
import { peoplePage, peopleToPick } from "@/server/accounts/queries";
import { listDrills } from "@/server/drill/queries";
import { needsOf } from "@/server/home/queries";
import { searchCases } from "@/server/library/find/queries";
import { listDrafts, readCase } from "@/server/library/queries";
import { governorOf } from "@/server/organisations/queries";
import { isOffered, listOffers } from "@/server/practice/queries";
import { listScenarios } from "@/server/scenario/queries";
import { teamsWithMembers } from "@/server/teams/queries";
import { QUERIES, soughtIn } from "./cases";
import { fill, type Size } from "./mutations";
import { bareSearch, isFilled, noteOf, readPeople, scanned } from "./queries";

const Wanted = z.object({ ownerUrls: z.object({ small: z.string(), large: z.string(), root: z.string() }) });

/** A hundred times as much of everything; of people and scenarios as many as one installation may come to have. */
const SIZES: Record<"small" | "large", Size> = {
  small: { cases: 1_000, drills: 100, scenarios: 10, people: 200, auditEntries: 10_000 },
  large: { cases: 100_000, drills: 10_000, scenarios: 1_000, people: 20_000, auditEntries: 1_000_000 },
};

/** What a list or page may cost more with all of that, and what it may carry more. */
const GROWTH_MAX = 1.5;
/** How many times the bare statement a first page of finds may take. */
const SEARCH_MAX = 3;
/** Both sides take turns, so that a slow moment of the machine falls on both. */
const ROUNDS = 15;
/** What a full page of any list may carry, in kB. */
const PAGE_KB = 40;
/** Less than this is the clock and the wire, in ms: a share of it says nothing. */
const NOTHING_MS = 2;

/** Only what has this in its name: `npm run bench:growth -- search`. All of it when left out. */
const only = process.argv[3] ?? "";
const isAsked = (what: string) => what.includes(only);

type Side = { db: OpenedDatabase; people: Awaited<ReturnType<typeof readPeople>> };
type Row = { what: string; floorMs: number; ms: number; ratio: number; max: number; kept: boolean };

/**
 * Measures what lists, pages and searches cost when there is a hundred times as much of everything, each beside a floor
 * in the same run: the same with little content, or bare SQL on the same.
 *
 * Prints a table for people and, as the last line, `RESULT {json}`.
 *
 * @returns Exit code 1 when a target is missed.
 */
async function main(): Promise<number> {
  const { ownerUrls } = Wanted.parse(JSON.parse(process.argv[2] ?? ""));
  const small = await opened("small", ownerUrls);
  const large = await opened("large", ownerUrls);
  const rows = [...(await searches(large)), ...(await lists(small, large))];
  const found = isAsked("exactness") ? [await compared("small", small), await compared("large", large)] : [];
  await small.db.$client.end();
  await large.db.$client.end();
  console.table(rows);
  if (found.length > 0) console.table(found);
  for (const { what, ratio, max } of rows.filter(({ kept }) => !kept))
    console.log(`MISSED ${what}: ${ratio} times, ${max} at most`);
  for (const one of found.filter(({ differ }) => differ > 0))
    console.log(`MISSED exactness in the ${one.size} library: ${one.differ} of ${one.queries} queries`);
  console.log(`RESULT ${JSON.stringify({ rows, found })}`);
  return rows.every(({ kept }) => kept) && found.every(({ differ }) => differ === 0) ? 0 : 1;
}

async function opened(name: "small" | "large", urls: z.infer<typeof Wanted>["ownerUrls"]): Promise<Side> {
  const url = urls[name];
  const size = SIZES[name];
  const root = openClient(urls.root, { connectionsMax: 1 });
  const database = `growth_${name}`;
  const [known] = await root`select 1 from pg_database where datname = ${database}`;
  if (known) {
    const db = openDatabase(url, { connectionsMax: 1 });
    const filled = await isFilled(db, size);
    await db.$client.end();
    if (!filled) await root.unsafe(`drop database ${database}`);
    if (!filled) await root.unsafe(`create database ${database}`);
  } else await root.unsafe(`create database ${database}`);
  await migrateDatabase(url, { login: "sandtable_app" });
  const db = openDatabase(url, { connectionsMax: 4, lockTimeoutMs: 0 });
  if (!(await isFilled(db, size))) {
    const fromMs = performance.now();
    const seconds = () => Math.round((performance.now() - fromMs) / 1_000);
    const one = openDatabase(url, { connectionsMax: 1 });
    await fill(one, size, (sentence) => console.log(`${name}, after ${seconds()} s: ${sentence}`));
    await one.$client.end();
    await root.unsafe(`comment on database ${database} is '${noteOf(size)}'`);
    console.log(`${name}: filled in ${seconds()} s`);
  }
  await root.end();
  return { db, people: await readPeople(db) };
}

async function searches({ db, people }: Side): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { name, q } of QUERIES.filter(({ name: one }) => isAsked(`search: ${one}`))) {
    const [floorMs, ms] = await inTurns(
      () => bareSearch(db, q),
      () => searchCases(db, people.officer, { q }),
    );
    rows.push(row(`search: ${name}`, floorMs, ms, SEARCH_MAX));
  }
  return rows;
}

/** Every list and page, as a function of where it is asked. */
const LISTS: Record<string, (side: Side) => Promise<unknown>> = {
  library: ({ db, people }) => searchCases(db, people.officer, {}),
  "library: a category": ({ db, people }) => searchCases(db, people.officer, { category: "电信诈骗" }),
  "library: a tag": ({ db, people }) => searchCases(db, people.officer, { tag: "证据固定" }),
  "library: kind, category and tag": ({ db, people }) =>
    searchCases(db, people.officer, { kind: "cautionary", category: "扒窃", tag: "警戒范围" }),
  "case: an officer": async ({ db, people }) => {
    await readCase(db, people.officer, "growth-100");
    const [scenarioId] = await offered(db);
    return isOffered(db, people.officer, scenarioId ?? "");
  },
  drafts: ({ db, people }) => listDrafts(db, people.trainer, ["draft", "in-review", "published", "retired"]),
  "drills: a trainer": ({ db, people }) => listDrills(db, people.trainer),
  "drills: an officer": ({ db, people }) => listDrills(db, people.officer),
  scenarios: ({ db, people }) => listScenarios(db, people.trainer, { archived: false }),
  practice: ({ db, people }) => listOffers(db, people.officer),
  teams: async ({ db, people }) => teamsWithMembers(db, await governorOf(db, people.trainer)),
  people: ({ db }) =>
    peoplePage(db, { text: "", role: null, organisationIds: null, state: "active", page: 0 }),
  "people: searched": ({ db }) => peopleToPick(db, { text: "第17", role: null }),
  audit: ({ db, people }) => auditPage(db, people.administrator.id, AUDIT),
  "audit: by person": ({ db, people }) =>
    auditPage(db, people.administrator.id, { ...AUDIT, actor: "第150" }),
  "audit: by object": ({ db, people }) =>
    auditPage(db, people.administrator.id, { ...AUDIT, object: "第4999次" }),
  "home: a trainer": ({ db, people }) => needsOf(db, people.trainer, "zh"),
  "home: an officer": ({ db, people }) => needsOf(db, people.officer, "zh"),
};

const AUDIT = {
  action: null,
  actor: "",
  object: "",
  result: null,
  fromMs: null,
  untilMs: null,
  before: null,
};

async function offered(db: OpenedDatabase): Promise<string[]> {
  const rows = await db.$client<{ id: string }[]>`select id from scenarios where slug = 'phone-shop'`;
  return rows.map(({ id }) => id);
}

async function lists(small: Side, large: Side): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [what, ask] of Object.entries(LISTS).filter(([name]) => isAsked(name))) {
    const [floorMs, ms] = await inTurns(
      () => ask(small),
      () => ask(large),
    );
    rows.push(row(what, floorMs, ms, GROWTH_MAX));
    const [few, many] = [await bytesOf(ask(small)), await bytesOf(ask(large))];
    // A list that is short where there is little may fill its page.
    rows.push(row(`${what}, kB`, Math.max(few / 1024, PAGE_KB), many / 1024, GROWTH_MAX));
  }
  return rows;
}

async function bytesOf(answer: Promise<unknown>): Promise<number> {
  return Buffer.byteLength(JSON.stringify(await answer) ?? "");
}

/** The best quarter of what each took, in ms. */
async function inTurns(
  floor: () => Promise<unknown>,
  own: () => Promise<unknown>,
): Promise<[number, number]> {
  const times: [number[], number[]] = [[], []];
  const untilMs = performance.now() + 20_000;
  for (let round = 0; round <= ROUNDS && performance.now() < untilMs; round++) {
    for (const [i, run] of [floor, own].entries()) {
      const fromMs = performance.now();
      await run();
      // The first fills caches.
      if (round > 0) times[i]?.push(performance.now() - fromMs);
    }
  }
  const quarter = (all: number[]) => all.sort((a, b) => a - b)[Math.floor(all.length / 4)] ?? Infinity;
  return [quarter(times[0]), quarter(times[1])];
}

function row(what: string, floorMs: number, ms: number, max: number): Row {
  const ratio = rounded(Math.max(ms, NOTHING_MS) / Math.max(floorMs, NOTHING_MS));
  const kept = ratio <= max;
  console.log(`${what}: ${rounded(ms)} beside ${rounded(floorMs)}, ${ratio} times${kept ? "" : " MISSED"}`);
  return { what, floorMs: rounded(floorMs), ms: rounded(ms), ratio, max, kept };
}

/** Whether searches find exactly the texts that have what is looked for. */
async function compared(size: string, { db, people }: Side) {
  const sought = soughtIn(200);
  const wanted = await scanned(db, sought);
  let differ = 0;
  let empty = 0;
  for (const [i, q] of sought.entries()) {
    const { total } = await searchCases(db, people.officer, { q });
    if (wanted[i] === 0) empty += 1;
    // Latin words are found by their stems as well.
    if (/^[a-z ]+$/i.test(q) ? total < (wanted[i] ?? 0) : total !== wanted[i]) {
      differ += 1;
      console.log(`${q}: ${total} found, ${wanted[i]} have it`);
    }
  }
  return { size, queries: sought.length, standNowhere: empty, differ };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
