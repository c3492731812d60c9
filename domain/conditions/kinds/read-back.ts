import { z } from "zod";
import { say } from "@/domain/words/said";
import { never, omitted } from "@/domain/conditions/absence";
import { Count, Length } from "@/domain/conditions/fields";
import { leaf } from "@/domain/conditions/leaf";
import { Side } from "@/domain/conditions/terms";
import { sideWords } from "@/domain/conditions/words";
import type { Moment, World } from "@/domain/conditions/world";

/** On a side's net what was asked to be read back was, in time, so many times. */
export const readBack = leaf(
  z.strictObject({
    op: z.literal("read-back"),
    side: Side,
    withinMs: Length,
    atLeast: Count.optional(),
  }),
)({
  spans: ({ side, withinMs, atLeast = 1 }, world) => {
    const given = readBacks(world, side, withinMs).slice(0, atLeast);
    const last = given.length < atLeast ? undefined : given.at(-1);
    return last
      ? [{ fromMs: last.atMs, toMs: Infinity, evidence: given.map(({ position }) => position) }]
      : [];
  },
  sentence: ({ side, withinMs, atLeast = 1 }) =>
    say("conditions.read-back", {
      side: sideWords(side),
      seconds: Math.round(withinMs / 1_000),
      count: atLeast,
    }),
  earliestMs: () => 0,
  absence: ({ side, atLeast = 1 }, why) => {
    const asked = why.askedToReadBack(side);
    return side === why.side && asked.length >= atLeast ? omitted(asked) : never();
  },
  shown: (asked, log) =>
    log.radio.flatMap(({ side, text, atMs, readBack: due }) => {
      const given = due?.given;
      const inTime = given && side === asked.side && given.atMs - atMs <= asked.withinMs;
      return inTime ? [{ text: say("conditions.shown.read-back", { text }), atMs: given.atMs }] : [];
    }),
  fresh: () => ({ op: "read-back", side: "responder", withinMs: 30_000 }),
});

/** When messages on a side's net were read back in time, in the order in which they were. */
function readBacks(world: World, side: Side, withinMs: number): Moment[] {
  return world.radio
    .filter((message) => message.side === side)
    .flatMap(({ atMs, readBack: given }) => (given && given.atMs - atMs <= withinMs ? [given] : []))
    .sort((a, b) => a.position - b.position);
}
