import { z } from "zod";
import { say } from "@/domain/words/said";
import { ref } from "@/domain/reference";
import { Count } from "@/domain/conditions/fields";
import { leaf } from "@/domain/conditions/leaf";
import { statusShown } from "@/domain/conditions/log";
import { concerns, union, type Span } from "@/domain/conditions/spans";
import { Branch } from "@/domain/conditions/terms";
import { branchWords, statusWords } from "@/domain/conditions/words";
import type { Cast, World } from "@/domain/conditions/world";

const UnitOnScene = z.strictObject({
  op: z.literal("unit-on-scene"),
  incidentId: ref("incident"),
  branch: Branch.optional(),
  atLeast: Count.optional(),
});

/** So many units are at an incident, perhaps of one branch. */
export const unitOnScene = leaf(UnitOnScene)({
  spans: (asked, world, cast) => onScene(world, cast, asked),
  sentence: ({ incidentId, branch, atLeast = 1 }, name) =>
    say("conditions.unit-on-scene", {
      incident: name("incident", incidentId),
      force: branch ? branchWords(branch) : "",
      count: atLeast,
    }),
  earliestMs: ({ incidentId, branch, atLeast = 1 }, times) => times.unitsMs(incidentId, branch, atLeast),
  absence: ({ incidentId }, why) => why.ofIncident(incidentId),
  shown: ({ incidentId }, log, name) =>
    statusShown(log, incidentId, "on-scene", name("incident", incidentId), statusWords("on-scene")),
  fresh: ({ first }) => {
    const incidentId = first("incident");
    return incidentId === undefined ? null : { op: "unit-on-scene", incidentId };
  },
});

function onScene(world: World, cast: Cast, asked: z.infer<typeof UnitOnScene>): Span[] {
  const needed = asked.atLeast ?? 1;
  const visits: { fromMs: number; toMs: number; position: number }[] = [];
  for (const id in world.units) {
    if (asked.branch !== undefined && cast.units.get(id)?.branch !== asked.branch) continue;
    for (const { incidentId, fromMs, toMs, position } of world.units[id]?.visits ?? []) {
      if (concerns(world, incidentId, asked.incidentId)) {
        visits.push({ fromMs, toMs: toMs ?? Infinity, position });
      }
    }
  }
  if (visits.length < needed) return [];
  visits.sort((a, b) => a.fromMs - b.fromMs);
  const edges = [...new Set(visits.flatMap((v) => [v.fromMs, v.toMs]))].sort((a, b) => a - b);

  const spans: Span[] = [];
  let there: typeof visits = [];
  let next = 0;
  for (const [i, fromMs] of edges.entries()) {
    for (let visit = visits[next]; visit && visit.fromMs <= fromMs; visit = visits[++next]) {
      there.push(visit);
    }
    there = there.filter((visit) => visit.toMs > fromMs);
    const toMs = edges[i + 1];
    if (toMs === undefined || there.length < needed) continue;
    const evidence = there.map((v) => v.position).sort((a, b) => a - b);
    spans.push({ fromMs, toMs, evidence: evidence.slice(0, needed) });
  }
  return union(spans);
}
