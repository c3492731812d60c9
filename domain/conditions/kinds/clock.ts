import { z } from "zod";
import { say } from "@/domain/words/said";
import { tPlus } from "@/domain/duration";
import { never } from "@/domain/conditions/absence";
import { Moment } from "@/domain/conditions/fields";
import { leaf } from "@/domain/conditions/leaf";

/** The drill's clock has come so far. */
export const clock = leaf(z.strictObject({ op: z.literal("clock"), atLeastMs: Moment }))({
  spans: ({ atLeastMs }) => [{ fromMs: atLeastMs, toMs: Infinity, evidence: [] }],
  sentence: ({ atLeastMs }) => say("conditions.clock", { time: tPlus(atLeastMs) }),
  earliestMs: ({ atLeastMs }) => atLeastMs,
  absence: () => never(),
  shown: () => [],
  fresh: () => ({ op: "clock", atLeastMs: 60_000 }),
});
