import { readFileSync } from "node:fs";
import { fc } from "@fast-check/vitest";
import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { CaseStudy } from "@/domain/case-study/schema";
import { newPerson } from "@/server/auth/testing";
import { caseFacets, caseStudies } from "@/server/db/schema/case-studies";
import { drillParticipants, drills } from "@/server/db/schema/drills";
import { openClient, openDatabase } from "@/server/db/client";
import { migrateDatabase } from "@/server/db/migrate";
import { gramsOf, termsOf } from "@/server/db/text-search";
import { openTestDatabase } from "@/server/db/test-database";
import { refileAll, refiled } from "@/server/library/facets/mutations";
import { readersTextOf, storeStarterCase } from "@/server/library/mutations";
import { keyOf } from "@/server/library/queries";
import { plainCase } from "@/server/library/testing";
import { seedStarterContent } from "@/server/starter/seed";
import { caseAt, dice, soughtIn } from "@/server/ops/bench/content/cases";
import { relatedTo, searchCases, type CaseFilter } from "./queries";

const { db, ownerUrl } = await openTestDatabase();
const CASES = 120;
let reader = { id: "" };

beforeAll(async () => {
  reader = await newPerson(db, "officer");
  for (let i = 0; i < CASES; i += 1)
    await storeStarterCase(db, { slug: `case-${i}`, content: caseAt(i), scenarioId: null });
});

/** How many published texts have every part of a query, by looking through all of them. */
async function counted(q: string): Promise<number> {
  const has = termsOf(q).map((term) => sql`strpos(${caseStudies.searchText}, ${term}) > 0`);
  return db.$count(caseStudies, sql`${sql.join(has, sql` and `)} and ${caseStudies.status} <> 'retired'`);
}

test("a search finds every case that has the characters in sequence, and no other", async () => {
  // Latin words are found by their stems as well; these have none.
  const sought = [
    ...soughtIn(200).filter((q) => !/^[a-z]+$/i.test(q)),
    "ac",
    "3",
    "bh-",
    "４ 分钟",
    "桥",
    "。",
    "(",
    "'",
  ];
  const told: Record<string, number> = {};
  const wanted: Record<string, number> = {};
  for (const q of sought.filter((one) => termsOf(one).length > 0)) {
    told[q] = (await searchCases(db, reader, { q })).total;
    wanted[q] = await counted(q);
  }
  expect(told).toEqual(wanted);
  // Not because nothing is ever found.
  expect(Object.values(wanted).filter((n) => n > 0 && n < CASES).length).toBeGreaterThan(50);
  expect(Object.values(wanted).filter((n) => n === 0).length).toBeGreaterThan(10);
});

test("what has all the windows of a word of the dictionary, but not the word, is not found by it", async () => {
  const content = plainCase({ zh: "派出了两人，出所后才问", en: "A banana on the stairs" });
  await storeStarterCase(db, { slug: "windows-only", content, scenarioId: null });
  for (const [q, found] of [
    ["派出所", false],
    ["ananan", false],
    ["派出", true],
    ["banan", true],
    ["bananas", true],
  ] as const) {
    const { cases } = await searchCases(db, reader, { q: `${q} stairs` });
    expect([q, cases.map(({ slug }) => slug)]).toEqual([q, found ? ["windows-only"] : []]);
  }
  await db.delete(caseStudies).where(eq(caseStudies.slug, "windows-only"));
  await db.transaction((tx) => refileAll(tx));
});

test("a Latin word is found by its stem, and by any part of it", async () => {
  for (const [q, like] of [
    ["recordings", "recorded"],
    ["graphe", "photographed"],
  ]) {
    const { total } = await searchCases(db, reader, { q: q ?? "" });
    expect(total, q).toBeGreaterThanOrEqual(await counted(like ?? ""));
    expect(total, q).toBeGreaterThan(0);
  }
});

const CHOICES: CaseFilter[] = [
  {},
  { kind: "cautionary" },
  { category: "酒后滋事" },
  { tag: "多部门联动" },
  { kind: "exemplary", tag: "警戒范围" },
  { kind: "discussion", category: "家庭纠纷", tag: "疏散清点" },
];
const SEARCHED = ["", "民警", "犯罪嫌疑人", "officer", "警戒带 围观"];
const filters = CHOICES.flatMap((choice) => SEARCHED.map((q) => (q === "" ? choice : { ...choice, q })));

test.each(filters)(
  "page after page, each find comes once, and as many as were counted: %j",
  async (filter) => {
    const seen: string[] = [];
    let page = await searchCases(db, reader, filter);
    const { total } = page;
    for (;;) {
      seen.push(...page.cases.map(({ slug }) => slug));
      if (page.nextCursor === null) break;
      page = await searchCases(db, reader, filter, page.nextCursor);
      expect(page.total).toBe(total);
    }
    expect(seen).toHaveLength(total);
    expect(new Set(seen).size).toBe(total);
  },
);

/** What the kept counts should say, from the published texts themselves. */
async function facetsByLooking(filter: CaseFilter, shut: readonly string[]) {
  const rows = await db
    .select({ slug: caseStudies.slug, published: caseStudies.published, status: caseStudies.status })
    .from(caseStudies);
  const studies = rows
    .filter(
      ({ published, status, slug }) => published !== null && status !== "retired" && !shut.includes(slug),
    )
    .map(({ published }) => published as CaseStudy);
  const count = (facet: "kind" | "category" | "tag", valuesOf: (study: CaseStudy) => string[]) => {
    const counts = new Map<string, number>();
    for (const study of studies) {
      const fits =
        (facet === "kind" || filter.kind === undefined || study.kind === filter.kind) &&
        (facet === "category" ||
          filter.category === undefined ||
          keyOf(study.category) === filter.category) &&
        (facet === "tag" || filter.tag === undefined || study.tags.some((tag) => keyOf(tag) === filter.tag));
      if (!fits) continue;
      for (const value of new Set(valuesOf(study))) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return Object.fromEntries(counts);
  };
  const tags = Object.entries(count("tag", (study) => study.tags.map(keyOf)));
  // The most frequent; of those that are as frequent, in the order of the database.
  const most = tags.map(([, n]) => n).sort((a, b) => b - a);
  return {
    kinds: count("kind", ({ kind }) => [kind]),
    categories: count("category", ({ category }) => [keyOf(category)]),
    tags: Object.fromEntries(tags.filter(([, n]) => n > (most[29] ?? 0) || tags.length <= 30)),
    more: tags.length > 30,
  };
}

const asCounts = (facets: Awaited<ReturnType<typeof searchCases>>["facets"], more = false) => {
  const least = more ? (facets.tags[29]?.count ?? 0) : 0;
  return {
    kinds: Object.fromEntries(facets.kinds.map(({ value, count }) => [value, count])),
    categories: Object.fromEntries(facets.categories.map(({ value, count }) => [value, count])),
    tags: Object.fromEntries(
      facets.tags.filter(({ count }) => count > least).map(({ value, count }) => [value, count]),
    ),
    more,
  };
};

test.each(CHOICES)("what is counted beside a list is what there is: %j", async (filter) => {
  expect(asCounts((await searchCases(db, reader, filter)).facets)).toEqual(await facetsByLooking(filter, []));
});

test("however cases are published, changed, retired and taken up again, the kept counts and lists are those of the cases", async () => {
  const step = fc.record({
    at: fc.nat(5),
    status: fc.constantFrom("published" as const, "retired" as const, "draft" as const),
    content: fc.nat(400),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      for (const { at, status, content } of steps) {
        const [row] = await db
          .select({ id: caseStudies.id })
          .from(caseStudies)
          .where(eq(caseStudies.slug, `case-${at}`));
        await db.transaction((tx) =>
          refiled(tx, row?.id ?? "", async () => {
            await tx
              .update(caseStudies)
              .set({ status, ...readersTextOf(caseAt(content)) })
              .where(eq(caseStudies.id, row?.id ?? ""));
          }),
        );
      }
      const told = asCounts((await searchCases(db, reader, {})).facets);
      expect(told).toEqual(await facetsByLooking({}, []));
      const before = await db
        .select()
        .from(caseFacets)
        .orderBy(caseFacets.caseId, caseFacets.facet, caseFacets.key);
      await db.transaction((tx) => refileAll(tx));
      const after = await db
        .select()
        .from(caseFacets)
        .orderBy(caseFacets.caseId, caseFacets.facet, caseFacets.key);
      expect(before).toEqual(after);
      expect(asCounts((await searchCases(db, reader, {})).facets)).toEqual(told);
    }),
    { numRuns: 12 },
  );
});

test("what a drill closes to somebody is neither found, counted nor named to them, with words or without", async () => {
  const [player, planner] = [await newPerson(db, "officer"), await newPerson(db, "trainer")];
  const scenarioId = (await seedStarterContent(db)).get("phone-shop") ?? "";
  const only = { zh: "只在此处", en: "Only here" };
  // Of the two that are filtered by the same Chinese, this one is the newest, and writes the English otherwise.
  const other = { zh: "多部门联动", en: "told by this one alone" };
  const content = { ...caseAt(3), category: only, tags: [other, only] };
  await storeStarterCase(db, { slug: "shut", content, scenarioId });
  const [drill] = await db
    .insert(drills)
    .values({
      title: "Assessment",
      scenarioId,
      scenarioVersion: 1,
      scenarioTitleZh: "",
      scenarioTitleEn: "Scenario",
      format: "opposed",
      mode: "tabletop",
      joinCode: "SHUT01",
      createdBy: planner.id,
    })
    .returning({ id: drills.id });
  await db.insert(drillParticipants).values({
    drillId: drill?.id ?? "",
    userId: player.id,
    role: "player",
    lane: 1,
    side: "responder",
  });
  const shut = (
    await db
      .select({ slug: caseStudies.slug })
      .from(caseStudies)
      .where(eq(caseStudies.scenarioId, scenarioId))
  ).map(({ slug }) => slug);
  expect(shut).toContain("shut");
  for (const filter of CHOICES) {
    for (const [who, wanted] of [
      [player, await facetsByLooking(filter, shut)],
      [planner, await facetsByLooking(filter, [])],
    ] as const)
      expect(asCounts((await searchCases(db, who, filter)).facets, wanted.more)).toEqual(wanted);
  }
  for (const filter of filters) {
    const told = await searchCases(db, player, filter);
    expect(told.total).toBeLessThanOrEqual((await searchCases(db, planner, filter)).total);
    expect(JSON.stringify(told)).not.toContain(only.zh);
    expect(JSON.stringify(told)).not.toContain(other.en);
    expect(told.cases.map(({ slug }) => slug)).not.toContain("shut");
  }
  expect(JSON.stringify(await searchCases(db, planner, {}))).toContain(other.en);
  expect((await searchCases(db, planner, { category: only.zh })).total).toBe(1);
  expect((await searchCases(db, player, { category: only.zh })).total).toBe(0);
});

test("a text with more windows than an index holds is found as any other", async () => {
  const roll = dice(5);
  const many = Array.from({ length: 150_000 }, () => String.fromCodePoint(0x20000 + roll(42_000)));
  const content = plainCase({ zh: "很长的案例", en: "A long case" });
  const sections = Array.from({ length: 20 }, (_, i) => ({
    id: `part-${i}`,
    heading: { zh: "一部分", en: "" },
    body: {
      zh: many.slice(i * 4_000, (i + 1) * 4_000).join(""),
      en: many.slice(80_000 + i * 3_500, 80_000 + (i + 1) * 3_500).join(""),
    },
  }));
  const long = { ...content, sections };
  expect(gramsOf(many.join("")) === null).toBe(true);
  await storeStarterCase(db, { slug: "long", content: long, scenarioId: null });
  const q = many.slice(7, 12).join("");
  expect((await searchCases(db, reader, { q })).cases.map(({ slug }) => slug)).toEqual(["long"]);
  expect((await searchCases(db, reader, { q: `${q} 民警` })).total).toBe(0);
  await db.delete(caseStudies).where(eq(caseStudies.slug, "long"));
  await db.transaction((tx) => refileAll(tx));
});

test("cases like another share its category before they share its tags", async () => {
  const [row] = await db
    .select({ id: caseStudies.id, tags: caseStudies.tags, category: caseStudies.category })
    .from(caseStudies)
    .where(eq(caseStudies.slug, "case-50"));
  if (!row) throw new Error("The case is gone.");
  const related = await relatedTo(db, reader, row);
  expect(related).toHaveLength(3);
  const likeness = async (slug: string) => {
    const [one] = await db
      .select({ tags: caseStudies.tags, category: caseStudies.category })
      .from(caseStudies)
      .where(eq(caseStudies.slug, slug));
    return (
      (one?.category === row.category ? 2 : 0) +
      (one?.tags.filter((tag) => row.tags.includes(tag)).length ?? 0)
    );
  };
  const shown = await Promise.all(related.map(({ slug }) => likeness(slug)));
  const others = await db
    .select({ slug: caseStudies.slug })
    .from(caseStudies)
    .where(sql`${caseStudies.slug} <> 'case-50' and ${caseStudies.status} <> 'retired'`);
  const all = await Promise.all(others.map(({ slug }) => likeness(slug)));
  expect(shown).toEqual(all.sort((a, b) => b - a).slice(0, 3));
});

test("cases of an earlier release are indexed by the migration exactly as if they were published today", async () => {
  const owner = openClient(ownerUrl, { connectionsMax: 1 });
  const name = `earlier_${crypto.randomUUID().replaceAll("-", "")}`;
  await owner.unsafe(`create database ${name} template template0`);
  await owner.end();
  const url = new URL(ownerUrl);
  url.pathname = `/${name}`;
  const journal = z
    .object({ entries: z.array(z.object({ tag: z.string() })) })
    .parse(JSON.parse(readFileSync("drizzle/meta/_journal.json", "utf8")));
  await migrateDatabase(url.href, {
    upTo: journal.entries.findIndex(({ tag }) => tag.endsWith("_case_search")),
  });
  const earlier = openDatabase(url.href, { connectionsMax: 1 });
  const contents = [1, 2, 3].map(caseAt);
  for (const [i, content] of contents.entries()) {
    const { searchText, kind, category, tags } = readersTextOf(content);
    await earlier.execute(sql`
      insert into case_studies (slug, status, content, published, published_at, kind, category, tags, search, search_text)
        values (${`old-${i}`}, ${i === 2 ? "retired" : "published"}, ${JSON.stringify(content)}::jsonb, ${JSON.stringify(content)}::jsonb, now(), ${kind}, ${category},
                array(select jsonb_array_elements_text(${JSON.stringify(tags)}::jsonb)), to_tsvector('simple', ''), ${searchText})`);
  }
  await migrateDatabase(url.href);
  const rows = await earlier.execute<{ grams: string[]; title: string }>(
    sql`select tsvector_to_array(grams) as grams, search_title as title from case_studies order by slug`,
  );
  for (const [i, content] of contents.entries()) {
    const { searchText, searchTitle } = readersTextOf(content);
    expect([...(rows[i]?.grams ?? [])].sort()).toEqual([...(gramsOf(searchText) ?? [])].sort());
    expect(rows[i]?.title).toBe(searchTitle);
  }
  const kept = () =>
    earlier.execute(sql`
      select (select json_agg(c order by kind, category, tag) from case_counts c where n > 0) as counts,
             (select json_agg(f order by case_id, facet, key) from case_facets f) as facets`);
  const migrated = await kept();
  expect(JSON.stringify(migrated)).toContain("old-0");
  expect(JSON.stringify(migrated)).not.toContain("old-2");
  await earlier.transaction((tx) => refileAll(tx));
  expect(await kept()).toEqual(migrated);
  await earlier.$client.end();
});
