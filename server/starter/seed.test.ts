import { expect, test } from "vitest";
import { count, eq, sql } from "drizzle-orm";
import { fold } from "@/domain/drill/evolve";
import { readCard } from "@/domain/score-card/stored";
import { scoreCard } from "@/domain/scoring/score-card";
import { readStream } from "@/server/drill/event-store";
import { searchCases } from "@/server/library/find/queries";
import { caseStudies } from "@/server/db/schema/case-studies";
import { users } from "@/server/db/schema/auth";
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

test("the demo has one finished drill with a result that was moderated and appealed against, and one that is paused and waits for players", async () => {
  const rows = await db.select().from(drills).orderBy(drills.startedAt);
  expect(rows.map(({ phase }) => phase)).toEqual(["ended", "running"]);
  const [finished, running] = rows;
  if (!finished || !running) throw new Error("There are two demo drills.");

  const drill = fold(await readStream(db, finished.id, 0));
  if (!drill) throw new Error("The stream makes a drill.");
  const cards = await db.select().from(scoreCards).where(eq(scoreCards.drillId, finished.id));
  const states = cards.filter(({ side }) => side === "responder").sort((a, b) => a.version - b.version);
  expect(states.map(({ state }) => state)).toEqual([
    "provisional",
    "provisional",
    "provisional",
    "moderated",
    "released",
    "appealed",
    "appealed",
  ]);
  for (const lane of drill.lanes) {
    expect(readCard(states.at(-1)?.card).lines).toEqual(scoreCard(drill, lane, "responder").lines);
    expect(lane.appeals).toMatchObject([{ answer: { accepted: true } }]);
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

test("a newer release's text of a starter becomes its next version, unless people have edited it", async () => {
  const [author] = await db.select({ id: users.id }).from(users).limit(1);
  if (!author) throw new Error("The demo comes without people.");
  const versionsOf = (slug: string) =>
    db
      .select({ version: scenarioVersions.version, content: scenarioVersions.content })
      .from(scenarioVersions)
      .innerJoin(scenarios, eq(scenarios.id, scenarioVersions.scenarioId))
      .where(eq(scenarios.slug, slug))
      .orderBy(scenarioVersions.version);
  const scenario = (slug: string) => db.select().from(scenarios).where(eq(scenarios.slug, slug));
  const study = (slug: string) => db.select().from(caseStudies).where(eq(caseStudies.slug, slug));
  const [asShipped] = await scenario("lost-coat");
  const [caseAsShipped] = await study("lost-coat-eight-bins");
  const [first] = await versionsOf("lost-coat");
  const older = { title: { zh: "旧稿", en: "An older text" } };
  const olderDraft = sql`draft || ${JSON.stringify(older)}::jsonb`;
  const olderCase = sql`content || ${JSON.stringify(older)}::jsonb`;
  await db.update(scenarios).set({ draft: olderDraft }).where(eq(scenarios.slug, "lost-coat"));
  await db
    .update(scenarios)
    .set({ draft: olderDraft, editedBy: author.id })
    .where(eq(scenarios.slug, "gas-smell"));
  await db
    .update(caseStudies)
    .set({ content: olderCase, published: olderCase })
    .where(eq(caseStudies.slug, "lost-coat-eight-bins"));
  await db
    .update(caseStudies)
    .set({ content: olderCase, editedBy: author.id })
    .where(eq(caseStudies.slug, "gas-smell-evacuation"));

  expect([...(await seedStarterContent(db))]).toEqual([...scenarioIds]);

  const [coat] = await scenario("lost-coat");
  expect(coat).toMatchObject({ titleEn: asShipped?.titleEn, draft: asShipped?.draft, editedBy: null });
  const coats = await versionsOf("lost-coat");
  expect(coats).toEqual([first, { version: 2, content: asShipped?.draft }]);
  const [coatCase] = await study("lost-coat-eight-bins");
  expect(coatCase).toMatchObject({ status: "published", published: caseAsShipped?.published });
  expect(coatCase?.content).toEqual(caseAsShipped?.content);
  expect((await searchCases(db, reader, { q: "An older text" })).total).toBe(0);

  expect((await scenario("gas-smell"))[0]?.draft).toMatchObject(older);
  expect(await versionsOf("gas-smell")).toHaveLength(1);
  expect((await study("gas-smell-evacuation"))[0]?.content).toMatchObject(older);
});
