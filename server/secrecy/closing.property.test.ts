import { randomUUID } from "node:crypto";
import { fc } from "@fast-check/vitest";
import { and, eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { closesScenario, closesToStaff, type Engagement } from "@/domain/roster/closing";
import { newPerson } from "@/server/auth/testing";
import {
  drillParticipants,
  drillRemovals,
  drills,
  drillSeatsHeld,
  drillTeamMembers,
} from "@/server/db/schema/drills";
import { organisations } from "@/server/db/schema/organisations";
import { teams } from "@/server/db/schema/teams";
import { openTestDatabase } from "@/server/db/test-database";
import { closedScenarios, closedTo } from "./queries";

const { db } = await openTestDatabase();

let plannerId = "";
let userId = "";
let teamId = "";
beforeAll(async () => {
  plannerId = (await newPerson(db, "trainer")).id;
  userId = (await newPerson(db, "officer")).id;
  const [bureau] = await db
    .insert(organisations)
    .values({ level: "bureau", nameZh: "", nameEn: "Bureau" })
    .returning({ id: organisations.id });
  const [team] = await db
    .insert(teams)
    .values({ organisationId: bureau?.id ?? "", nameZh: "", nameEn: "Team", shortName: "T" })
    .returning({ id: teams.id });
  teamId = team?.id ?? "";
});

/** Seldom true: most of what makes a drill close nothing is an exception. */
const seldom = fc.constantFrom(true, false, false, false, false);

/** A drill as it concerns one person; `kept`: neither cancelled nor deleted. */
type Case = Engagement & { kept: boolean; before: "seat" | "removal" };

const drill: fc.Arbitrary<Case> = fc
  .record({
    isPractice: seldom,
    scoresReleased: seldom,
    isHidden: seldom,
    role: fc.constantFrom(null, null, null, "controller", "evaluator", "observer", "player" as const),
    joined: fc.boolean(),
    hadSeat: seldom,
    teamPlays: fc.boolean(),
    kept: fc.constantFrom(true, true, true, false),
    before: fc.constantFrom("seat" as const, "removal" as const),
  })
  // A seat that people come into is remembered as held.
  .map((one) => ({ ...one, joined: one.joined && one.role !== null }));

async function store(scenarioId: string, one: Case): Promise<string> {
  const [row] = await db
    .insert(drills)
    .values({
      title: "Drill",
      scenarioId,
      scenarioVersion: 1,
      scenarioTitleZh: "",
      scenarioTitleEn: "Scenario",
      format: "opposed",
      mode: "tabletop",
      joinCode: randomUUID().replace(/-/g, "").slice(0, 6).toUpperCase(),
      createdBy: plannerId,
      isPractice: one.isPractice,
      noNotice: one.isHidden,
      releasedAt: one.scoresReleased ? new Date() : null,
      cancelledAt: one.kept ? null : new Date(),
    })
    .returning({ id: drills.id });
  const drillId = row?.id ?? "";
  const { role } = one;
  if (role !== null) {
    const place = role === "player" ? { lane: 1, side: "responder" as const } : {};
    await db
      .insert(drillParticipants)
      .values({ drillId, userId, role, ...place, joinedAt: one.joined ? new Date() : null });
  }
  if (one.hadSeat && one.before === "seat") {
    await db.insert(drillSeatsHeld).values({ drillId, userId, held: "opposition" });
  } else if (one.hadSeat) {
    await db.insert(drillRemovals).values({ drillId, userId, held: "responder", removedBy: plannerId });
  }
  if (one.teamPlays) await db.insert(drillTeamMembers).values({ drillId, teamId, userId });
  return drillId;
}

test("what the database calls closed is what the rule calls closed, whatever drills a person has to do with", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(drill, { minLength: 1, maxLength: 3 }), async (cases) => {
      const scenarioId = randomUUID();
      const ids: string[] = [];
      for (const one of cases) ids.push(await store(scenarioId, one));
      const counted = cases.filter(({ kept }) => kept);
      const about = sql`${scenarioId}::uuid`;
      const other = sql`${ids[0] ?? ""}::uuid`;
      const others = cases.slice(1).filter(({ kept }) => kept);
      const [told] = await db
        .select({
          all: closedTo(userId, { scenarioId: about }),
          besides: closedTo(userId, { scenarioId: about, except: other }),
          staff: closedTo(userId, { scenarioId: about, except: other, asStaff: sql`true` }),
          listed: sql<boolean>`${about} in ${closedScenarios(userId)}`,
          somebodyElse: closedTo(plannerId, { scenarioId: about }),
        })
        .from(sql`(values (1)) as one(n)`);
      const expected = counted.some(closesScenario);
      expect({ cases, ...told }).toEqual({
        cases,
        all: expected,
        besides: others.some(closesScenario),
        staff: others.some(closesToStaff),
        listed: expected,
        somebodyElse: false,
      });
      await db.delete(drills).where(and(eq(drills.scenarioId, scenarioId)));
    }),
    { numRuns: 60 },
  );
});
