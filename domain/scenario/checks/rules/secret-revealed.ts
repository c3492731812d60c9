import { clockMs } from "@/domain/scenario/checks/by-clock";
import { passagesOf } from "@/domain/scenario/checks/passages";
import { speaksOf } from "@/domain/scenario/checks/likeness";
import { warning, type Finding, type Path } from "@/domain/scenario/checks/rule";
import { sidesOfAudience } from "@/domain/scenario/checks/texts";
import type { Inject, Scenario } from "@/domain/scenario/schema";
import { say, type Said } from "@/domain/words/said";

/**
 * An effect by which an inject hands a side what nothing it did, and nothing in the inject's own text, tells it: a fact
 * to the side that does not get the inject, one of the opposition's brief, one of which the text does not speak, or where
 * somebody is who is still at large.
 */
export const secretRevealed = warning(({ scenario }) => {
  const isOfOpposition = passagesOf([{ text: scenario.brief.opposition, key: true }]);
  return scenario.injects.flatMap((inject, i): Finding[] =>
    inject.effects.flatMap((effect, j): Finding[] => {
      const path: Path = ["injects", i, "effects", j];
      if (effect.effect === "reveal") {
        const fact = scenario.facts.find(({ id }) => id === effect.factId);
        const said = fact ? ofFact(inject, fact, effect.to, scenario, isOfOpposition) : null;
        return said ? [{ path, said }] : [];
      }
      return effect.effect === "actor" && showsHidden(inject, effect, scenario)
        ? [{ path, said: say("checks.secret-revealed.place") }]
        : [];
    }),
  );
});

function ofFact(
  inject: Inject,
  { text }: Scenario["facts"][number],
  to: "responder" | "opposition",
  scenario: Scenario,
  isOfOpposition: (text: Inject["text"]) => boolean | undefined,
): Said | null {
  const sides = sidesOfAudience(inject.audience);
  if (sides.length > 0 && !sides.includes(to)) return say("checks.secret-revealed.side");
  if (to !== "responder") return null;
  if (isOfOpposition(text)) return say("checks.secret-revealed.opposition");
  const byClock = clockMs(inject, scenario) !== null;
  return sides.length > 0 && !speaksOf([inject.title, inject.text], text, byClock ? "clearly" : "at all")
    ? say("checks.secret-revealed.unsaid")
    : null;
}

/** Whether an inject that comes by the clock tells the responders where somebody at large is. */
function showsHidden(
  inject: Inject,
  effect: Extract<Inject["effects"][number], { effect: "actor" }>,
  scenario: Scenario,
): boolean {
  const isFree = ({ id, status }: Scenario["actors"][number]) =>
    id === effect.actorId && status === "at-large";
  return (
    effect.status === "located" &&
    sidesOfAudience(inject.audience).includes("responder") &&
    clockMs(inject, scenario) !== null &&
    scenario.actors.some(isFree)
  );
}
