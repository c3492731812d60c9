import { describe, expect, test } from "vitest";
import { plannedEvents, play, readDrill, carol, startEx, testSetup } from "@/domain/drill/given";
import type { Setup } from "@/domain/drill/schema";
import { standing, swapResult } from "./result";
import type { TeamResult } from "@/domain/score-card/schema";
import { sentence } from "@/domain/words/sentence";
import { scoreCard } from "./score-card";

const swap: Setup = {
  ...testSetup,
  format: "swap",
  lanes: 2,
  teams: [
    { lane: 1, side: "responder", teamId: null, name: "Red" },
    { lane: 1, side: "opposition", teamId: null, name: "Blue" },
    { lane: 2, side: "responder", teamId: null, name: "Blue" },
    { lane: 2, side: "opposition", teamId: null, name: "Red" },
  ],
};

const team = (name: string, responder: number, opposition: number): TeamResult => ({
  team: name,
  responderHundredths: responder * 100,
  oppositionHundredths: opposition * 100,
  totalHundredths: (responder + opposition) * 100,
  coverage: 1,
});

/** The table a trainer would draw on a whiteboard. */
describe("over two legs", () => {
  test.each([
    // Red: responder, opposition | Blue: responder, opposition | ahead, by
    [80, 30, 60, 40, 0, "total"],
    [60, 30, 70, 40, 1, "total"],
    [70, 30, 60, 40, 0, "responder"],
    [60, 40, 70, 30, 1, "responder"],
    [60, 40, 60, 40, null, null],
  ] as const)("Red %i + %i against Blue %i + %i", (rr, ro, br, bo, ahead, by) => {
    expect(standing(team("Red", rr, ro), team("Blue", br, bo))).toEqual({ ahead, by });
  });

  test("each team's points are those of its own two cards, one of each leg", () => {
    const events = play(
      [
        startEx,
        { by: carol, afterMs: 60_000, command: { type: "StartNextLeg" } },
        { by: carol, afterMs: 120_000, command: { type: "EndDrill", how: "ended", reason: "" } },
      ],
      swap,
    );
    const drill = readDrill(events);
    const [one, two] = drill.lanes;
    const result = swapResult(drill);
    if (!one || !two || !result) throw new Error("A swap drill has two lanes and a result.");
    expect(result.complete).toBe(true);
    expect(result.teams.map((each) => sentence(each.team, "en"))).toEqual(["Red", "Blue"]);
    expect(result.teams[0]).toMatchObject({
      responderHundredths: scoreCard(drill, one, "responder").totalHundredths,
      oppositionHundredths: scoreCard(drill, two, "opposition").totalHundredths,
    });
    // Nobody moved: the opposition is free in both legs and has all its points.
    expect(result.teams.map((each) => each.oppositionHundredths)).toEqual([10_000, 10_000]);
  });

  test("a second leg that was never played is no result, and nothing in it counts as missed", () => {
    const drill = readDrill(
      play(
        [startEx, { by: carol, afterMs: 60_000, command: { type: "EndDrill", how: "ended", reason: "" } }],
        swap,
      ),
    );
    const [, two] = drill.lanes;
    expect(swapResult(drill)?.complete).toBe(false);
    expect(two && scoreCard(drill, two, "responder").coverage).toBe(0);
  });

  test("every other format has none", () => {
    expect(swapResult(readDrill(plannedEvents()))).toBeNull();
  });
});
