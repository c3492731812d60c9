import type { Skill } from "@/domain/drill/schema";
import { UNANSWERED_STOP_ENDS_MS } from "@/domain/drill/stop";
import type { NewDrill, PlanAsItStands } from "@/domain/roster/schema";
import { NO_TIME, typedTime, type TypedTime } from "@/app/_ui/date-time-field";
import type { PlayableScenario } from "./scenario-choice";
import {
  filledPlaces,
  formatsOf,
  oppositionsOf,
  placesOf,
  placesPlayedTwice,
  scriptedIn,
  teamsFrom,
  type DrillFormat,
  type Opposition,
  type TeamChoices,
} from "./team-places";

/** How late the wall is when nobody says otherwise. */
export const WALL_DELAY_MS = 60_000;

/** A plan as it stands in the form. Null is what follows from the rest. */
export type WrittenPlan = {
  scenario: PlayableScenario;
  title: string | null;
  format: DrillFormat | null;
  mode: NewDrill["mode"];
  groups: number;
  opposition: Opposition | null;
  skill: Skill;
  choices: TeamChoices;
  plannedFor: TypedTime;
  wallDelayMs: number;
  unansweredStopEndsMs: number;
  noNotice: boolean;
};

/** A plan that nobody has written anything in yet. */
export function blankPlan(scenario: PlayableScenario, teamCount: number): WrittenPlan {
  return {
    scenario,
    title: null,
    format: null,
    mode: "tabletop",
    groups: Math.min(2, Math.max(1, teamCount)),
    opposition: null,
    skill: "medium",
    choices: {},
    plannedFor: NO_TIME,
    wallDelayMs: WALL_DELAY_MS,
    unansweredStopEndsMs: UNANSWERED_STOP_ENDS_MS,
    noNotice: false,
  };
}

/** A plan that exists, as it would have been written. */
export function writtenFrom({ plan, scenario }: PlanAsItStands, timeZone: string): WrittenPlan {
  return {
    scenario: { ...scenario, id: plan.scenarioId, version: plan.version ?? 1 },
    title: plan.title,
    format: plan.format,
    mode: plan.mode,
    groups: Math.max(...plan.teams.map(({ lane }) => lane)),
    opposition: oppositionIn(plan),
    skill: plan.scripted[0]?.skill ?? "medium",
    choices: Object.fromEntries(
      plan.teams.map(({ lane, side, teamId, name }) => [`${lane} ${side}`, { teamId, name: name ?? "" }]),
    ),
    plannedFor: typedTime(plan.plannedForMs ?? null, timeZone),
    wallDelayMs: plan.wallDelayMs ?? WALL_DELAY_MS,
    unansweredStopEndsMs: plan.unansweredStopEndsMs ?? UNANSWERED_STOP_ENDS_MS,
    noNotice: plan.noNotice,
  };
}

function oppositionIn({ format, teams, scripted, oppositionCell }: PlanAsItStands["plan"]): Opposition {
  if (oppositionCell) return "cell";
  if (scripted.length > 0) return "scripted";
  if (!teams.some(({ side }) => side === "opposition")) return "none";
  return format === "parallel" ? "teams" : "team";
}

/** What is played, and by whom, as far as what is written says so and the scenario allows it. */
export function playOf(written: WrittenPlan, teamIds: readonly string[]) {
  const formats = formatsOf(written.scenario);
  const format = formats.find((one) => one === written.format) ?? formats[0];
  const oppositions = oppositionsOf(format, written.scenario);
  const opposition = oppositions.find((one) => one === written.opposition) ?? oppositions[0];
  const play = { format, groups: written.groups, opposition };
  const places = filledPlaces(placesOf(play), written.choices, { format, teamIds });
  return { ...play, formats, oppositions, places, twice: placesPlayedTwice(places, play) };
}

/** A plan as the server takes it, without people. */
export function planFrom(
  written: WrittenPlan & { title: string },
  teamIds: readonly string[],
): Omit<NewDrill, "people"> {
  const play = playOf(written, teamIds);
  const { atMs } = written.plannedFor;
  return {
    title: written.title,
    scenarioId: written.scenario.id,
    version: written.scenario.version,
    format: play.format,
    mode: written.mode,
    noNotice: written.noNotice,
    ...(atMs === null ? {} : { plannedForMs: atMs }),
    teams: teamsFrom(play.places),
    scripted: scriptedIn(play, written.skill),
    oppositionCell: play.opposition === "cell",
    wallDelayMs: written.wallDelayMs,
    unansweredStopEndsMs: written.unansweredStopEndsMs,
  };
}

/** What decides who plays. */
const PLAYED = ["scenario", "format", "groups", "opposition", "skill", "choices"] as const;

/**
 * A plan with what somebody has changed in it. While they have changed nothing of who plays, its places stay as they are,
 * also where this form would not have written them so.
 */
export function planChanged(
  { plan }: PlanAsItStands,
  written: WrittenPlan & { title: string },
  { changed, teamIds }: { changed: Partial<WrittenPlan>; teamIds: readonly string[] },
): Omit<NewDrill, "people"> {
  const anew = planFrom(written, teamIds);
  const { format, teams, scripted, oppositionCell } = plan;
  // A time is shown to the minute.
  const { plannedForMs: _, ...rest } = anew;
  const plannedForMs = changed.plannedFor ? anew.plannedForMs : plan.plannedForMs;
  return {
    ...rest,
    ...(plannedForMs === undefined ? {} : { plannedForMs }),
    ...(PLAYED.some((field) => changed[field] !== undefined)
      ? {}
      : { format, teams, scripted, oppositionCell }),
  };
}

/** The fields of a plan in which two states of it differ. */
export function fieldsChanged(before: PlanAsItStands["plan"], after: PlanAsItStands["plan"]): PlanField[] {
  const told: Record<PlanField, (plan: PlanAsItStands["plan"]) => unknown> = {
    scenario: ({ scenarioId, version }) => [scenarioId, version],
    title: ({ title }) => title,
    format: ({ format }) => format,
    mode: ({ mode }) => mode,
    teams: ({ teams, scripted, oppositionCell }) => [teams, scripted, oppositionCell],
    plannedFor: ({ plannedForMs }) => plannedForMs ?? null,
    wallDelay: ({ wallDelayMs }) => wallDelayMs,
    unanswered: ({ unansweredStopEndsMs }) => unansweredStopEndsMs,
    noNotice: ({ noNotice }) => noNotice,
  };
  return PLAN_FIELDS.filter(
    (field) => JSON.stringify(told[field](before)) !== JSON.stringify(told[field](after)),
  );
}

const PLAN_FIELDS = [
  "scenario",
  "title",
  "format",
  "mode",
  "teams",
  "plannedFor",
  "wallDelay",
  "unanswered",
  "noNotice",
] as const;
export type PlanField = (typeof PLAN_FIELDS)[number];
