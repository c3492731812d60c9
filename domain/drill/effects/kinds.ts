import type { Effect } from "@/domain/actions/effects";
import { actor } from "./kinds/actor";
import { callIn } from "./kinds/call-in";
import { congestion } from "./kinds/congestion";
import { dispatch } from "./kinds/dispatch";
import { find } from "./kinds/find";
import { gauge } from "./kinds/gauge";
import { hide } from "./kinds/hide";
import { incidentStatus } from "./kinds/incident-status";
import { merge } from "./kinds/merge";
import { notifyAgency } from "./kinds/notify-agency";
import { sendBack } from "./kinds/return";
import { reveal } from "./kinds/reveal";
import { setsOut } from "./kinds/set-out";
import { sighting } from "./kinds/sighting";
import { watch } from "./kinds/watch";
import type { CarryOut, CarryOutOf, Scene } from "./scene";

/** How each kind of effect is carried out: one that is missing does not compile. */
const kinds: { [Kind in Effect["effect"]]: CarryOut<Kind> } = {
  "incident-status": incidentStatus,
  dispatch,
  return: sendBack,
  "call-in": callIn,
  merge,
  "notify-agency": notifyAgency,
  gauge,
  reveal,
  actor,
  "set-out": setsOut,
  hide,
  find,
  watch,
  sighting,
  congestion,
};

/** Carries out one effect. */
export function carryOut(effect: Effect, scene: Scene): void {
  const kind: CarryOutOf<Effect> = kinds[effect.effect];
  kind(effect, scene);
}
