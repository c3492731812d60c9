import type { Side } from "@/domain/conditions/terms";
import type { FullSetting } from "@/domain/view/schema";
import type { LocalText } from "@/domain/text";

/**
 * Whom control may want to speak as, to one of the sides: callers and agencies of the scenario, people on the street,
 * crews. Only a help for typing; any other name can be typed.
 */
export function voicesIn(
  { scenario }: FullSetting,
  to: Side | "both",
  local: (text: LocalText) => string,
): string[] {
  const callers = scenario.injects.map(({ from }) => local(from));
  const agencies = scenario.agencies.map(({ name }) => local(name));
  // What somebody looks like to the responder; what they are called among themselves to the opposition.
  const actors = scenario.actors.map(({ name, appearance }) =>
    local(to === "opposition" ? name : appearance),
  );
  const crews = to === "opposition" ? [] : scenario.forces.units.map(({ callSign }) => callSign);
  return [...new Set([...agencies, ...callers, ...actors, ...crews])].filter((voice) => voice !== "");
}
