import { fc } from "@fast-check/vitest";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { asSearched } from "@/domain/typed";
import { openTestDatabase } from "./test-database";
import { gramsOf, holds, mayHold } from "./text-search";

const { db } = await openTestDatabase();

/** Names as people have them, and as nobody does: Chinese, Latin, digits, signs, full width, hyphens, spaces. */
const name = fc
  .array(
    fc.constantFrom(
      ..."张三李四王丽江宁派出所第十二次演练",
      ..."AbcXyzéß",
      ..."0123456789",
      ..."-‐–'\\&|!:*()<>@%_.ＡＢ　",
      " ",
    ),
    { minLength: 1, maxLength: 14 },
  )
  .map((characters) => characters.join(""));

const gramsInDatabase = async (names: readonly string[]) => {
  const rows = await db.execute<{ grams: string[] }>(sql`
    select tsvector_to_array(name_grams(name)) as grams
      from jsonb_array_elements_text(${JSON.stringify(names)}::jsonb) with ordinality as t (name, at) order by at`);
  return rows.map(({ grams }) => [...grams].sort());
};

test("the database makes the windows of a name as the code does", async () => {
  const names = fc.sample(name, 500);
  const made = await gramsInDatabase(names);
  for (const [i, one] of names.entries())
    expect(made[i], one).toEqual([...(gramsOf(asSearched(one)) ?? [])].sort());
});

test("whatever part of a name somebody types, its windows find what the name itself holds", async () => {
  const pairs = fc.sample(
    fc.tuple(name, fc.nat(), fc.nat()).map(([whole, from, length]) => {
      const characters = [...whole];
      const at = from % characters.length;
      return { whole, part: characters.slice(at, at + 1 + (length % 5)).join("") };
    }),
    400,
  );
  let found = 0;
  for (const { whole, part } of pairs) {
    const typed = asSearched(part);
    if (typed === "") continue;
    const asked = sql`${whole}::text`;
    const [row] = await db.execute<{ holds: boolean; may: boolean }>(sql`
      select ${holds(asked, typed)} as holds, ${mayHold(sql`name_grams(${asked})`, typed) ?? sql`true`} as may`);
    if (row?.holds) found += 1;
    if (row?.holds) expect(row.may, JSON.stringify({ whole, part })).toBe(true);
  }
  expect(found).toBeGreaterThan(200);
});
