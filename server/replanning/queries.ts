import "server-only";
import { eq } from "drizzle-orm";
import { Refusal } from "@/domain/refusal";
import type { PlanAsItStands } from "@/domain/roster/schema";
import type { Database } from "@/server/db/client";
import { drills } from "@/server/db/schema/drills";
import { planOf, stampOf } from "@/server/drill/planning";
import { fromDrill } from "@/server/drill/room";

/**
 * A planned drill as its planner would write it again.
 *
 * @throws {Refusal} "drill-not-found"; "drill-not-changeable" once it has started.
 */
export async function readPlan(db: Database, drillId: string): Promise<PlanAsItStands> {
  const [row] = await db
    .select({ noNotice: drills.noNotice, plannedFor: drills.plannedFor })
    .from(drills)
    .where(eq(drills.id, drillId));
  if (!row) throw new Refusal("drill-not-found");
  return fromDrill(db, drillId, ({ phase, setup }) => {
    if (phase !== "planned") throw new Refusal("drill-not-changeable");
    const plan = planOf(setup, {
      noNotice: row.noNotice,
      plannedForMs: row.plannedFor?.getTime() ?? null,
    });
    const { title, summary, plannedMinutes, injects, forces, opposed } = setup.scenario;
    const standing = new Map(setup.teams.flatMap(({ teamId, name }) => (teamId ? [[teamId, name]] : [])));
    return {
      plan,
      stamp: stampOf(plan),
      scenario: {
        title: { ...title },
        summary: { ...summary },
        plannedMinutes,
        injects: injects.length,
        units: forces.units.length,
        opposed,
      },
      teams: [...standing].map(([id, name]) => ({ id, name })),
    };
  });
}
