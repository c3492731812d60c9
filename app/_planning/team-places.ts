import type { Side } from "@/domain/conditions/terms";
import type { ScriptedSide, Skill } from "@/domain/drill/schema";
import type { NewDrill, TeamPlace } from "@/domain/roster/schema";

export type DrillFormat = NewDrill["format"];

/** Who plays the opposition: people in one of three ways, the engine, or nobody. */
export type Opposition = "team" | "teams" | "cell" | "scripted" | "none";

/** Who plays in a place, as far as the planner chose; null: whoever comes in with the code. */
export type TeamChoice = { teamId: string | null; name: string };

/** Choices by place; a place that is absent has its default. */
export type TeamChoices = Readonly<Record<string, TeamChoice>>;

export type OpenPlace = { key: string; lane: number; side: Side };

/** How a drill is played, as far as it decides who has to be found for it. */
export type Play = { format: DrillFormat; groups: number; opposition: Opposition };

/** The most groups the planning page offers: more than a district has teams at one time. */
export const GROUPS_MAX = 16;

/** The formats a scenario can be played in, the most fitting first. */
export function formatsOf({ opposed }: { opposed: boolean }): [DrillFormat, ...DrillFormat[]] {
  return opposed ? ["opposed", "swap", "parallel", "solo"] : ["parallel", "solo"];
}

/** Who can play the opposition in a format, the most fitting first. */
export function oppositionsOf(
  format: DrillFormat,
  { opposed }: { opposed: boolean },
): [Opposition, ...Opposition[]] {
  if (!opposed) return ["none"];
  switch (format) {
    case "opposed":
      return ["team", "scripted"];
    case "swap":
      return ["team"];
    case "parallel":
      return ["scripted", "cell", "teams", "none"];
    case "solo":
      return ["scripted"];
  }
}

/** The places people fill, group by group, the responders first. Of two legs those of the first. */
export function placesOf({ format, groups, opposition }: Play): OpenPlace[] {
  const byPeople = (lane: number) =>
    opposition === "team" || opposition === "teams" || (opposition === "cell" && lane === 1);
  return lanesOf({ format, groups }).flatMap((lane) => {
    const sides: Side[] = byPeople(lane) ? ["responder", "opposition"] : ["responder"];
    return sides.map((side) => ({ key: `${lane} ${side}`, lane, side }));
  });
}

/** The sides the engine plays, one in each group. */
export function scriptedIn(play: Play, skill: Skill): ScriptedSide[] {
  if (play.opposition !== "scripted") return [];
  return lanesOf(play).map((lane) => ({ lane, side: "opposition", skill }));
}

function lanesOf({ format, groups }: Pick<Play, "format" | "groups">): number[] {
  return Array.from({ length: format === "parallel" ? groups : 1 }, (_, i) => i + 1);
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

/** The places in which one team would play against itself; a cell plays against every group. */
export function placesPlayedTwice(
  places: readonly (OpenPlace & TeamChoice)[],
  { opposition }: Pick<Play, "opposition">,
): ReadonlySet<string> {
  const meet = (a: OpenPlace, b: OpenPlace) =>
    a.side !== b.side && (opposition === "cell" || a.lane === b.lane);
  return new Set(
    places
      .filter((place) =>
        places.some((other) => place.teamId !== null && other.teamId === place.teamId && meet(place, other)),
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
