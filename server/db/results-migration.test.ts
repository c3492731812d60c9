import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, inject, test } from "vitest";
import { openClient } from "./client";

const folder = path.resolve("drizzle");
const files = readdirSync(folder)
  .filter((file) => file.endsWith(".sql"))
  .sort();
const name = `test_${randomUUID().replaceAll("-", "")}`;
const admin = openClient(inject("testOwnerUrl"), { connectionsMax: 1 });
await admin.unsafe(`create database ${name}`);
const address = new URL(inject("testOwnerUrl"));
address.pathname = `/${name}`;
const old = openClient(address.toString(), { connectionsMax: 1 });
afterAll(async () => {
  await old.end();
  await admin.unsafe(`drop database ${name} with (force)`);
  await admin.end();
});

const run = async (file: string) => {
  for (const statement of readFileSync(path.join(folder, file), "utf8").split("--> statement-breakpoint")) {
    await old.unsafe(statement);
  }
};

test("cards that were released before results had states are kept to the byte, as the first version, with the policy they were played on", async () => {
  for (const file of files.filter((one) => one < "0018")) await run(file);
  const [drillId, userId] = [randomUUID(), randomUUID()];
  await old`insert into users (id, name, email) values (${userId}, 'Planner', ${`${userId}@example.test`})`;
  await old`
    insert into drills (id, title, scenario_id, scenario_version, scenario_title_zh, scenario_title_en, format, mode,
                        join_code, created_by)
    values (${drillId}, 'Old', ${randomUUID()}, 1, '', '', 'opposed', 'tabletop', 'ABC234', ${userId})`;
  const event = (position: number, what: unknown) => old`
    insert into drill_events (drill_id, position, lane, at_ms, wall_ms, by, event)
    values (${drillId}, ${position}, 0, 0, 0, '{"role":"engine"}', ${JSON.stringify(what)}::text::jsonb)`;
  await event(1, { type: "DrillPlanned", setup: { policy: { version: 3 } } });
  await event(2, { type: "DrillReplanned", setup: { policy: { version: 7 } } });
  await event(3, { type: "ScoresReleased" });
  const fixture = path.resolve("domain/score-card/released/version-1-rules-2.jsonl");
  const [card = ""] = readFileSync(fixture, "utf8").split("\n");
  for (const side of ["responder", "opposition"]) {
    await old`
      insert into score_cards (drill_id, lane, side, rules_version, card, position)
      values (${drillId}, 1, ${side}, 2, ${card}::text::jsonb, 3)`;
  }
  const cards = () => old`select side, card::text from score_cards order by side`;
  const before = await cards();

  await run("0018_results.sql");

  expect([...(await cards())]).toEqual([...before]);
  expect([
    ...(await old`
      select version, state, rules_version, policy_version, position from score_cards where side = 'responder'`),
  ]).toEqual([{ version: 1, state: "released", rules_version: 2, policy_version: 7, position: 3 }]);
});
