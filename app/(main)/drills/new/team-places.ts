import type { NewDrill, TeamPlace } from "@/domain/roster/schema";
import type { Side } from "@/domain/conditions/schema";

export type DrillFormat = NewDrill["format"];

/** Who plays in a place, as far as the planner chose; null: whoever comes in with the code. */
export type TeamChoice = { teamId: string | null; name: string };

/** Choices by place; a place that is absent has its default. */
export type TeamChoices = Readonly<Record<string, TeamChoice>>;

export type OpenPlace = { key: string; lane: number; side: Side };

/** The most groups the planning page offers: more than a district has teams at one time. */
export const GROUPS_MAX = 16;

/** The formats a scenario can be played in, the most fitting first. */
export function formatsOf({ opposed }: { opposed: boolean }): [DrillFormat, ...DrillFormat[]] {
  return opposed ? ["opposed", "parallel", "solo"] : ["parallel", "solo"];
}

/** The places to fill, group by group, the responders first. */
export function placesOf(format: DrillFormat, groups: number, withOpposition: boolean): OpenPlace[] {
  const lanes = format === "parallel" ? groups : 1;
  const opposed = format === "opposed" || (format === "parallel" && withOpposition);
  const sides: Side[] = opposed ? ["responder", "opposition"] : ["responder"];
  return Array.from({ length: lanes }, (_, i) => i + 1).flatMap((lane) =>
    sides.map((side) => ({ key: `${lane} ${side}`, lane, side })),
  );
}

/**
 * Who plays where: the planner's choices, and for the rest the standing teams in turn, each once. A place nobody
 * is left for, and the one of a solo drill, is open to whoever has the code.
 */
export function filledPlaces(
  places: readonly OpenPlace[],
  choices: TeamChoices,
  { format, teamIds }: { format: DrillFormat; teamIds: readonly string[] },
): (OpenPlace & TeamChoice)[] {
  const taken = new Set(places.flatMap(({ key }) => choices[key]?.teamId ?? []));
  const free = format === "solo" ? [] : teamIds.filter((id) => !taken.has(id));
  return places.map((place) => {
    const choice = choices[place.key] ?? { teamId: free.shift() ?? null, name: "" };
    return { ...place, ...choice };
  });
}

/** The places of groups in which one team would play against itself. */
export function placesPlayedTwice(places: readonly (OpenPlace & TeamChoice)[]): ReadonlySet<string> {
  return new Set(
    places
      .filter(({ key, lane, teamId }) =>
        places.some((o) => o.key !== key && o.lane === lane && teamId !== null && o.teamId === teamId),
      )
      .map(({ key }) => key),
  );
}

/** The places as the server takes them. */
export function teamsFrom(places: readonly (OpenPlace & TeamChoice)[]): TeamPlace[] {
  return places.map(({ lane, side, teamId, name }) => ({
    lane,
    side,
    teamId,
    ...(teamId === null && name.trim() !== "" ? { name: name.trim() } : {}),
  }));
}
