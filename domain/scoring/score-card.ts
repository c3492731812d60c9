import type { Side } from "@/domain/conditions/terms";
import { standingOf } from "@/domain/drill/legs";
import { nameForReaders } from "@/domain/drill/names";
import { planOf, type Plan } from "@/domain/drill/plan";
import type { Drill, Lane, Settlement } from "@/domain/drill/state";
import { WORTH } from "@/domain/items/assessments";
import { statusOfShare, type Finding } from "@/domain/items/finding";
import type { Now } from "@/domain/items/judge";
import { kindOf, legalOf } from "@/domain/items/kinds";
import type { ScoredItem } from "@/domain/items/schema";
import { say } from "@/domain/words/said";
import { judgeOf } from "./judge";
import type { NewScoreCard, NewScoreLine } from "@/domain/score-card/schema";

/** Raised whenever a scoring rule changes what a log is worth. */
export const RULES_VERSION = 3;

/** The sides that score in a drill. */
export function sidesPlayed(drill: Drill): Side[] {
  const sides = new Set(drill.setup.scenario.items.map((item) => item.side));
  return (["responder", "opposition"] as const).filter((side) => sides.has(side));
}

/**
 * The score card of a side in a lane: a pure function of the drill's log.
 *
 * An item that was not evaluated earns nothing and does not count as evaluated, so it can
 * never pass as full marks: the coverage beside the total says how much of the score is known.
 */
export function scoreCard(drill: Drill, lane: Lane, side: Side): NewScoreCard {
  const plan = planOf(drill.setup);
  const { scenario } = drill.setup;
  const now: Now = { ...standingOf(drill, lane), ...boundsOf(drill, lane) };
  const lines = scenario.items
    .filter((item) => item.side === side)
    .map((item) => lineFor(item, lane, plan, now));

  const sum = (some: readonly NewScoreLine[], what: "pointsHundredths" | "maximumHundredths") =>
    some.reduce((total, line) => total + line[what], 0);
  const counted = lines.filter((line) => line.status !== "exempt");
  const evaluated = counted.filter((line) => line.status !== "not-evaluated");

  return {
    schemaVersion: 2,
    rulesVersion: RULES_VERSION,
    scenarioId: drill.setup.scenarioId,
    scenarioVersion: drill.setup.scenarioVersion,
    lane: lane.lane,
    side,
    team: nameForReaders(
      drill.setup.teams.find((team) => team.lane === lane.lane && team.side === side) ?? { name: "" },
    ),
    totalHundredths: sum(lines, "pointsHundredths"),
    coverage: ratio(sum(evaluated, "maximumHundredths"), sum(counted, "maximumHundredths")) ?? 0,
    rateOfEvaluated: ratio(sum(evaluated, "pointsHundredths"), sum(evaluated, "maximumHundredths")),
    categories: scenario.categories
      .filter((category) => category.side === side)
      .map((category) => {
        const own = lines.filter((line) => line.categoryId === category.id);
        return {
          categoryId: category.id,
          name: category.name,
          pointsHundredths: sum(own, "pointsHundredths"),
          maximumHundredths: sum(own, "maximumHundredths"),
        };
      }),
    lines,
    position: drill.position,
  };
}

function lineFor(item: ScoredItem, lane: Lane, plan: Plan, now: Now): NewScoreLine {
  const exemption = lane.exemptions[item.id];
  const finding: Finding = exemption
    ? {
        status: "exempt",
        share: 0,
        why: say("scores.exempt", {
          who: nameForReaders({ name: exemption.byName, latinName: exemption.byLatinName }),
          reason: exemption.reason,
        }),
        evidence: [exemption.position],
      }
    : kindOf(item).finding(item, judgeOf(item, lane, plan, now));
  const maximumHundredths = Math.round(item.points * 100);
  const settlement = exemption ? undefined : lane.settlements[item.id];
  if (settlement) return settledLine(item, finding, settlement, now);
  return {
    itemId: item.id,
    categoryId: item.categoryId,
    title: item.title,
    kind: item.kind,
    pointsHundredths: Math.round(maximumHundredths * finding.share),
    maximumHundredths,
    status: finding.status,
    why: finding.why,
    evidence: evidenceFor(finding, now),
    ...(legalOf(item).length > 0 ? { legal: legalOf(item) } : {}),
    ...(finding.assessments ? { assessments: finding.assessments } : {}),
    ...(finding.log ? { log: finding.log } : {}),
    ...(finding.disagreement ? { disagreement: true as const } : {}),
  };
}

/** A line that somebody settled: their finding counts, and what was said before stays beside it. */
function settledLine(item: ScoredItem, found: Finding, settlement: Settlement, now: Now): NewScoreLine {
  const { how, says, reason, position, byName: name, byLatinName: latinName } = settlement;
  const by = nameForReaders({ name, latinName });
  const share = WORTH[says];
  const maximumHundredths = Math.round(item.points * 100);
  return {
    itemId: item.id,
    categoryId: item.categoryId,
    title: item.title,
    kind: item.kind,
    pointsHundredths: Math.round(maximumHundredths * share),
    maximumHundredths,
    status: statusOfShare(share),
    why: say(`scores.settled.${how}`, { who: by, level: say(`terms.level.${says}`), reason }),
    evidence: evidenceFor({ ...found, evidence: [...found.evidence, position] }, now),
    ...(legalOf(item).length > 0 ? { legal: legalOf(item) } : {}),
    ...(found.assessments ? { assessments: found.assessments } : {}),
    ...(found.log ? { log: found.log } : {}),
    settled: {
      how,
      by,
      says,
      reason,
      position,
      before: {
        status: found.status,
        pointsHundredths: Math.round(maximumHundredths * found.share),
      },
    },
  };
}

/** Where no event says it, the whole stretch does: its end, or its beginning as long as it lasts. */
function evidenceFor({ evidence }: Finding, { beganAt, endedAt }: Now): number[] {
  const bound = endedAt ?? beganAt;
  const positions = evidence.length > 0 || bound === null ? evidence : [bound];
  return [...new Set(positions)].sort((a, b) => a - b);
}

/** The events with which a lane began and ended. */
function boundsOf(drill: Drill, lane: Lane): Pick<Now, "beganAt" | "endedAt"> {
  const swap = drill.setup.format === "swap";
  const beganAt =
    swap && lane.lane > 1 ? (drill.legsAt[lane.lane - 2] ?? null) : (drill.started?.position ?? null);
  const endedAt = (swap ? drill.legsAt[lane.lane - 1] : undefined) ?? drill.ended?.position ?? null;
  return { beganAt: beganAt ?? 1, endedAt };
}

function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}
