import "server-only";
import { createHash } from "node:crypto";
import type { Setup } from "@/domain/drill/schema";
import type { Ground } from "@/domain/ground/schema";
import type { Policy } from "@/domain/policy/schema";
import type { Side } from "@/domain/conditions/terms";
import { LEGS } from "@/domain/drill/legs";
import { UNANSWERED_STOP_ENDS_MS } from "@/domain/drill/stop";
import { Refusal } from "@/domain/refusal";
import { seatedPlaces } from "@/domain/roster/places";
import { Seat, type NewDrill } from "@/domain/roster/schema";
import type { Scenario } from "@/domain/scenario/schema";
import { inBothLanguages } from "@/domain/text";
import type { SeatGiven } from "./mutations";
import type { TeamName } from "./queries";

/** A wall shows what happened this long ago, in ms of drill time, so that it never tells a team of the moment. */
const WALL_DELAY_MS = 60_000;

/** What a drill pins besides what its planner wrote. */
export type Pinned = {
  scenario: Scenario;
  ground: Ground;
  policy: Policy;
  version: number;
  /** Names of the standing teams that play, by id. */
  teamNames: ReadonlyMap<string, TeamName>;
};

/**
 * Everything a drill is played on, and who has which place, from what its planner wrote.
 *
 * @throws {Refusal} "input-invalid" when lanes, teams or people do not fit the format or each other.
 */
export function setupOf(wanted: NewDrill, pinned: Pinned): { setup: Setup; seats: SeatGiven[] } {
  const { ground, policy, version, teamNames } = pinned;
  const scenario = inBothLanguages(pinned.scenario);
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
    lanes: wanted.format === "swap" ? LEGS : lanes,
    teams: placesOf(wanted, lanes, teamNames),
    oppositionCell: wanted.oppositionCell,
    scripted: wanted.scripted,
    wallDelayMs: wanted.wallDelayMs ?? WALL_DELAY_MS,
    unansweredStopEndsMs: wanted.unansweredStopEndsMs ?? UNANSWERED_STOP_ENDS_MS,
  };
  return {
    setup,
    seats: wanted.people.map((person) => ({ userId: person.userId, seat: seatOf(person, setup) })),
  };
}

/** What is not in a drill's setup of what its planner wrote. */
export type PlannedBeside = { noNotice: boolean; plannedForMs: number | null };

/**
 * A drill as its planner would write it again: `setupOf` makes the same setup of it. It names nobody: people are given
 * their places in the drill's room, and keep them.
 */
export function planOf(setup: Setup, { noNotice, plannedForMs }: PlannedBeside): NewDrill {
  const isWritten = ({ lane, side }: Setup["teams"][number]) =>
    lane === 1 || (setup.format !== "swap" && !(setup.oppositionCell && side === "opposition"));
  return {
    title: setup.title,
    scenarioId: setup.scenarioId,
    version: setup.scenarioVersion,
    format: setup.format,
    mode: setup.mode,
    noNotice,
    ...(plannedForMs === null ? {} : { plannedForMs }),
    teams: setup.teams
      .filter(isWritten)
      .map(({ lane, side, teamId, name }) => ({
        lane,
        side,
        teamId,
        ...(teamId === null && name !== "" ? { name } : {}),
      }))
      .sort(byPlace),
    scripted: setup.scripted.map(({ lane, side, skill }) => ({ lane, side, skill })).sort(byPlace),
    oppositionCell: setup.oppositionCell,
    wallDelayMs: setup.wallDelayMs,
    unansweredStopEndsMs: setup.unansweredStopEndsMs ?? UNANSWERED_STOP_ENDS_MS,
    people: [],
  };
}

/** What of a plan the audit trail compares: all that its planner wrote, and nothing that follows from it. */
export function planForTrail(planned: Setup & PlannedBeside) {
  const { title, scenarioId, format, mode, noNotice, plannedForMs, oppositionCell } = planned;
  return {
    title,
    scenarioId,
    scenarioVersion: planned.scenarioVersion,
    format,
    mode,
    noNotice,
    plannedForMs,
    teams: planned.teams.map(({ lane, side, name }) => `${lane} ${side} ${name}`.trim()).sort(),
    scripted: planned.scripted.map(({ lane, side, skill }) => `${lane} ${side} ${skill}`).sort(),
    oppositionCell,
    wallDelayMinutes: planned.wallDelayMs / 60_000,
    unansweredStopEndsMinutes: (planned.unansweredStopEndsMs ?? UNANSWERED_STOP_ENDS_MS) / 60_000,
  };
}

/** Responders first, as the form writes them. */
function byPlace(one: { lane: number; side: Side }, other: { lane: number; side: Side }): number {
  return one.lane - other.lane || other.side.localeCompare(one.side, "en");
}

/** Names a state of a plan: whoever changes it says with this which state they have seen. */
export function stampOf(plan: NewDrill): string {
  return createHash("sha256").update(JSON.stringify(plan)).digest("base64url");
}

/** Who plays where, in every lane: also where one team plays several. */
function placesOf(wanted: NewDrill, lanes: number, teamNames: Pinned["teamNames"]): Setup["teams"] {
  const named = wanted.teams.map(({ lane, side, teamId, name }) => ({
    lane,
    side,
    teamId,
    ...(teamId === null ? { name: name ?? "" } : nameIn(teamNames, teamId)),
  }));
  if (wanted.format === "swap") {
    return [...named, ...named.map((team) => ({ ...team, lane: LEGS, side: otherSideOf(team) }))];
  }
  if (!wanted.oppositionCell) return named;
  const cell = named.find(({ side }) => side === "opposition");
  const further = Array.from({ length: lanes - 1 }, (_, i) => i + 2);
  return [...named, ...(cell ? further.map((lane) => ({ ...cell, lane })) : [])];
}

/** A standing team's name, as it is pinned. */
function nameIn(teamNames: Pinned["teamNames"], teamId: string): TeamName {
  const { name = "", latinName } = teamNames.get(teamId) ?? {};
  return { name, ...(latinName === undefined ? {} : { latinName }) };
}

function otherSideOf({ side }: { side: Side }): Side {
  return side === "responder" ? "opposition" : "responder";
}

function requireFit(wanted: NewDrill, lanes: number, scenario: Scenario): void {
  const { format, teams, scripted, people, oppositionCell } = wanted;
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
    (format !== "swap" || (teams.length === 2 && scripted.length === 0)) &&
    (!oppositionCell || isCell(wanted)) &&
    teams.every(
      ({ lane, side, teamId }) =>
        teamId === null ||
        !teams.some((other) => other.teamId === teamId && other.side !== side && other.lane === lane),
    );
  if (!fits) throw new Refusal("input-invalid");
}

/** One opposition, named for the first lane, whose team responds in none. */
function isCell({ format, teams, scripted }: NewDrill): boolean {
  const oppositions = [...teams, ...scripted].filter(({ side }) => side === "opposition");
  const cell = teams.find(({ lane, side }) => lane === 1 && side === "opposition");
  return (
    format === "parallel" &&
    oppositions.length === 1 &&
    cell !== undefined &&
    !teams.some(({ side, teamId }) => side === "responder" && teamId !== null && teamId === cell.teamId)
  );
}

function seatOf({ role, lane, side }: NewDrill["people"][number], setup: Setup): Seat {
  const seat = Seat.safeParse(role === "player" ? { role, lane, side } : { role });
  if (!seat.success) throw new Refusal("input-invalid");
  const { data } = seat;
  const seated = seatedPlaces({ ...setup, leg: 1 }, setup.teams);
  if (data.role === "player" && !seated.some((t) => t.lane === data.lane && t.side === data.side)) {
    throw new Refusal("lane-unknown");
  }
  return data;
}
