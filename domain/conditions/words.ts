import type { Vehicle } from "@/domain/ground/schema";
import type { IncidentStatus } from "@/domain/policy/schema";
import type { NamedKind } from "@/domain/reference";
import type { LocalText } from "@/domain/text";
import type { ActorStatus, Branch, Mark, Side } from "./terms";

/**
 * The name of a thing of the scenario by its id; null where it has none.
 *
 * @param of Id of the decision of an option.
 */
export type NameOf = (kind: NamedKind, id: string, of?: string) => LocalText | null;

/** How a sentence names things: bare, or in the quotation marks of its language. What has no name is called by its id. */
export type Naming = {
  name: (kind: NamedKind, id: string, of?: string) => LocalText;
  zh: (kind: NamedKind, id: string, of?: string) => string;
  en: (kind: NamedKind, id: string, of?: string) => string;
};

/** Names in a sentence, from the names of a scenario. */
export function namingBy(nameOf: NameOf): Naming {
  const name: Naming["name"] = (kind, id, of) => nameOf(kind, id, of) ?? { zh: id, en: id };
  return {
    name,
    zh: (kind, id, of) => `“${name(kind, id, of).zh}”`,
    en: (kind, id, of) => `“${name(kind, id, of).en}”`,
  };
}

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

/** A mark in words: "T+0", "“失窃”到场". */
export function markWords(mark: Mark, nameOf: NameOf): LocalText {
  const name = (kind: NamedKind, id: string): LocalText => nameOf(kind, id) ?? { zh: id, en: id };
  switch (mark.mark) {
    case "start":
      return { zh: "演练开始", en: "StartEx" };
    case "incident":
      return {
        zh: `“${name("incident", mark.incidentId).zh}”${STATUS[mark.status].zh}`,
        en: `“${name("incident", mark.incidentId).en}” was ${STATUS[mark.status].en}`,
      };
    case "inject":
      return {
        zh: `下发情况“${name("inject", mark.injectId).zh}”`,
        en: `inject “${name("inject", mark.injectId).en}”`,
      };
    case "action":
      return {
        zh: `完成“${name("action", mark.actionId).zh}”`,
        en: `“${name("action", mark.actionId).en}” was done`,
      };
  }
}
