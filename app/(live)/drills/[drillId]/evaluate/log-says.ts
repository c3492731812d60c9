import type { Condition } from "@/domain/conditions/schema";
import type { NamedKind, NameOf } from "@/domain/conditions/sentence";
import { actorWords, statusWords } from "@/domain/conditions/sentence";
import type { LocalText } from "@/domain/text";
import type { LaneTruth } from "@/domain/view/schema";

/** Something the log shows; when it was, in ms of drill time, where the log says. */
export type LogFact = { text: LocalText; atMs: number | null };

/**
 * What the log shows of the things a condition asks for: an aid for the evaluator's eye, not a verdict. The
 * verdict is the score card's, which knows order, windows and exemptions.
 */
export function logSays(condition: Condition, lane: LaneTruth, nameOf: NameOf): LogFact[] {
  const name = (kind: NamedKind, id: string, of?: string): LocalText =>
    nameOf(kind, id, of) ?? { zh: id, en: id };
  const incidentOf = (id: string) => lane.incidents.find((incident) => incident.incidentId === id);
  const statusFact = (id: string, status: LaneTruth["incidents"][number]["status"]): LogFact[] => {
    const reached = incidentOf(id)?.statuses.find((entry) => entry.status === status);
    const words = statusWords(status);
    return reached
      ? [
          {
            text: {
              zh: `${name("incident", id).zh}：${words.zh}`,
              en: `${name("incident", id).en}: ${words.en}`,
            },
            atMs: reached.atMs,
          },
        ]
      : [];
  };

  switch (condition.op) {
    case "all":
    case "any":
      return condition.of.flatMap((part) => logSays(part, lane, nameOf));
    case "not":
      return logSays(condition.of, lane, nameOf);
    case "action-done":
      return lane.actions
        .filter(
          (action) =>
            action.actionId === condition.actionId &&
            action.state === "done" &&
            (condition.incidentId === undefined ||
              action.incident === incidentOf(condition.incidentId)?.number) &&
            (condition.targetId === undefined || action.targetId === condition.targetId),
        )
        .map((action) => ({ text: name("action", action.actionId), atMs: action.doneAtMs }));
    case "inject-delivered": {
      const inject = lane.injects.find(({ injectId }) => injectId === condition.injectId);
      return inject && inject.deliveredAtMs !== null
        ? [{ text: name("inject", condition.injectId), atMs: inject.deliveredAtMs }]
        : [];
    }
    case "unit-on-scene":
      return statusFact(condition.incidentId, "on-scene");
    case "incident-status":
      return statusFact(condition.incidentId, condition.reached);
    case "fact-known":
      return lane.facts
        .filter(({ factId, side }) => factId === condition.factId && side === condition.side)
        .map(({ atMs }) => ({ text: name("fact", condition.factId), atMs }));
    case "ruling-was":
      return lane.actions
        .filter((action) => action.actionId === condition.actionId && action.ruling !== null)
        .map((action) => {
          const success = action.ruling?.outcome === "success";
          const label = name("action", action.actionId);
          return {
            text: {
              zh: `${label.zh}：裁定${success ? "成功" : "失败"}`,
              en: `${label.en}: ruled a ${success ? "success" : "failure"}`,
            },
            atMs: action.doneAtMs ?? action.atMs,
          };
        });
    case "actor-status": {
      const actor = lane.actors.find(({ id }) => id === condition.actorId);
      if (!actor || !condition.is.includes(actor.status)) return [];
      const words = actorWords(actor.status);
      return [
        {
          text: { zh: `${actor.name.zh}：${words.zh}`, en: `${actor.name.en}: ${words.en}` },
          atMs: null,
        },
      ];
    }
    case "noticed":
      return lane.noticed
        .filter(
          ({ side, kind, subjectId }) =>
            side === condition.side &&
            (condition.actionId === undefined || (kind === "action" && subjectId === condition.actionId)) &&
            (condition.actorId === undefined || (kind === "actor" && subjectId === condition.actorId)),
        )
        .map(({ kind, subjectId, atMs }) => ({ text: name(kind, subjectId), atMs }));
    case "agency-arrived": {
      const agency = lane.agencies.find(({ id }) => id === condition.agencyId);
      return agency && agency.arrivedAtMs !== null
        ? [{ text: name("agency", condition.agencyId), atMs: agency.arrivedAtMs }]
        : [];
    }
    case "read-back":
      return lane.radio.flatMap(({ side, text, atMs, readBack }) => {
        const given = readBack?.given;
        const inTime = given && side === condition.side && given.atMs - atMs <= condition.withinMs;
        return inTime ? [{ text: { zh: `复诵：${text}`, en: `Read back: ${text}` }, atMs: given.atMs }] : [];
      });
    case "decision-was": {
      const taken = lane.decisions.find(({ id }) => id === condition.decisionId)?.taken;
      return taken ? [{ text: name("option", taken.optionId, condition.decisionId), atMs: taken.atMs }] : [];
    }
    case "gauge": {
      const gauge = lane.gauges.find(({ id }) => id === condition.gaugeId);
      const value = gauge ? String(Math.round(gauge.value * 10) / 10) : "";
      const label = name("gauge", condition.gaugeId);
      return gauge
        ? [{ text: { zh: `${label.zh} ${value}`, en: `${label.en} ${value}` }, atMs: gauge.atMs }]
        : [];
    }
    case "clock":
    case "time-since":
      return [];
  }
}
