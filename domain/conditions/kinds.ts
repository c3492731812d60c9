import type { z } from "zod";
import { actionDone } from "./kinds/action-done";
import { actorAt } from "./kinds/actor-at";
import { actorStatus } from "./kinds/actor-status";
import { agencyArrived } from "./kinds/agency-arrived";
import { clock } from "./kinds/clock";
import { decisionWas } from "./kinds/decision-was";
import { factKnown } from "./kinds/fact-known";
import { gauge } from "./kinds/gauge";
import { incidentStatus } from "./kinds/incident-status";
import { injectDelivered } from "./kinds/inject-delivered";
import { noticed } from "./kinds/noticed";
import { readBack } from "./kinds/read-back";
import { rulingWas } from "./kinds/ruling-was";
import { timeSince } from "./kinds/time-since";
import { unitOnScene } from "./kinds/unit-on-scene";
import type { LeafKind } from "./leaf";

/** Every kind of leaf by its name, in the order in which forms offer them. */
export const leafKinds = {
  clock,
  "inject-delivered": injectDelivered,
  "action-done": actionDone,
  "unit-on-scene": unitOnScene,
  "incident-status": incidentStatus,
  gauge,
  "fact-known": factKnown,
  "actor-status": actorStatus,
  "actor-at": actorAt,
  noticed,
  "read-back": readBack,
  "agency-arrived": agencyArrived,
  "decision-was": decisionWas,
  "time-since": timeSince,
  "ruling-was": rulingWas,
};

/** A condition that has no other condition in it. */
export type ConditionLeaf = z.infer<(typeof leafKinds)[keyof typeof leafKinds]["shape"]>;

/** The kinds of leaf that there are. */
export const LEAF_OPS = Object.keys(leafKinds) as ConditionLeaf["op"][];

/** Each kind stands under its own name: what does not, does not compile. */
const kinds: { [Op in ConditionLeaf["op"]]: LeafKind<Extract<ConditionLeaf, { op: Op }>> } = leafKinds;

/** What is known of the kind of a leaf. */
export function kindOf(leaf: { op: ConditionLeaf["op"] }): LeafKind<ConditionLeaf> {
  return kinds[leaf.op];
}
