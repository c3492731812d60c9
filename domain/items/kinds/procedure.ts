import { z } from "zod";
import { LegalBases } from "@/domain/actions/schema";
import { asChoice, asGroup, Length } from "@/domain/conditions/fields";
import { Condition } from "@/domain/conditions/schema";
import { momentOf, type Span } from "@/domain/conditions/spans";
import { Mark } from "@/domain/conditions/terms";
import { tPlus } from "@/domain/duration";
import { areFarApart, contradicts, WORTH } from "@/domain/items/assessments";
import { missed, neverHappened, notEvaluated, statusOfShare, type Finding } from "@/domain/items/finding";
import { item } from "@/domain/items/item";
import { spansIn, type Judge, type Observation } from "@/domain/items/judge";
import { say } from "@/domain/words/said";

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
    return log ?? notEvaluated(say("scores.procedure.notObserved"));
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
    const time = tPlus(first.fromMs);
    const why = say("scores.procedure.done", { time });
    return { status: "met", share: 1, why, evidence: first.evidence };
  }
  if (first) {
    const time = tPlus(first.fromMs);
    const limit = tPlus(deadlineMs);
    return missed(say("scores.procedure.late", { time, limit }), first.evidence);
  }
  if (!now.over && now.atMs < deadlineMs) return notEvaluated(say("scores.procedure.notYet"));
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
  return missed(say("scores.procedure.notDone"), from);
}

/** The moment that it is counted from has not come. */
function withoutStart(mark: Mark, { now, absenceOfMark }: Judge): Finding {
  const absence = absenceOfMark(mark);
  if (!now.over) {
    return notEvaluated(say("scores.procedure.noStart"));
  }
  return absence?.is === "omitted"
    ? missed(say("scores.procedure.startOmitted"), absence.evidence)
    : neverHappened(absence?.evidence ?? []);
}

/** Done before what it has to come after; null where it was not. */
function outOfOrder({ notBefore }: Asked, first: Span, { world, absenceOfMark }: Judge): Finding | null {
  if (!notBefore) return null;
  const mark = momentOf(notBefore, world);
  const absence = mark ? null : absenceOfMark(notBefore);
  if (absence?.is === "never") return neverHappened([...absence.evidence, ...first.evidence]);
  if (mark && first.fromMs >= mark.atMs) return null;
  return missed(say("scores.procedure.early"), first.evidence);
}

function forbidden(asked: Asked, spans: Span[], judge: Judge): Finding {
  const { now } = judge;
  const first = spans[0];
  if (first) {
    const time = tPlus(first.fromMs);
    return missed(say("scores.procedure.happened", { time }), first.evidence);
  }
  if (!now.over) return notEvaluated(say("scores.procedure.notSoFar"));
  const missing = judge.occasionMissing([asked.condition], asked.objectiveId);
  if (missing || judge.certainly(asked.condition) === null) return neverHappened(missing?.evidence ?? []);
  const unanswered = judge.side === "responder" ? judge.leftUnanswered([asked.condition]) : null;
  if (unanswered) {
    return missed(say("scores.procedure.unanswered"), unanswered);
  }
  return {
    status: "met",
    share: 1,
    why: say("scores.procedure.throughout"),
    evidence: now.endedAt === null ? [] : [now.endedAt],
  };
}

/** What evaluators saw, with what the log says beside it. */
function observed(seen: Observation[], log: Finding | null): Finding {
  const share =
    seen.reduce((sum, { result }) => sum + (result === "withdrawn" ? 0 : WORTH[result]), 0) / seen.length;
  const status = statusOfShare(share);
  const time = tPlus(Math.min(...seen.map(({ atMs }) => atMs)));
  const assessments = seen.flatMap(({ evaluatorName: by, result, note, atMs, position }) =>
    result === "withdrawn" ? [] : [{ by, says: result, note, atMs, position }],
  );
  const notes = { list: seen.flatMap(({ note }) => (note === "" ? [] : [note])), as: "each" } as const;
  const apart = areFarApart(assessments) || (log !== null && contradicts(log.status, status));
  return {
    status,
    share,
    why: say("scores.procedure.observed", {
      who: { list: seen.map(({ evaluatorName }) => evaluatorName), as: "each" },
      time,
      notes,
    }),
    evidence: [...seen.map(({ position }) => position), ...(log?.evidence ?? [])],
    assessments,
    ...(log ? { log: { status: log.status, why: log.why } } : {}),
    ...(apart ? { disagreement: true as const } : {}),
  };
}
