import { fc } from "@fast-check/vitest";
import type { DrillCommand, Participant, Setup } from "@/domain/drill/schema";
import { castOf, type AskedOf } from "./makings";

/** A drill that is ended and talked about to the end of its result: what chance alone hardly ever asks in that order. */
export function closingIn(
  setup: Setup,
  asked: Pick<AskedOf<DrillCommand["type"]>, "FileAppeal" | "AnswerAppeal">,
): fc.Arbitrary<{ by: Participant; command: DrillCommand }[]> {
  const { control, second, evaluators, all } = castOf(setup);
  const [rater] = evaluators;
  const item = setup.scenario.items.find(({ kind }) => kind === "judgement" || kind === "procedure");
  if (!rater || !item) return fc.constant([]);
  const isRated = item.kind === "judgement";
  const rating: DrillCommand = isRated
    ? { type: "RateItem", lane: 1, itemId: item.id, rating: "M", note: "" }
    : { type: "ObserveItem", lane: 1, itemId: item.id, result: "partly", note: "", observedAtMs: null };
  const says = isRated ? ("S" as const) : ("met" as const);
  const own = all.find((one) => one.role === "player" && one.side === item.side && one.lane === 1);
  const settled = fc.boolean().map((isAccepted) => (isAccepted ? [{ itemId: item.id, says }] : []));
  return fc.tuple(settled, asked.FileAppeal, asked.AnswerAppeal).map(([answer, otherAppeal, otherAnswer]) => [
    { by: control, command: { type: "EndDrill", how: "ended", reason: "" } },
    { by: rater, command: rating },
    ...evaluators.map((by) => ({ by, command: { type: "SubmitEvaluation" as const, lane: 1 } })),
    {
      by: second,
      command: { type: "ModerateLine", lane: 1, itemId: item.id, says, reason: "Both saw half." },
    },
    { by: control, command: { type: "ReleaseScores" } },
    otherAppeal,
    ...(own
      ? [
          {
            by: own,
            command: {
              type: "FileAppeal" as const,
              lane: 1,
              on: { of: "line" as const, itemId: item.id },
              text: "Look at the radio log.",
              evidence: [2],
            },
          },
        ]
      : []),
    ...[1, 2].map((no) => ({
      by: control,
      command: {
        type: "AnswerAppeal" as const,
        lane: 1,
        no,
        accepted: answer.length > 0,
        reason: "So it was.",
        settled: answer,
      },
    })),
    otherAnswer,
    ...all.flatMap((by) =>
      by.role === "player" ? [{ by, command: { type: "AcceptResult" as const } }] : [],
    ),
    { by: control, command: { type: "DeclareFinal" } },
  ]);
}
