import { momentOf, spansOf, type Span } from "@/domain/conditions/evaluate";
import type { Plan } from "@/domain/drill/plan";
import type { Lane, Observation } from "@/domain/drill/state";
import type { ScoredItem } from "@/domain/scenario/schema";
import type { Finding } from "./finding";
import { notEvaluated } from "./finding";
import { tPlus } from "./words";

type ProcedureItem = Extract<ScoredItem, { kind: "procedure" }>;

/**
 * Whether something that must be done was done, in order and in time; or whether
 * something forbidden was left undone.
 *
 * What evaluators saw goes before what the log shows: on a street the log sees little.
 * Of several evaluators the last word of each counts, and the mean of them is taken.
 */
export function procedureFinding(
  item: ProcedureItem,
  lane: Lane,
  plan: Plan,
  now: { atMs: number; over: boolean },
): Finding {
  const seen = lastWords(lane.observations.filter((observation) => observation.itemId === item.id));
  if (seen.length > 0) return observed(seen);
  if (!item.condition) {
    return notEvaluated({ zh: "等待考评员观察记录。", en: "Waiting for an evaluator's observation." });
  }

  const spans = spansOf(item.condition, lane, plan).filter((span) => span.fromMs <= now.atMs);
  return item.rule === "forbidden" ? forbidden(spans, now) : mandatory(item, spans, lane, now);
}

function mandatory(
  item: ProcedureItem,
  spans: Span[],
  lane: Lane,
  now: { atMs: number; over: boolean },
): Finding {
  const after = item.within ? momentOf(item.within.after, lane) : null;
  const notBefore = item.notBefore ? momentOf(item.notBefore, lane) : null;
  if (item.within && !after) {
    return now.over
      ? missed({ zh: "计时起点始终没有出现。", en: "The moment it is counted from never came." })
      : notEvaluated({ zh: "计时起点尚未出现。", en: "The moment it is counted from has not come yet." });
  }
  const first = spans[0];
  if (item.notBefore && first && (!notBefore || first.fromMs < notBefore.atMs)) {
    return missed({ zh: "步骤颠倒：做得过早。", en: "Out of order: done too early." }, first.evidence);
  }
  const deadlineMs = item.within && after ? after.atMs + item.within.ms : Infinity;
  if (first && first.fromMs <= deadlineMs) {
    const when = tPlus(first.fromMs);
    return {
      status: "met",
      share: 1,
      why: { zh: `已于 ${when} 做到。`, en: `Done at ${when}.` },
      evidence: first.evidence,
    };
  }
  if (first) {
    const when = tPlus(first.fromMs);
    const limit = tPlus(deadlineMs);
    return missed(
      { zh: `${when} 才做到，应在 ${limit} 之前。`, en: `Done only at ${when}; due by ${limit}.` },
      first.evidence,
    );
  }
  if (!now.over && now.atMs < deadlineMs) {
    return notEvaluated({ zh: "尚未做到。", en: "Not done yet." });
  }
  return missed({ zh: "没有做到。", en: "Not done." }, after && after.position > 0 ? [after.position] : []);
}

function forbidden(spans: Span[], now: { atMs: number; over: boolean }): Finding {
  const first = spans[0];
  if (first) {
    const when = tPlus(first.fromMs);
    return missed({ zh: `${when} 出现禁止情形。`, en: `Happened at ${when}, and must not.` }, first.evidence);
  }
  if (!now.over) return notEvaluated({ zh: "至今未发生。", en: "Has not happened so far." });
  return {
    status: "met",
    share: 1,
    why: { zh: "全程未发生。", en: "Did not happen throughout." },
    evidence: [],
  };
}

const WORTH = { met: 1, partly: 0.5, missed: 0, withdrawn: 0 } as const;

function observed(seen: Observation[]): Finding {
  const share = seen.reduce((sum, observation) => sum + WORTH[observation.result], 0) / seen.length;
  const who = seen.map((observation) => observation.evaluatorName).join("、");
  const when = tPlus(Math.min(...seen.map((observation) => observation.atMs)));
  const notes = seen.map((observation) => observation.note).filter((note) => note !== "");
  const tail =
    notes.length > 0 ? { zh: `：${notes.join("；")}`, en: `: ${notes.join("; ")}` } : { zh: "", en: "" };
  return {
    status: share >= 1 ? "met" : share <= 0 ? "missed" : "partly",
    share,
    why: {
      zh: `考评员${who}于 ${when} 记录${tail.zh}。`,
      en: `Recorded by ${seen.map((o) => o.evaluatorName).join(", ")} at ${when}${tail.en}.`,
    },
    evidence: seen.map((observation) => observation.position),
  };
}

/** The last thing each evaluator said, leaving out what they took back. */
function lastWords(observations: Observation[]): Observation[] {
  const last = new Map(observations.map((observation) => [observation.evaluatorId, observation]));
  return [...last.values()].filter((observation) => observation.result !== "withdrawn");
}

function missed(why: Finding["why"], evidence: number[] = []): Finding {
  return { status: "missed", share: 0, why, evidence };
}
