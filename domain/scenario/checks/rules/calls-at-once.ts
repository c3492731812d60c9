import { injectKindOf } from "@/domain/injects/kinds";
import { clockMs } from "@/domain/scenario/checks/by-clock";
import { warning, type Finding } from "@/domain/scenario/checks/rule";
import { sidesOfAudience } from "@/domain/scenario/checks/texts";
import type { Inject, Scenario } from "@/domain/scenario/schema";
import { say } from "@/domain/words/said";

/** Two calls to one desk nearer to each other than this cannot both be taken. This project's own figure. */
const APART_MS = 10_000;

/** Two calls that ring at one desk within a few seconds, by the clock: nobody can take both. */
export const callsAtOnce = warning(({ scenario, nameOf }) => {
  const calls = scenario.injects
    .flatMap((inject, i) => {
      const atMs = injectKindOf(inject.kind).rings ? clockMs(inject, scenario) : null;
      return atMs === null ? [] : [{ id: inject.id, i, atMs, desk: deskOf(inject) }];
    })
    .sort((a, b) => a.atMs - b.atMs);
  return calls.flatMap((call, k): Finding[] => {
    const before = calls.slice(0, k).findLast(({ desk }) => desk === call.desk);
    if (!before || call.atMs - before.atMs >= APART_MS) return [];
    const { id } = call;
    const said = say("checks.calls-at-once", {
      other: nameOf("inject", before.id) ?? before.id,
      apart: { lengthMs: call.atMs - before.atMs },
    });
    const path = ["injects", call.i, "trigger"];
    if (scenario.injects[call.i]?.trigger.on !== "time") return [{ path, said }];
    return [{ path, said, fix: (now) => movedTo(now, id, before.atMs + APART_MS) }];
  });
});

/** Calls to the responder ring at its dispatcher. */
function deskOf({ audience }: Inject): string {
  return audience === "dispatcher" || sidesOfAudience(audience).length > 1 ? "responder" : audience;
}

function movedTo(scenario: Scenario, injectId: string, atMs: number): Scenario {
  const moved = (inject: Inject): Inject =>
    inject.id === injectId && inject.trigger.on === "time"
      ? { ...inject, trigger: { on: "time", atMs } }
      : inject;
  return { ...scenario, injects: scenario.injects.map(moved) };
}
