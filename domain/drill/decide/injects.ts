import type { Decides } from "@/domain/drill/asking";
import type { injects as injectsShapes } from "@/domain/drill/commands/injects";
import { deliverInject } from "@/domain/drill/effects";
import { requireIncident } from "@/domain/drill/require";
import type { InjectState, Lane } from "@/domain/drill/state";
import { fallsToSide } from "@/domain/drill/team-role";
import { Refusal } from "@/domain/refusal";

/** Injects, planned and made up. What comes of each. */
export const injects: Decides<keyof typeof injectsShapes> = {
  DeliverInject({ play, command, by, atMs, lane }) {
    const state = requireInject(lane, command.injectId);
    // Two controllers who press at the same moment hand it out once.
    if (state.delivered) throw new Refusal("inject-already-delivered");
    deliverInject(play, lane, command.injectId, atMs, by);
  },

  ResendInject({ play, command, by, atMs, lane }) {
    const state = requireInject(lane, command.injectId);
    if (!state.delivered) throw new Refusal("inject-not-delivered");
    deliverInject(play, lane, command.injectId, atMs, by);
  },

  HoldInject({ command, lane, put }) {
    const state = requireInject(lane, command.injectId);
    requireUndelivered(state);
    if (state.held) throw new Refusal("inject-already-held");
    put({ type: "InjectHeld", injectId: command.injectId });
  },

  ReleaseInject({ command, lane, put }) {
    const state = requireInject(lane, command.injectId);
    requireUndelivered(state);
    if (!state.held) throw new Refusal("inject-not-held");
    put({ type: "InjectReleased", injectId: command.injectId });
  },

  SkipInject({ command, lane, put }) {
    const state = requireInject(lane, command.injectId);
    requireUndelivered(state);
    put({ type: "InjectSkipped", injectId: command.injectId, reason: command.reason });
  },

  EditInject({ command, lane, put }) {
    const state = requireInject(lane, command.injectId);
    requireUndelivered(state);
    const { injectId, text, from } = command;
    put({ type: "InjectEdited", injectId, text, from });
  },

  SendAdHocInject({ drill, command, lane, put }) {
    const incidentId = command.incident === null ? null : requireIncident(lane, command.incident).incidentId;
    const { kind, audience, from, text } = command;
    const toSide = fallsToSide(drill, lane.lane, audience) ? { toSide: true as const } : {};
    put({ type: "AdHocInjectSent", kind, audience, from, text, incidentId, ...toSide });
  },
};

function requireInject(lane: Lane, injectId: string): InjectState {
  const state = lane.injects[injectId];
  if (!state) throw new Refusal("inject-not-in-msel");
  return state;
}

function requireUndelivered(state: InjectState): void {
  if (state.delivered) throw new Refusal("inject-already-delivered");
  if (state.status === "skipped") throw new Refusal("inject-already-skipped");
}
