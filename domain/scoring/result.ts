import type { Drill } from "@/domain/drill/state";
import { hasBegun } from "@/domain/drill/legs";
import type { SwapResult, TeamResult } from "@/domain/score-card/schema";
import { cardOf } from "./cards";

/**
 * One result over two legs with sides exchanged; null in every other format.
 *
 * A team's total is the sum of its two cards: what it earned as responders in one leg and as opposition in the
 * other, each out of the 100 points its side can earn, so both teams could earn the same 200. Of two equal totals
 * the one with more points as responders is ahead, because handling the call is what is trained; when these are
 * equal too the legs are drawn. The rule is this project's own: docs/decisions/0022-one-result-over-two-legs.md.
 */
export function swapResult(drill: Drill): SwapResult | null {
  const [one, two] = drill.lanes;
  if (drill.setup.format !== "swap" || !one || !two) return null;
  const resultOf = (responding: typeof one, opposing: typeof one): TeamResult => {
    const asResponder = cardOf(drill, responding, "responder");
    const asOpposition = cardOf(drill, opposing, "opposition");
    return {
      team: asResponder.team,
      responderHundredths: asResponder.totalHundredths,
      oppositionHundredths: asOpposition.totalHundredths,
      totalHundredths: asResponder.totalHundredths + asOpposition.totalHundredths,
      coverage: Math.min(asResponder.coverage, asOpposition.coverage),
    };
  };
  const teams: [TeamResult, TeamResult] = [resultOf(one, two), resultOf(two, one)];
  return { teams, ...standing(...teams), complete: drill.phase === "ended" && hasBegun(drill, two) };
}

/** Who is ahead, and by what. */
export function standing(a: TeamResult, b: TeamResult): Pick<SwapResult, "ahead" | "by"> {
  const byTotal = a.totalHundredths - b.totalHundredths;
  if (byTotal !== 0) return { ahead: byTotal > 0 ? 0 : 1, by: "total" };
  const byResponder = a.responderHundredths - b.responderHundredths;
  if (byResponder !== 0) return { ahead: byResponder > 0 ? 0 : 1, by: "responder" };
  return { ahead: null, by: null };
}
