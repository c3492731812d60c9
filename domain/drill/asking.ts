import type { CommandOf, DrillCommand } from "./commands";
import { letDueHappen } from "./due";
import type { Play } from "./play";
import type { LaneOf } from "./require-may";
import type { DrillEvent, Participant } from "./schema";
import type { Drill } from "./state";

/** A command with who asks and when. */
export type Asked = {
  by: Participant;
  /** Drill time in ms at which it is asked. What falls due up to then must have happened. */
  atMs: number;
  /** Unix time in ms. */
  wallMs: number;
  /** For StartEx: the seed of all draws. */
  seed: number;
  /** Participant ids of those whom the server has not seen for some seconds; asked only where it matters. */
  absent?: readonly string[];
  /** Whether who asks leads their team, or nobody of it who has come does. Known to the server. */
  isCaptain?: boolean;
  /** Whether who asks is, or was when it was planned, of a team that plays, or has played in it. Known to the server. */
  isOfTeam?: boolean;
};

/** A command that may be asked for, about to be decided. */
export type Asking<T extends DrillCommand["type"]> = {
  play: Play;
  drill: Drill;
  command: CommandOf<T>;
  asked: Asked;
  by: Participant;
  atMs: number;
  lane: LaneOf<T>;
  /** Decides one event, in that lane or for the whole drill. */
  put: (event: DrillEvent, observedAtMs?: number | null) => void;
};

/** What comes of some kinds of command. Every rule is checked before the first event is put. */
export type Decides<Type extends DrillCommand["type"]> = {
  [T in Type]: (asking: Asking<T>) => void;
};

/** What is due by now comes of it at once. */
export function thenDue({
  play,
  drill,
  atMs,
  asked,
}: Omit<Asking<DrillCommand["type"]>, "command" | "lane">): void {
  play.events.push(...letDueHappen(drill, atMs, asked.wallMs));
}
