import { z } from "zod";
import { LegalBases } from "@/domain/actions/schema";
import { asChoice, asGroup, Length } from "@/domain/conditions/fields";
import { Condition } from "@/domain/conditions/schema";
import { momentOf, type Span } from "@/domain/conditions/spans";
import { Mark } from "@/domain/conditions/terms";
import { tPlus } from "@/domain/duration";
import { areFarApart, contradicts } from "@/domain/items/assessments";
import { missed, neverHappened, notEvaluated, statusOfShare, type Finding } from "@/domain/items/finding";
import { item } from "@/domain/items/item";
import { spansIn, type Judge, type Observation } from "@/domain/items/judge";

const Within = z.strictObject({ after: Mark, ms: Length });
type Within = z.infer<typeof Within>;

/** What the parts of a finding read of an item. */
type Asked = {
  condition: Condition;
  rule: "mandatory" | "forbidden";
  within?: Within | undefined;
  notBefore?: Mark | undefined;
  objectiveId?: string | undefined;
};

/** Something that must (or must not) be done, in order and in time. */
export const procedure = item({
  kind: z.literal("procedure"),
  rule: asChoice("rule", z.enum(["mandatory", "forbidden"])),
  /** What the log is asked. Without one, evaluators alone observe it. */
  condition: Condition.optional(),
  /** Must hold within this time after the mark. */
  within: asGroup(Within, (): Within => ({ after: { mark: "start" }, ms: 300_000 })).optional(),
  /** Must not hold before this mark (order of steps). */
  notBefore: Mark.optional(),
  legal: LegalBases.optional(),
})({
  entered: "result",
  inLog: ({ condition }) => (condition ? { of: "conditions", conditions: [condition] } : { of: "eye" }),
  fresh: () => ({ kind: "procedure", rule: "mandatory" }),
  /**
   * What evaluators saw goes before what the log shows: on a street the log sees little. What the log shows is said
   * beside it. Of several evaluators the last word of each counts, and the mean of them is taken.
   */
  finding: (asked, judge) => {
    const seen = judge.observed(asked.id).filter(({ result }) => result !== "withdrawn");
    const { condition } = asked;
    const log = condition ? inLog({ ...asked, condition }, judge) : null;
    if (seen.length > 0) return observed(seen, log);
    return (
      log ??
      notEvaluated({
        zh: "等待考评员观察记录并提交。",
        en: "Waiting for an evaluator to observe it and hand in.",
      })
    );
  },
});

/** What the log alone says. */
function inLog(asked: Asked, judge: Judge): Finding {
  const spans = spansIn(asked.condition, judge).filter((span) => span.fromMs <= judge.now.atMs);
  return asked.rule === "forbidden" ? forbidden(asked, spans, judge) : mandatory(asked, spans, judge);
}

function mandatory(asked: Asked, spans: Span[], judge: Judge): Finding {
  const { now, world } = judge;
  const after = asked.within ? momentOf(asked.within.after, world) : null;
  if (asked.within && !after) return withoutStart(asked.within.after, judge);
  const first = spans[0];
  const tooEarly = first ? outOfOrder(asked, first, judge) : null;
  if (tooEarly) return tooEarly;
  const deadlineMs = asked.within && after ? after.atMs + asked.within.ms : Infinity;
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
  if (!now.over && now.atMs < deadlineMs) return notEvaluated({ zh: "尚未做到。", en: "Not done yet." });
  const absence = judge.absenceOfGoal(asked.condition);
  // What the item is counted from did happen, so there was occasion for it.
  const missing =
    absence?.is === "never"
      ? absence
      : after
        ? null
        : judge.occasionMissing([asked.condition], asked.objectiveId);
  if (missing) return neverHappened(missing.evidence);
  const from = after && after.position > 0 ? [after.position] : (absence?.evidence ?? []);
  return missed({ zh: "没有做到。", en: "Not done." }, from);
}

/** The moment that it is counted from has not come. */
function withoutStart(mark: Mark, { now, absenceOfMark }: Judge): Finding {
  const absence = absenceOfMark(mark);
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

/** Done before what it has to come after; null where it was not. */
function outOfOrder({ notBefore }: Asked, first: Span, { world, absenceOfMark }: Judge): Finding | null {
  if (!notBefore) return null;
  const mark = momentOf(notBefore, world);
  const absence = mark ? null : absenceOfMark(notBefore);
  if (absence?.is === "never") return neverHappened([...absence.evidence, ...first.evidence]);
  if (mark && first.fromMs >= mark.atMs) return null;
  return missed({ zh: "步骤颠倒：做得过早。", en: "Out of order: done too early." }, first.evidence);
}

function forbidden(asked: Asked, spans: Span[], judge: Judge): Finding {
  const { now } = judge;
  const first = spans[0];
  if (first) {
    const when = tPlus(first.fromMs);
    return missed({ zh: `${when} 出现禁止情形。`, en: `Happened at ${when}, and must not.` }, first.evidence);
  }
  if (!now.over) return notEvaluated({ zh: "至今未发生。", en: "Has not happened so far." });
  const missing = judge.occasionMissing([asked.condition], asked.objectiveId);
  if (missing || judge.certainly(asked.condition) === null) return neverHappened(missing?.evidence ?? []);
  const unanswered = judge.side === "responder" ? judge.leftUnanswered([asked.condition]) : null;
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

/** What evaluators saw, with what the log says beside it. */
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
