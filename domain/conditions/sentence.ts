import type { Vehicle } from "@/domain/ground/schema";
import type { IncidentStatus } from "@/domain/policy/schema";
import { duration, tPlus } from "@/domain/duration";
import type { LocalText } from "@/domain/text";
import type { ActorStatus, Branch, Condition, Mark, Side } from "./schema";

/** What an id names. A place is anything of the ground; a target whatever an action can be aimed at but a call. */
export type NamedKind =
  | "action"
  | "actor"
  | "agency"
  | "decision"
  | "fact"
  | "gauge"
  | "incident"
  | "inject"
  | "item"
  | "option"
  | "place"
  | "target"
  | "unit";

/**
 * The name of a thing of the scenario by its id; null where it has none.
 *
 * @param of Id of the decision of an option.
 */
export type NameOf = (kind: NamedKind, id: string, of?: string) => LocalText | null;

const STATUS: Record<IncidentStatus, LocalText> = {
  reported: { zh: "接报", en: "reported" },
  accepted: { zh: "受理", en: "accepted" },
  classified: { zh: "定级", en: "classified" },
  dispatched: { zh: "派警", en: "dispatched" },
  "on-scene": { zh: "到场", en: "on scene" },
  controlled: { zh: "控制", en: "under control" },
  closed: { zh: "办结", en: "closed" },
  diverted: { zh: "分流", en: "diverted" },
};

const ACTOR: Record<ActorStatus, LocalText> = {
  "at-large": { zh: "在逃", en: "at large" },
  located: { zh: "已发现", en: "located" },
  intercepted: { zh: "已拦截", en: "intercepted" },
  "in-custody": { zh: "已控制", en: "in custody" },
  calm: { zh: "情绪平稳", en: "calm" },
  gone: { zh: "已离开", en: "gone" },
};

const BRANCH: Record<Branch, LocalText> = {
  station: { zh: "派出所", en: "station" },
  traffic: { zh: "交警", en: "traffic" },
  patrol: { zh: "巡警", en: "patrol" },
  special: { zh: "特警", en: "special police" },
  auxiliary: { zh: "辅警", en: "auxiliary" },
  community: { zh: "社区", en: "community" },
};

const SIDE: Record<Side, LocalText> = {
  responder: { zh: "处警方", en: "the responder" },
  opposition: { zh: "对抗方", en: "the opposition" },
};

/** A stage of a call in words. */
export const statusWords = (status: IncidentStatus): LocalText => STATUS[status];
/** How an actor stands, in words. */
export const actorWords = (status: ActorStatus): LocalText => ACTOR[status];
/** A branch of the police in words. */
export const branchWords = (branch: Branch): LocalText => BRANCH[branch];
const VEHICLE: Record<Vehicle, LocalText> = {
  foot: { zh: "徒步", en: "on foot" },
  motorcycle: { zh: "摩托车", en: "motorcycle" },
  car: { zh: "轿车", en: "car" },
  van: { zh: "面包车", en: "van" },
  boat: { zh: "船艇", en: "boat" },
};

/** What somebody moves with, in words. */
export const vehicleWords = (vehicle: Vehicle): LocalText => VEHICLE[vehicle];
/** A side in words. */
export const sideWords = (side: Side): LocalText => SIDE[side];

/** A condition as a sentence in both languages, without its full stop. */
export function sentenceOf(condition: Condition, nameOf: NameOf): LocalText {
  const name = (kind: NamedKind, id: string, of?: string): LocalText =>
    nameOf(kind, id, of) ?? { zh: id, en: id };
  const zh = (kind: NamedKind, id: string, of?: string) => `「${name(kind, id, of).zh}」`;
  const en = (kind: NamedKind, id: string, of?: string) => `“${name(kind, id, of).en}”`;

  switch (condition.op) {
    case "all":
    case "any": {
      const parts = condition.of.map((part) => bracketed(part, sentenceOf(part, nameOf)));
      const [and, und] = condition.op === "all" ? ["，且", " and "] : ["，或", " or "];
      return { zh: parts.map((part) => part.zh).join(and), en: parts.map((part) => part.en).join(und) };
    }
    case "not": {
      const part = sentenceOf(condition.of, nameOf);
      return { zh: `并非（${part.zh}）`, en: `not (${part.en})` };
    }
    case "clock":
      return {
        zh: `时间到 ${tPlus(condition.atLeastMs)}`,
        en: `the clock shows ${tPlus(condition.atLeastMs)}`,
      };
    case "inject-delivered":
      return {
        zh: `已下发情况${zh("inject", condition.injectId)}`,
        en: `inject ${en("inject", condition.injectId)} was delivered`,
      };
    case "action-done": {
      const times = condition.atLeast ?? 1;
      const branch = condition.branch ? BRANCH[condition.branch] : null;
      const on = condition.targetId ?? condition.incidentId;
      const kind = condition.targetId === undefined ? "incident" : "target";
      return {
        zh: `${branch ? `${branch.zh}力量` : ""}${on ? `对${zh(kind, on)}` : ""}完成${zh("action", condition.actionId)}${times > 1 ? ` ${times} 次` : ""}`,
        en: `${en("action", condition.actionId)}${on ? ` on ${en(kind, on)}` : ""} was done${branch ? ` by ${branch.en}` : ""}${times > 1 ? ` ${times} times` : ""}`,
      };
    }
    case "unit-on-scene": {
      const units = condition.atLeast ?? 1;
      const branch = condition.branch ? BRANCH[condition.branch] : { zh: "", en: "" };
      return {
        zh: `${zh("incident", condition.incidentId)}现场有至少 ${units} 个${branch.zh}单元`,
        en: `at least ${units} ${branch.en}${branch.en ? " " : ""}unit${units > 1 ? "s are" : " is"} on the scene of ${en("incident", condition.incidentId)}`,
      };
    }
    case "gauge": {
      const sign = condition.compare === ">=" ? "≥" : "≤";
      return {
        zh: `${zh("gauge", condition.gaugeId)} ${sign} ${condition.value}`,
        en: `${en("gauge", condition.gaugeId)} ${sign} ${condition.value}`,
      };
    }
    case "fact-known": {
      // A fact is a sentence by itself; here it is part of another.
      const fact = name("fact", condition.factId);
      return {
        zh: `${SIDE[condition.side].zh}已掌握：${fact.zh.replace(/。$/, "")}`,
        en: `${SIDE[condition.side].en} knows: ${fact.en.replace(/\.$/, "")}`,
      };
    }
    case "incident-status":
      return {
        zh: `${zh("incident", condition.incidentId)}已${STATUS[condition.reached].zh}`,
        en: `${en("incident", condition.incidentId)} has been ${STATUS[condition.reached].en}`,
      };
    case "time-since": {
      const mark = markWords(condition.mark, nameOf);
      const time = duration(condition.atLeastMs);
      return { zh: `${mark.zh}后满 ${time.zh}`, en: `${time.en} have passed since ${mark.en}` };
    }
    case "ruling-was":
      return {
        zh: `${zh("action", condition.actionId)}裁定为${condition.outcome === "success" ? "成功" : "失败"}`,
        en: `${en("action", condition.actionId)} was ruled a ${condition.outcome}`,
      };
    case "actor-status":
      return {
        zh: `${zh("actor", condition.actorId)}${condition.is.map((status) => ACTOR[status].zh).join("或")}`,
        en: `${en("actor", condition.actorId)} is ${condition.is.map((status) => ACTOR[status].en).join(" or ")}`,
      };
    case "noticed": {
      const seen = condition.actorId ?? condition.actionId;
      const side = SIDE[condition.side];
      const kind = condition.actorId === undefined ? "action" : "actor";
      return seen === undefined
        ? { zh: `${side.zh}已发现对方动静`, en: `${side.en} noticed something of the other side` }
        : { zh: `${side.zh}已发现${zh(kind, seen)}`, en: `${side.en} noticed ${en(kind, seen)}` };
    }
    case "read-back": {
      const [seconds, times] = [Math.round(condition.withinMs / 1_000), condition.atLeast ?? 1];
      const side = SIDE[condition.side];
      return {
        zh: `${side.zh}电台上要求复诵的通话在 ${seconds} 秒内复诵${times > 1 ? `至少 ${times} 次` : ""}`,
        en: `a radio message of ${side.en} that asked for it was read back within ${seconds} s${times > 1 ? ` at least ${times} times` : ""}`,
      };
    }
    case "agency-arrived":
      return {
        zh: `${zh("agency", condition.agencyId)}已到场`,
        en: `${en("agency", condition.agencyId)} has arrived`,
      };
    case "decision-was":
      return {
        zh: `决策${zh("decision", condition.decisionId)}选择了${zh("option", condition.optionId, condition.decisionId)}`,
        en: `decision ${en("decision", condition.decisionId)} was ${en("option", condition.optionId, condition.decisionId)}`,
      };
  }
}

/** A mark in words: "T+0", "「失窃」到场". */
export function markWords(mark: Mark, nameOf: NameOf): LocalText {
  const name = (kind: NamedKind, id: string): LocalText => nameOf(kind, id) ?? { zh: id, en: id };
  switch (mark.mark) {
    case "start":
      return { zh: "演练开始", en: "StartEx" };
    case "incident":
      return {
        zh: `「${name("incident", mark.incidentId).zh}」${STATUS[mark.status].zh}`,
        en: `“${name("incident", mark.incidentId).en}” was ${STATUS[mark.status].en}`,
      };
    case "inject":
      return {
        zh: `下发情况「${name("inject", mark.injectId).zh}」`,
        en: `inject “${name("inject", mark.injectId).en}”`,
      };
    case "action":
      return {
        zh: `完成「${name("action", mark.actionId).zh}」`,
        en: `“${name("action", mark.actionId).en}” was done`,
      };
  }
}

/** A compound inside a compound needs brackets, or "a and b or c" says nothing. */
function bracketed(condition: Condition, sentence: LocalText): LocalText {
  return condition.op === "all" || condition.op === "any"
    ? { zh: `（${sentence.zh}）`, en: `(${sentence.en})` }
    : sentence;
}
