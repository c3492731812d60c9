import type { Condition } from "@/domain/conditions/schema";
import { momentOf } from "@/domain/conditions/spans";
import { spansOf } from "@/domain/conditions/evaluate";
import type { Span } from "@/domain/conditions/spans";
import type { Plan } from "@/domain/drill/plan";
import type { Lane, Observation } from "@/domain/drill/state";
import type { ScoredItem } from "@/domain/scenario/schema";
import {
  absenceOfGoal,
  absenceOfMark,
  certainly,
  leftUnanswered,
  occasionMissing,
  type Judged,
} from "./absence";
import { areFarApart, contradicts, handedIn } from "./assessments";
import { missed, neverHappened, notEvaluated, statusOfShare, type Finding, type Now } from "./finding";
import { tPlus } from "@/domain/duration";

type ProcedureItem = Extract<ScoredItem, { kind: "procedure" }>;

/**
 * Whether something that must be done was done, in order and in time; or whether
 * something forbidden was left undone.
 *
 * What evaluators saw goes before what the log shows: on a street the log sees little. What the log shows is said
 * beside it. Of several evaluators the last word of each counts, and the mean of them is taken.
 */
export function procedureFinding(item: ProcedureItem, lane: Lane, plan: Plan, now: Now): Finding {
  const seen = handedIn(lane.observations, item.id, lane.submitted).filter(
    ({ result }) => result !== "withdrawn",
  );
  const log = item.condition ? logFinding(item, item.condition, lane, plan, now) : null;
  if (seen.length > 0) return observed(seen, log);
  return (
    log ??
    notEvaluated({
      zh: "等待考评员观察记录并提交。",
      en: "Waiting for an evaluator to observe it and hand in.",
    })
  );
}

/** What the log alone says. */
function logFinding(item: ProcedureItem, condition: Condition, lane: Lane, plan: Plan, now: Now): Finding {
  const judged: Judged = { lane, plan, side: item.side, atMs: now.atMs };
  const spans = spansOf(condition, lane, plan).filter((span) => span.fromMs <= now.atMs);
  return item.rule === "forbidden"
    ? forbidden(item, condition, spans, judged, now)
    : mandatory(item, condition, spans, judged, now);
}

function mandatory(
  item: ProcedureItem,
  condition: Condition,
  spans: Span[],
  judged: Judged,
  now: Now,
): Finding {
  const { lane } = judged;
  const after = item.within ? momentOf(item.within.after, lane) : null;
  const notBefore = item.notBefore ? momentOf(item.notBefore, lane) : null;
  if (item.within && !after) {
    const absence = absenceOfMark(item.within.after, judged);
    if (!now.over) {
      return notEvaluated({
        zh: "计时起点尚未出现。",
        en: "The moment it is counted from has not come yet.",
      });
    }
    return absence?.is === "omitted"
      ? missed(
          { zh: "应有的前一步没有做到。", en: "The step it is counted from was left out." },
          absence.evidence,
        )
      : neverHappened(absence?.evidence ?? []);
  }
  const first = spans[0];
  const orderFrom = item.notBefore && !notBefore ? absenceOfMark(item.notBefore, judged) : null;
  if (first && orderFrom?.is === "never") return neverHappened([...orderFrom.evidence, ...first.evidence]);
  if (item.notBefore && first && (!notBefore || first.fromMs < notBefore.atMs)) {
    return missed({ zh: "步骤颠倒：做得过早。", en: "Out of order: done too early." }, first.evidence);
  }
  const deadlineMs = item.within && after ? after.atMs + item.within.ms : Infinity;
  if (first && first.fromMs <= deadlineMs) {
    const when = tPlus(first.fromMs);
    const why = { zh: `已于 ${when} 做到。`, en: `Done at ${when}.` };
    return { status: "met", share: 1, why, evidence: first.evidence };
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
  const absence = absenceOfGoal(condition, judged);
  // What the item is counted from did happen, so there was occasion for it.
  const missing =
    absence?.is === "never" ? absence : after ? null : occasionMissing([condition], item.objectiveId, judged);
  if (missing) return neverHappened(missing.evidence);
  const from = after && after.position > 0 ? [after.position] : (absence?.evidence ?? []);
  return missed({ zh: "没有做到。", en: "Not done." }, from);
}

function forbidden(
  item: ProcedureItem,
  condition: Condition,
  spans: Span[],
  judged: Judged,
  now: Now,
): Finding {
  const first = spans[0];
  if (first) {
    const when = tPlus(first.fromMs);
    return missed({ zh: `${when} 出现禁止情形。`, en: `Happened at ${when}, and must not.` }, first.evidence);
  }
  if (!now.over) return notEvaluated({ zh: "至今未发生。", en: "Has not happened so far." });
  const missing = occasionMissing([condition], item.objectiveId, judged);
  if (missing || certainly(condition, judged) === null) return neverHappened(missing?.evidence ?? []);
  const unanswered = item.side === "responder" ? leftUnanswered([condition], judged) : null;
  if (unanswered) {
    return missed(
      {
        zh: "警情无人受理，不能算作没有违规。",
        en: "The call was left unanswered, which is no way to keep the rule.",
      },
      unanswered,
    );
  }
  return {
    status: "met",
    share: 1,
    why: { zh: "全程未发生。", en: "Did not happen throughout." },
    evidence: now.endedAt === null ? [] : [now.endedAt],
  };
}

const WORTH = { met: 1, partly: 0.5, missed: 0, withdrawn: 0 } as const;

function observed(seen: Observation[], log: Finding | null): Finding {
  const share = seen.reduce((sum, { result }) => sum + WORTH[result], 0) / seen.length;
  const status = statusOfShare(share);
  const when = tPlus(Math.min(...seen.map(({ atMs }) => atMs)));
  const assessments = seen.flatMap(({ evaluatorName: by, result, note, atMs, position }) =>
    result === "withdrawn" ? [] : [{ by, says: result, note, atMs, position }],
  );
  const notes = seen.map(({ note }) => note).filter((note) => note !== "");
  const tail =
    notes.length > 0 ? { zh: `：${notes.join("；")}`, en: `: ${notes.join("; ")}` } : { zh: "", en: "" };
  const apart = areFarApart(assessments) || (log !== null && contradicts(log.status, status));
  return {
    status,
    share,
    why: {
      zh: `考评员${seen.map(({ evaluatorName }) => evaluatorName).join("、")}于 ${when} 记录${tail.zh}。`,
      en: `Recorded by ${seen.map(({ evaluatorName }) => evaluatorName).join(", ")} at ${when}${tail.en}.`,
    },
    evidence: [...seen.map(({ position }) => position), ...(log?.evidence ?? [])],
    assessments,
    ...(log ? { log: { status: log.status, why: log.why } } : {}),
    ...(apart ? { disagreement: true as const } : {}),
  };
}
