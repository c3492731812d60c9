import "server-only";
import type { Setup } from "@/domain/drill/schema";
import type { Ground } from "@/domain/ground/schema";
import type { Policy } from "@/domain/policy/schema";
import { Refusal } from "@/domain/refusal";
import { Seat, type NewDrill } from "@/domain/roster/schema";
import type { Scenario } from "@/domain/scenario/schema";
import type { SeatGiven } from "./mutations";

/** A wall shows what happened this long ago, in ms of drill time, so that it never tells a team of the moment. */
const WALL_DELAY_MS = 60_000;

/** What a drill pins besides what its planner wrote. */
export type Pinned = {
  scenario: Scenario;
  ground: Ground;
  policy: Policy;
  version: number;
  /** Names of the standing teams that play, by id. */
  teamNames: ReadonlyMap<string, string>;
};

/**
 * Everything a drill is played on, and who has which place, from what its planner wrote.
 *
 * @throws {Refusal} "input-invalid" when lanes, teams or people do not fit the format or each other.
 */
export function setupOf(wanted: NewDrill, pinned: Pinned): { setup: Setup; seats: SeatGiven[] } {
  const { scenario, ground, policy, version, teamNames } = pinned;
  const lanes = Math.max(...[...wanted.teams, ...wanted.scripted].map(({ lane }) => lane));
  requireFit(wanted, lanes, scenario);
  const setup: Setup = {
    title: wanted.title,
    format: wanted.format,
    mode: wanted.mode,
    scenario,
    scenarioId: wanted.scenarioId,
    scenarioVersion: version,
    ground,
    policy,
    lanes,
    teams: wanted.teams.map(({ lane, side, teamId, name }) => ({
      lane,
      side,
      teamId,
      name: teamId === null ? (name ?? "") : (teamNames.get(teamId) ?? ""),
    })),
    scripted: wanted.scripted,
    wallDelayMs: WALL_DELAY_MS,
  };
  return {
    setup,
    seats: wanted.people.map((person) => ({ userId: person.userId, seat: seatOf(person, setup) })),
  };
}

function requireFit(wanted: NewDrill, lanes: number, scenario: Scenario): void {
  const { format, teams, scripted, people } = wanted;
  const played = [...teams, ...scripted];
  const places = played.map(({ lane, side }) => `${lane} ${side}`);
  const fits =
    new Set(places).size === places.length &&
    new Set(people.map(({ userId }) => userId)).size === people.length &&
    (format === "parallel" || lanes === 1) &&
    // Lanes are counted from 1 without gaps, and in each of them somebody responds.
    Array.from({ length: lanes }, (_, i) => `${i + 1} responder`).every((place) => places.includes(place)) &&
    (scenario.opposed || played.every(({ side }) => side === "responder")) &&
    (format !== "solo" || teams.length === 1) &&
    teams.every(
      ({ lane, side, teamId }) =>
        teamId === null ||
        !teams.some((other) => other.teamId === teamId && other.side !== side && other.lane === lane),
    );
  if (!fits) throw new Refusal("input-invalid");
}

function seatOf({ role, lane, side }: NewDrill["people"][number], setup: Setup): Seat {
  const seat = Seat.safeParse(role === "player" ? { role, lane, side } : { role });
  if (!seat.success) throw new Refusal("input-invalid");
  const { data } = seat;
  if (data.role === "player" && !setup.teams.some((t) => t.lane === data.lane && t.side === data.side)) {
    throw new Refusal("lane-unknown");
  }
  return data;
}
