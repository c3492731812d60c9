import { Refusal } from "@/domain/refusal";
import type { Side } from "@/domain/conditions/terms";
import type { Lane, Radio } from "./state";

/**
 * Read-back: who speaks on the radio can ask that what was said is said back. The first read-back by somebody else
 * counts; it is an event that names the message, so that scoring can hold it against a time.
 */

/** What was said on one net, in its order: by its number there a side refers to a message. */
export function netOf(lane: Lane, side: Side): Radio[] {
  return lane.radio.filter((message) => message.side === side);
}

/**
 * The message somebody reads back.
 *
 * @param n Its number on the net of its side, from 1.
 * @param by Participant id of whoever reads back.
 * @throws {Refusal} "radio-unknown"; "read-back-not-due" when it was not asked for, was given, or is one's own.
 */
export function requireReadBack(lane: Lane, side: Side, n: number, by: string): Radio {
  const message = netOf(lane, side)[n - 1];
  if (!message) throw new Refusal("radio-unknown");
  if (!message.asksReadBack || message.readBack || message.by === by) throw new Refusal("read-back-not-due");
  return message;
}
