import { z } from "zod";
import { say } from "@/domain/words/said";
import { never } from "@/domain/conditions/absence";
import { LengthOrNone } from "@/domain/conditions/fields";
import { earliestOfMark } from "@/domain/conditions/timetable";
import { leaf } from "@/domain/conditions/leaf";
import { evidenceOf, momentOf } from "@/domain/conditions/spans";
import { Mark } from "@/domain/conditions/terms";
import { markWords } from "@/domain/conditions/words";

/** So much drill time has passed since a moment. */
export const timeSince = leaf(
  z.strictObject({ op: z.literal("time-since"), mark: Mark, atLeastMs: LengthOrNone }),
)({
  spans: ({ mark, atLeastMs }, world) => {
    const moment = momentOf(mark, world);
    return moment ? [{ fromMs: moment.atMs + atLeastMs, toMs: Infinity, evidence: evidenceOf(moment) }] : [];
  },
  sentence: ({ mark, atLeastMs }, name) =>
    say("conditions.time-since", { mark: markWords(mark, name), length: { lengthMs: atLeastMs } }),
  earliestMs: ({ mark, atLeastMs }, times) => earliestOfMark(mark, times) + atLeastMs,
  absence: ({ mark }, why) => why.ofMark(mark) ?? never(),
  shown: () => [],
  fresh: () => ({ op: "time-since", mark: { mark: "start" }, atLeastMs: 60_000 }),
});
