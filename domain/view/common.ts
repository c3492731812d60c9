import type { Caller, Drill } from "@/domain/drill/state";
import type { Audience } from "./schema";
import { participantForReaders } from "@/domain/drill/names";
import { UNWRITTEN } from "@/domain/text";

export function commonOf(drill: Drill, audience: Audience) {
  const { rate, resumeRate, atMs, sinceWallMs } = drill.clock;
  return {
    phase: drill.phase,
    clock: { rate, resumeRate, atMs, sinceWallMs },
    pauseReason: drill.pauseReason,
    stopped: drill.stopped && {
      ...callerSeen(drill.stopped, audience),
      real: drill.stopped.real,
      endsAtWallMs: drill.stopped.endsAtWallMs,
    },
    ended: drill.ended && { ...callerSeen(drill.ended, audience), how: drill.ended.how },
    scoresReleased: drill.released !== null,
    leg: drill.setup.format === "swap" ? drill.leg : null,
  };
}

/** Who stopped it all is said to everybody; by name only to those who may know who plays over there. */
function callerSeen({ atMs, wallMs, by, reason }: Caller, audience: Audience) {
  const isOther =
    by?.role === "player" &&
    audience.kind === "side" &&
    (by.side !== audience.side || by.lane !== audience.lane);
  return {
    atMs,
    wallMs,
    role: by?.role ?? null,
    name: isOther || by === null ? UNWRITTEN : participantForReaders(by),
    reason,
  };
}
