import { findBuiltInAction } from "@/domain/actions/catalogue";
import { callsIn, type ActionDefinition } from "@/domain/actions/schema";
import type { Side } from "@/domain/conditions/terms";
import type { ActionKnown, Audience, Setting, SideSetting } from "./schema";
import { actionsOf } from "@/domain/scenario/allowed-actions";
import { needsHearing } from "@/domain/drill/heard-of";
import { planOf } from "@/domain/drill/plan";
import type { Setup } from "@/domain/drill/schema";
import { wallSetting } from "./wall";
import { nameForReaders } from "@/domain/drill/names";
import { UNWRITTEN } from "@/domain/text";

/**
 * What does not change while a drill runs, for one audience: the ground, the brief,
 * the catalogue. Sent once; `viewFor` sends what changes. The same rule holds for both:
 * every field is named.
 */
export function settingFor(setup: Setup, audience: Audience): Setting {
  const { scenario } = setup;
  const common = {
    title: setup.title,
    scenarioTitle: scenario.title,
    format: setup.format,
    mode: setup.mode,
    startsAt: scenario.startsAt,
    plannedMinutes: scenario.plannedMinutes,
  };
  if (audience.kind === "wall") return { kind: "wall", ...common, ...wallSetting(setup) };
  if (audience.kind !== "side" && audience.kind !== "officer") {
    return {
      kind: "full",
      ...common,
      scenario,
      ground: setup.ground,
      policy: setup.policy,
      actions: actionsOf(scenario),
      teams: setup.teams.map((team) => ({ lane: team.lane, side: team.side, name: nameForReaders(team) })),
    };
  }
  return { ...common, ...sideSetting(setup, audience.side, audience.lane) };
}

function sideSetting(
  setup: Setup,
  side: Side,
  lane: number,
): Omit<SideSetting, "title" | "scenarioTitle" | "format" | "mode" | "startsAt" | "plannedMinutes"> {
  const { scenario, ground } = setup;
  const plan = planOf(setup);
  const { atlas } = plan;
  const responder = side === "responder";
  const shown = scenario.gauges.filter((gauge) => gauge.shownTo.includes(side));
  return {
    kind: "side",
    side,
    lane,
    team: nameForReaders(
      setup.teams.find((team) => team.lane === lane && team.side === side) ?? { name: "" },
    ),
    situation: scenario.brief.situation,
    brief: responder ? scenario.brief.responder : scenario.brief.opposition,
    objectives: scenario.objectives.filter((objective) => objective.side === side).map(({ text }) => text),
    ground: {
      ...ground,
      // Where the cameras are is the responder's business.
      features: responder
        ? ground.features
        : ground.features.filter((feature) => feature.properties.kind !== "camera"),
    },
    units: responder
      ? scenario.forces.units.map((unit) => ({
          id: unit.id,
          callSign: unit.callSign,
          name: unit.name,
          branch: unit.branch,
          crew: unit.crew,
          vehicle: unit.vehicle,
          shift: unit.shift ?? null,
          equipment: unit.equipment ?? [],
          station: atlas.stations.get(unit.stationId)?.properties.name ?? UNWRITTEN,
        }))
      : [],
    actions: actionsOf(scenario)
      .filter((action) => action.side === side && !needsHearing(action, plan))
      .map((action) => actionKnown(action, shown)),
    standards: responder ? setup.policy.standards : [],
    agencies: responder ? scenario.agencies.map(({ id, name, kind }) => ({ id, name, kind })) : [],
    gauges: shown.map(({ id, name, unit, min, max, goodIs }) => ({ id, name, unit, min, max, goodIs })),
    budget: responder ? null : scenario.oppositionBudget,
    cellLanes: !responder && setup.oppositionCell ? setup.lanes : null,
  };
}

/** An action as its side has it, as far as it may know. */
export function actionKnown(action: ActionDefinition, gauges: readonly { id: string }[]): ActionKnown {
  return {
    id: action.id,
    group: action.group,
    label: action.label,
    hint: action.hint ?? null,
    target: action.target,
    crew: action.crew,
    onScene: action.onScene,
    branch: action.branch ?? null,
    equipment: action.equipment ?? [],
    callsIn: callsIn(action),
    stages: action.stages,
    durationMs: action.durationMs,
    cost: action.cost,
    note: action.note,
    contested: action.adjudication.by === "umpire",
    // Its budget is spent on them, so it may weigh them; a responder acts by the book and not by the odds.
    odds: action.side === "opposition" && action.adjudication.by !== "auto" ? action.adjudication.odds : null,
    notice: action.notice,
    actorIs: action.actorIs,
    answers: action.counters !== undefined,
    own: findBuiltInAction(action.id) === undefined,
    // As people see it on the meter afterwards; on others they see nothing move.
    sways: action.effects.flatMap((effect) => {
      if (effect.effect !== "gauge" || !gauges.some(({ id }) => id === effect.gaugeId)) return [];
      const by = (effect.add ?? 0) + (effect.ratePerMin ?? 0);
      return by === 0
        ? []
        : [{ gaugeId: effect.gaugeId, to: by > 0 ? ("higher" as const) : ("lower" as const) }];
    }),
    legal: action.legal ?? [],
  };
}
