import "server-only";
import { TRPCClientError } from "@trpc/client";
import { z } from "zod";
import type { Side } from "@/domain/conditions/terms";
import { drillTimeAt } from "@/domain/drill/clock";
import type { ControlView } from "@/domain/view/schema";
import type { Api } from "./api";
import { send } from "./seat";

export type LaneSeen = ControlView["lanes"][number];

/** What control sees, and when: `wallMs` by the server's clock, `seenMs` by ours. */
export type Board = { view: ControlView; wallMs: number; seenMs: number };

/** The whole board. */
export async function boardOf(control: Api, drillId: string): Promise<Board> {
  const [view, { wallMs }] = await Promise.all([
    control.drill.view.query({ drillId }),
    control.drill.wallTime.query(),
  ]);
  if (view.kind !== "control") throw new Error("Control does not see the drill as control.");
  return { view, wallMs, seenMs: performance.now() };
}

/** Drill time now, if nobody has touched the clock since the board was seen. */
export function nowOn({ view, wallMs, seenMs }: Board): number {
  return drillTimeAt(view.clock, wallMs + performance.now() - seenMs);
}

/** Skips to a drill time, as a trainer skips a lull. */
export async function jumpTo(control: Api, drillId: string, toMs: number): Promise<void> {
  try {
    await send(control, drillId, { type: "JumpClock", toMs });
  } catch (error) {
    // The running clock has got there by itself meanwhile; then there is nothing to skip.
    if (!isRefusedJump(error)) throw error;
  }
}

/** Nothing is left to happen: the plan is played out and every call is off the board. */
export function allDone(view: ControlView): boolean {
  return view.lanes.every(
    ({ injects, incidents, actions }) =>
      incidents.length > 0 &&
      injects.every(
        ({ status, dueAtMs }) => status === "delivered" || status === "skipped" || dueAtMs === null,
      ) &&
      incidents.every(
        ({ status, mergedInto }) => mergedInto !== null || status === "closed" || status === "diverted",
      ) &&
      actions.every(({ state }) => state === "done" || state === "failed"),
  );
}

/**
 * When the next thing happens by itself that a side of a lane may notice, as far as control can know.
 *
 * @returns drill time in ms, Infinity when nothing will.
 */
export function nextDueMs(lane: LaneSeen, side: Side, afterMs: number): number {
  const injects = lane.injects.flatMap(({ status, held, dueAtMs }) =>
    !held && (status === "pending" || status === "scheduled") ? [dueAtMs] : [],
  );
  const actions = lane.actions
    .filter((action) => action.side === side)
    .flatMap(({ state, endsAtMs, contested }) =>
      // What was ruled comes to its end as well: only then its effects happen.
      state === "contested" ? [contested?.rulingDueAtMs ?? null] : [endsAtMs],
    );
  const responders = [
    ...lane.units.flatMap(({ leg, busyUntilMs }) => [leg?.arrivesAtMs ?? null, busyUntilMs]),
    ...lane.decisions.flatMap(({ taken, lapsed, closesAtMs }) => (taken || lapsed ? [] : [closesAtMs])),
  ];
  const dues = [...injects, ...actions, ...(side === "responder" ? responders : [])];
  return Math.min(Infinity, ...dues.flatMap((dueMs) => (dueMs !== null && dueMs > afterMs ? [dueMs] : [])));
}

function isRefusedJump(error: unknown): boolean {
  const refused = z.object({ refusal: z.object({ code: z.literal("jump-backwards") }) });
  return error instanceof TRPCClientError && refused.safeParse(error.data).success;
}
