import { expect, test } from "vitest";
import { count, eq } from "drizzle-orm";
import { fold } from "@/domain/drill/evolve";
import { scoreCard } from "@/domain/scoring/score-card";
import { readStream } from "@/server/drill/event-store";
import { searchCases } from "@/server/library/find/queries";
import { caseStudies } from "@/server/db/schema/case-studies";
import { drills, scoreCards } from "@/server/db/schema/drills";
import { scenarios, scenarioVersions } from "@/server/db/schema/scenarios";
import { openTestDatabase } from "@/server/db/test-database";
import { seedDemo, seedStarterContent } from "./seed";

const { db } = await openTestDatabase();
const reader = { id: "00000000-0000-4000-8000-000000000000" };
const scenarioIds = await seedStarterContent(db);
await seedDemo(db, scenarioIds);

test("a new installation has six published scenarios and six cases that can be found", async () => {
  expect([...scenarioIds.keys()].sort()).toEqual([
    "drunk-man",
    "gas-smell",
    "lost-coat",
    "phone-shop",
    "two-calls",
    "unpaid-workers",
  ]);
  const [versions] = await db.select({ n: count() }).from(scenarioVersions);
  expect(versions?.n).toBe(6);
  expect((await searchCases(db, reader, {})).total).toBe(6);
  for (const q of ["燃气", "网吧", "工资", "coat", "burglary"]) {
    expect((await searchCases(db, reader, { q })).total, q).toBeGreaterThan(0);
  }
});

test("every starter case can be practised on its scenario", async () => {
  const rows = await db
    .select({ slug: caseStudies.slug, scenario: scenarios.slug })
    .from(caseStudies)
    .leftJoin(scenarios, eq(scenarios.id, caseStudies.scenarioId));
  for (const { slug, scenario } of rows) expect(slug.startsWith(scenario ?? "?"), slug).toBe(true);
});

test("the demo has one finished drill with final scores and one that is paused and waits for players", async () => {
  const rows = await db.select().from(drills).orderBy(drills.startedAt);
  expect(rows.map(({ phase }) => phase)).toEqual(["ended", "running"]);
  const [finished, running] = rows;
  if (!finished || !running) throw new Error("There are two demo drills.");

  const drill = fold(await readStream(db, finished.id, 0));
  if (!drill) throw new Error("The stream makes a drill.");
  const cards = await db.select().from(scoreCards).where(eq(scoreCards.drillId, finished.id));
  expect(cards.map(({ side }) => side).sort()).toEqual(["opposition", "responder"]);
  for (const lane of drill.lanes) {
    for (const { side, card } of cards) expect(card).toEqual(scoreCard(drill, lane, side));
    expect(scoreCard(drill, lane, "responder").totalHundredths).toBeGreaterThan(4_000);
  }
  // Nothing in it lies in the future, and time only goes forward.
  const walls = (await readStream(db, finished.id, 0)).map(({ wallMs }) => wallMs);
  expect(walls).toEqual([...walls].sort((a, b) => a - b));
  expect(walls.at(-1)).toBeLessThan(Date.now());

  const paused = fold(await readStream(db, running.id, 0));
  expect(paused?.clock.rate).toBe(0);
  expect(paused?.clock.sinceWallMs).toBeLessThan(Date.now());
});

test("a second start adds nothing and changes nothing", async () => {
  const before = await db.select().from(scenarios).orderBy(scenarios.id);
  await seedDemo(db, await seedStarterContent(db));
  expect(await db.select().from(scenarios).orderBy(scenarios.id)).toEqual(before);
  const [all] = await db.select({ n: count() }).from(drills);
  expect(all?.n).toBe(2);
});
