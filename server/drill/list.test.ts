import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { newPersonOf } from "@/server/auth/testing";
import { drillParticipants, drills } from "@/server/db/schema/drills";
import { organisations } from "@/server/db/schema/organisations";
import { openTestDatabase } from "@/server/db/test-database";
import { needsOf } from "@/server/home/queries";
import { listDrills, type DrillsWanted } from "./queries";

const { db } = await openTestDatabase();
const PHASES = ["planned", "running", "ended"] as const;
const DRILLS = 260;
let trainer = { id: "", roles: ["trainer" as const], organisationId: "" };
let officer = { id: "", roles: ["officer" as const], organisationId: "" };
const ids: Record<(typeof PHASES)[number], string[]> = { planned: [], running: [], ended: [] };

beforeAll(async () => {
  const [bureau] = await db
    .insert(organisations)
    .values({ level: "bureau", nameZh: "", nameEn: "Bureau" })
    .returning({ id: organisations.id });
  const organisationId = bureau?.id ?? "";
  trainer = { ...trainer, organisationId, id: (await newPersonOf(db, organisationId, "trainer")).id };
  officer = { ...officer, organisationId, id: (await newPersonOf(db, organisationId, "officer")).id };
  const rows = Array.from({ length: DRILLS }, (_, i) => {
    const phase = PHASES[i % 3] ?? "planned";
    // Planned in one go, many in the same instant.
    const createdAt = new Date(Date.UTC(2026, 0, 1) + Math.floor(i / 40) * 1_000);
    return {
      id: randomUUID(),
      title: `Drill ${i}`,
      scenarioId: randomUUID(),
      scenarioVersion: 1,
      scenarioTitleZh: "",
      scenarioTitleEn: "Scenario",
      format: "opposed" as const,
      mode: "tabletop" as const,
      phase,
      joinCode: `L${String(i).padStart(5, "0")}`,
      createdBy: trainer.id,
      organisationId,
      createdAt,
      startedAt: phase === "planned" ? null : createdAt,
      endedAt: phase === "ended" ? createdAt : null,
    };
  });
  await db.insert(drills).values(rows);
  for (const { id, phase } of rows) ids[phase].push(id);
  await db.insert(drillParticipants).values(
    rows.map(({ id }) => ({
      drillId: id,
      userId: officer.id,
      role: "player" as const,
      lane: 1,
      side: "responder" as const,
    })),
  );
});

async function allPages(asker: typeof trainer | typeof officer, wanted: DrillsWanted): Promise<string[]> {
  const seen: string[] = [];
  let page = await listDrills(db, asker, wanted);
  for (;;) {
    seen.push(...page.drills.map(({ drillId }) => drillId));
    if (page.next === null) return seen;
    page = await listDrills(db, asker, { ...wanted, from: page.next });
  }
}

test.each(PHASES)(
  "however many drills there are, every one that is %s comes on a page, once",
  async (phase) => {
    for (const asker of [trainer, officer]) {
      const seen = await allPages(asker, { phase });
      expect([...seen].sort()).toEqual([...ids[phase]].sort());
    }
  },
);

test("all phases together come newest first, page after page, although many were planned in the same instant", async () => {
  const seen = await allPages(trainer, {});
  expect(new Set(seen).size).toBe(DRILLS);
  expect(seen).toHaveLength(DRILLS);
  const rows = await db.select({ id: drills.id, createdAt: drills.createdAt }).from(drills);
  const at = new Map(rows.map(({ id, createdAt }) => [id, createdAt.getTime()]));
  const moments = seen.map((id) => at.get(id) ?? 0);
  expect(moments).toEqual([...moments].sort((a, b) => b - a));
});

test("home names a few of a kind, and says how many more there are", async () => {
  const needs = await needsOf(db, officer, "en");
  const joinable = needs.filter(({ kind }) => kind === "drill-to-join");
  const more = joinable.reduce((sum, need) => sum + need.more, 0);
  expect(joinable).toHaveLength(8);
  expect(joinable.length + more).toBe(ids.planned.length + ids.running.length);
});
