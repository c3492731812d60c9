import type { Effect } from "@/domain/actions/effects";
import { never, omitted, type Absence, type Why } from "@/domain/conditions/absence";
import { spansOf } from "@/domain/conditions/evaluate";
import { kindOf } from "@/domain/conditions/kinds";
import { leavesOf } from "@/domain/conditions/schema";
import type { Condition, ConditionLeaf } from "@/domain/conditions/schema";
import type { Mark, Side } from "@/domain/conditions/terms";
import { momentOf } from "@/domain/conditions/spans";
import type { Plan } from "@/domain/drill/plan";
import { reportsIncident } from "@/domain/scenario/reports";
import type { Lane } from "@/domain/drill/state";

/** Whose item is judged, where, and at what drill time. */
export type Judged = { lane: Lane; plan: Plan; side: Side; atMs: number };

/**
 * What a condition is to the side: a goal that it was to bring about, or a cue that was to come from elsewhere. Where
 * a goal is not reached somebody failed; where a cue does not come only what the side itself left out is its fault.
 */
type Role = "goal" | "cue";

/** Why a goal has not been reached; null where it has been. */
export function absenceOfGoal(condition: Condition, judged: Judged): Absence | null {
  return absence(condition, judged, "goal", new Set());
}

/** Why nobody was asked: a decision waits for a cue. */
export function absenceOfCue(condition: Condition, judged: Judged): Absence | null {
  return absence(condition, judged, "cue", new Set());
}

/** Why a moment that times are counted from has not come; null where it has. */
export function absenceOfMark(mark: Mark, judged: Judged): Absence | null {
  return markAbsence(mark, judged, new Set());
}

/**
 * Whether the drill never gave occasion for an item: no incident that it names was ever reported, or no inject that
 * serves its objective ever came.
 */
export function occasionMissing(
  conditions: readonly Condition[],
  objectiveId: string | undefined,
  judged: Judged,
): Absence | null {
  const named = conditions
    .flatMap(leavesOf)
    .flatMap((leaf) => ("incidentId" in leaf ? [leaf.incidentId] : []));
  const incidents = named.flatMap((id) => (id === undefined ? [] : [incidentAbsence(id, judged, new Set())]));
  const serving = judged.plan.setup.scenario.injects
    .filter(({ expected }) => expected.some((one) => one.objectiveId === objectiveId))
    .map(({ id }) => injectAbsence(id, judged, new Set()));
  for (const absences of [incidents, serving]) {
    if (absences.length > 0 && absences.every((one) => one?.is === "never")) {
      return never(absences.flatMap((one) => one?.evidence ?? []));
    }
  }
  return null;
}

/** The incidents some conditions name that were reported and never even accepted: where their calls were reported. */
export function leftUnanswered(conditions: readonly Condition[], { lane }: Judged): number[] | null {
  const named = conditions
    .flatMap(leavesOf)
    .flatMap((leaf) => ("incidentId" in leaf ? [leaf.incidentId] : []));
  const incidents = named.flatMap((id) => (id === undefined ? [] : [lane.incidents[id]]));
  const ignored = incidents.map((incident) =>
    incident?.mergedInto === null && incident.statuses.length === 1
      ? incident.statuses[0]?.position
      : undefined,
  );
  if (ignored.length === 0 || ignored.includes(undefined)) return null;
  return ignored.filter((position) => position !== undefined);
}

/**
 * Whether a condition holds, as far as it can be told: null where it would hang on an inject that control held back
 * or on an incident that nobody was ever told of.
 */
export function certainly(condition: Condition, judged: Judged): boolean | null {
  switch (condition.op) {
    case "all": {
      const parts = condition.of.map((part) => certainly(part, judged));
      return parts.includes(false) ? false : parts.includes(null) ? null : true;
    }
    case "any": {
      const parts = condition.of.map((part) => certainly(part, judged));
      return parts.includes(true) ? true : parts.includes(null) ? null : false;
    }
    case "not": {
      const part = certainly(condition.of, judged);
      return part === null ? null : !part;
    }
    default: {
      const { lane, plan, atMs } = judged;
      if (spansOf(condition, lane, plan).some(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs))
        return true;
      return isHeldBack(condition, judged) ? null : false;
    }
  }
}

function isHeldBack(leaf: ConditionLeaf, { lane }: Judged): boolean {
  if (leaf.op === "inject-delivered") return isWithheld(lane, leaf.injectId);
  if (leaf.op === "time-since" && leaf.mark.mark === "inject") return isWithheld(lane, leaf.mark.injectId);
  return false;
}

function isWithheld(lane: Lane, injectId: string): boolean {
  const inject = lane.injects[injectId];
  return inject !== undefined && !inject.delivered && (inject.status === "skipped" || inject.held);
}

/** `seen`: injects on the way here, which may wait for one another in a circle. */
function absence(condition: Condition, judged: Judged, role: Role, seen: Set<string>): Absence | null {
  switch (condition.op) {
    case "all": {
      const missing = condition.of.flatMap((part) => absence(part, judged, role, seen) ?? []);
      return missing.find(({ is }) => is === "never") ?? missing[0] ?? null;
    }
    case "any": {
      const missing = condition.of.map((part) => absence(part, judged, role, seen));
      if (missing.includes(null)) return null;
      // One way to a goal is enough; a cue that would have come by itself is not the side's to bring about.
      const decisive = role === "goal" ? "omitted" : "never";
      return missing.find((one) => one?.is === decisive) ?? missing[0] ?? null;
    }
    case "not":
      if (!hasHeld(condition.of, judged)) return null;
      return role === "goal" ? omitted() : never();
    default:
      if (hasHeld(condition, judged)) return null;
      return kindOf(condition).absence(condition, whyFor(judged, role, seen));
  }
}

function hasHeld(condition: Condition, { lane, plan, atMs }: Judged): boolean {
  return spansOf(condition, lane, plan).some(({ fromMs }) => fromMs <= atMs);
}

/** What a leaf may ask of the drill. */
function whyFor(judged: Judged, role: Role, seen: Set<string>): Why {
  const { lane, plan, side } = judged;
  const { scenario } = plan.setup;
  const reveals = (effects: readonly Effect[], factId: string, to: Side) =>
    effects.some((one) => one.effect === "reveal" && one.factId === factId && one.to === to);
  return {
    side,
    failed: role === "goal" ? omitted() : never(),
    isGoal: role === "goal",
    ofInject: (injectId) => injectAbsence(injectId, judged, seen),
    ofIncident: (incidentId) => incidentAbsence(incidentId, judged, seen) ?? stageAbsence(incidentId, judged),
    ofAction: (action) => actionAbsence(action, judged, seen),
    ofMark: (mark) => markAbsence(mark, judged, seen),
    ofCue: (decisionId) => {
      const planned = plan.decisions.get(decisionId);
      return planned ? absence(planned.opens, judged, "cue", seen) : null;
    },
    wasTried: (actionId) => lane.actions.some((action) => action.actionId === actionId),
    goodEnd: (gaugeId) => plan.gauges.get(gaugeId)?.goodIs,
    wasNotified: (agencyId) => lane.agencies[agencyId] !== undefined,
    decision: (decisionId) => {
      const decision = lane.decisions[decisionId];
      return decision && { opened: decision.opened.position, isTaken: decision.taken !== null };
    },
    askedToReadBack: (of) =>
      lane.radio
        .filter((message) => message.side === of && message.asksReadBack)
        .map(({ position }) => position),
    canReveal: (factId, to) =>
      [...plan.actions.values()].some(
        (action) => action.side === side && reveals(action.effects, factId, to),
      ),
    ofInjectsThatReveal: (factId, to) =>
      scenario.injects
        .filter(({ effects }) => reveals(effects, factId, to))
        .map(({ id }) => injectAbsence(id, judged, seen)),
  };
}

function markAbsence(mark: Mark, judged: Judged, seen: Set<string>): Absence | null {
  if (momentOf(mark, judged.lane)) return null;
  switch (mark.mark) {
    case "start":
      return null;
    case "incident":
      return incidentAbsence(mark.incidentId, judged, seen) ?? stageAbsence(mark.incidentId, judged);
    case "inject":
      return injectAbsence(mark.injectId, judged, seen);
    case "action":
      return actionAbsence(mark, judged, seen);
  }
}

/** Why nobody was ever told of an incident; null where it was reported. */
function incidentAbsence(incidentId: string, judged: Judged, seen: Set<string>): Absence | null {
  if (judged.lane.incidents[incidentId]) return null;
  const calls = judged.plan.setup.scenario.injects
    .filter((inject, _, all) => inject.incidentId === incidentId && reportsIncident(inject, { injects: all }))
    .map(({ id }) => injectAbsence(id, judged, seen));
  const skipped = calls.flatMap((call) => (call?.is === "never" ? [call] : []));
  return skipped.find(({ evidence }) => evidence.length > 0) ?? skipped[0] ?? calls.find(Boolean) ?? never();
}

/** Why an incident that was reported did not get further: the story ended it, or nobody saw to it. */
function stageAbsence(incidentId: string, { lane, side }: Judged): Absence {
  const incident = lane.incidents[incidentId];
  const reported = incident?.statuses[0];
  const ended = incident?.statuses.find(
    ({ status, byStory }) => byStory && (status === "diverted" || status === "closed"),
  );
  if (ended) return never([ended.position]);
  return side === "responder" ? omitted(reported ? [reported.position] : []) : never();
}

/** Why an inject has not been delivered; null where it has been. */
function injectAbsence(injectId: string, judged: Judged, seen: Set<string>): Absence | null {
  const state = judged.lane.injects[injectId];
  const trigger = judged.plan.injects.get(injectId)?.trigger;
  if (state?.delivered) return null;
  if (!state || !trigger || seen.has(injectId)) return never();
  if (state.status === "skipped" || state.held || state.status === "scheduled") {
    return never(state.skipped ? [state.skipped.position] : []);
  }
  const onTheWay = new Set(seen).add(injectId);
  if (trigger.on === "after") return injectAbsence(trigger.injectId, judged, onTheWay) ?? never();
  if (trigger.on === "condition") return absence(trigger.when, judged, "cue", onTheWay) ?? never();
  return never();
}

/** Why an action was not done: it is the other side's, its incident never came, what asks for it never came, or it was left out. */
function actionAbsence(
  { actionId, incidentId }: { actionId: string; incidentId?: string | undefined },
  judged: Judged,
  seen: Set<string>,
): Absence {
  if (judged.plan.actions.get(actionId)?.side !== judged.side) return never();
  if (incidentId === undefined) return omitted();
  const unreported = incidentAbsence(incidentId, judged, seen);
  if (unreported) return unreported;
  const stage = stageAbsence(incidentId, judged);
  return stage.is === "never" && judged.side === "responder" ? stage : omitted(stage.evidence);
}
