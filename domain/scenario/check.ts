import { builtInActions } from "@/domain/actions/catalogue";
import { Effect } from "@/domain/actions/effects";
import { Condition } from "@/domain/conditions/schema";
import type { Side } from "@/domain/conditions/terms";
import { ScoredItem } from "@/domain/items/schema";
import { referencesIn, type NamedKind, type Reference } from "@/domain/reference";
import { cluesIn, type Clue } from "@/domain/clues";
import { atlasOf } from "@/domain/ground/atlas";
import { routeBetween } from "@/domain/ground/routing";
import type { Ground } from "@/domain/ground/schema";
import type { Policy } from "@/domain/policy/schema";
import type { Offered } from "@/domain/locales";
import type { LocalText } from "@/domain/text";
import { unwrittenIn } from "@/domain/unfinished";
import { actionsOf } from "./allowed-actions";
import { equipmentName } from "@/domain/actions/equipment";
import { claimsOfInjects, setOutsWithoutWay, unreportedIncidents } from "./nothing-happens";
import { placeholdersIn } from "./placeholders";
import { Scenario } from "./schema";

/** Something an author should mend. An error stops publishing; a warning does not. */
export type Problem = {
  level: "error" | "warning";
  /** Where in the scenario: `["injects", 3, "incidentId"]`. */
  path: (string | number)[];
  code:
    | "reference-broken"
    | "id-twice"
    | "points-not-100"
    | "category-empty"
    | "category-other-side"
    | "inject-never-due"
    | "inject-unscored"
    | "incident-never-reported"
    | "incident-only-warned"
    | "reports-nothing"
    | "stands-in-for-nothing"
    | "unit-cannot-reach"
    | "no-way-leads"
    | "shift-unknown"
    | "equipment-missing"
    | "objective-unserved"
    | "side-without-items"
    | "best-option-first"
    | "best-option-longest"
    | "text-missing"
    | "text-placeholder";
  message: LocalText;
};

type Path = (string | number)[];

/**
 * What is wrong with a scenario beyond its shape: references that lead nowhere, points
 * that do not add up, injects that can never fall due, incidents nobody can drive to.
 */
export function checkScenario(scenario: Scenario, ground: Ground | null, policy: Policy | null): Problem[] {
  const problems: Problem[] = [];
  const error = (path: Path, code: Problem["code"], zh: string, en: string) =>
    problems.push({ level: "error", path, code, message: { zh, en } });
  const warn = (path: Path, code: Problem["code"], zh: string, en: string) =>
    problems.push({ level: "warning", path, code, message: { zh, en } });

  for (const path of unwrittenIn(Scenario, scenario)) {
    error(path, "text-missing", "这里还没有写内容。", "This text is still to be written.");
  }
  for (const path of placeholdersIn(scenario)) {
    error(
      path,
      "text-placeholder",
      "这里仍是系统的提示语，请写上自己的内容。",
      "This is still a hint of the system's; write your own text.",
    );
  }

  const atlas = ground ? atlasOf(ground) : null;
  const actions = new Map(actionsOf(scenario).map((action) => [action.id, action]));
  const known = {
    injects: idsOf(scenario.injects),
    incidents: idsOf(scenario.incidents),
    agencies: idsOf(scenario.agencies),
    gauges: idsOf(scenario.gauges),
    facts: idsOf(scenario.facts),
    actors: idsOf(scenario.actors),
    decisions: idsOf(scenario.decisions),
    categories: idsOf(scenario.categories),
    objectives: idsOf(scenario.objectives),
    actions: new Set(actions.keys()),
    standards: policy ? idsOf(policy.standards) : null,
    places: atlas ? new Set([...atlas.places.keys(), ...atlas.stations.keys()]) : null,
    stations: atlas ? new Set(atlas.stations.keys()) : null,
  };

  const refer = (
    path: Path,
    id: string | undefined,
    where: ReadonlySet<string> | null,
    zh: string,
    en: string,
  ) => {
    if (id === undefined || where === null || where.has(id)) return;
    error(path, "reference-broken", `找不到${zh}“${id}”。`, `There is no ${en} “${id}”.`);
  };
  const inPlace = (path: Path, id: string | undefined) => refer(path, id, known.places, "地点", "place");
  const inIncidents = (path: Path, id: string | undefined) =>
    refer(path, id, known.incidents, "警情", "incident");
  const inActions = (path: Path, id: string | undefined) => refer(path, id, known.actions, "动作", "action");

  const targets = new Set([
    ...known.agencies,
    ...known.actors,
    ...(known.places ?? []),
    ...(atlas ? atlas.cameras.keys() : []),
  ]);

  /** Where each kind of thing is looked up; what is not known here is not judged. */
  const knownOf = ({ kind, of }: Reference): ReadonlySet<string> | null => {
    switch (kind) {
      case "action":
        return known.actions;
      case "actor":
        return known.actors;
      case "agency":
        return known.agencies;
      case "category":
        return known.categories;
      case "decision":
        return known.decisions;
      case "fact":
        return known.facts;
      case "gauge":
        return known.gauges;
      case "incident":
        return known.incidents;
      case "inject":
        return known.injects;
      case "objective":
        return known.objectives;
      case "option": {
        const decision = scenario.decisions.find((candidate) => candidate.id === of);
        return decision ? idsOf(decision.options) : null;
      }
      case "place":
        return known.places;
      case "standard":
        return known.standards;
      case "target":
        return atlas ? targets : null;
      case "item":
      case "unit":
        return null;
    }
  };
  const checkReferences = (path: Path, references: readonly Reference[]) => {
    for (const reference of references) {
      const { zh, en } = NOUN[reference.kind];
      refer([...path, ...reference.path], reference.id, knownOf(reference), zh, en);
    }
  };
  const checkCondition = (path: Path, condition: Condition) =>
    checkReferences(path, referencesIn(Condition, condition));

  const checkEffects = (path: Path, effects: readonly Effect[]) =>
    effects.forEach((effect, i) => checkReferences([...path, i], referencesIn(Effect, effect)));

  // Ids must be unique within their kind.
  const lists = {
    injects: scenario.injects,
    incidents: scenario.incidents,
    agencies: scenario.agencies,
    gauges: scenario.gauges,
    facts: scenario.facts,
    actors: scenario.actors,
    decisions: scenario.decisions,
    categories: scenario.categories,
    objectives: scenario.objectives,
    items: scenario.items,
    actions: scenario.actions,
  };
  for (const [list, things] of [...Object.entries(lists), ["units", scenario.forces.units] as const]) {
    const seen = new Set<string>();
    things.forEach(({ id }, i) => {
      const path = list === "units" ? ["forces", "units", i, "id"] : [list, i, "id"];
      if (seen.has(id)) error(path, "id-twice", `编号“${id}”重复。`, `The id “${id}” is used twice.`);
      seen.add(id);
    });
  }

  if (ground && scenario.groundId !== ground.id) {
    error(
      ["groundId"],
      "reference-broken",
      `找不到地域“${scenario.groundId}”。`,
      `There is no ground “${scenario.groundId}”.`,
    );
  }
  const builtIn = idsOf(builtInActions);
  scenario.builtInActions.forEach((id, i) =>
    refer(["builtInActions", i], id, builtIn, "内置动作", "built-in action"),
  );
  scenario.forces.units.forEach((unit, i) =>
    refer(["forces", "units", i, "stationId"], unit.stationId, known.stations, "站所", "station"),
  );
  const { shifts } = scenario.forces.package;
  const inShifts = (path: Path, shift: number | undefined) => {
    if (shift === undefined || shift <= shifts) return;
    error(
      path,
      "shift-unknown",
      `没有第 ${shift} 班，一共 ${shifts} 班。`,
      `There is no shift ${shift}, only ${shifts}.`,
    );
  };
  inShifts(["forces", "rota", "onDutyAtStart"], scenario.forces.rota?.onDutyAtStart);
  scenario.forces.units.forEach((unit, i) => inShifts(["forces", "units", i, "shift"], unit.shift));
  scenario.actors.forEach((actor, i) => inPlace(["actors", i, "placeId"], actor.placeId));
  scenario.incidents.forEach((incident, i) => inPlace(["incidents", i, "placeId"], incident.placeId));

  scenario.injects.forEach((inject, i) => {
    const at = ["injects", i];
    inIncidents([...at, "incidentId"], inject.incidentId);
    checkEffects([...at, "effects"], inject.effects);
    if (inject.trigger.on === "condition") checkCondition([...at, "trigger", "when"], inject.trigger.when);
    if (inject.trigger.on === "after") {
      refer([...at, "trigger", "injectId"], inject.trigger.injectId, known.injects, "情况", "inject");
    }
    inject.expected.forEach((expected, j) => {
      inActions([...at, "expected", j, "actionId"], expected.actionId);
      refer(
        [...at, "expected", j, "objectiveId"],
        expected.objectiveId,
        known.objectives,
        "训练目标",
        "objective",
      );
    });
    if (inject.trigger.on === "after" && circleFrom(scenario, inject.id)) {
      error(
        [...at, "trigger"],
        "inject-never-due",
        "前后情况互相等待，永远不会到时。",
        "It waits for itself and can never fall due.",
      );
    }
    if (inject.audience !== "control" && inject.audience !== "opposition" && inject.expected.length === 0) {
      warn(
        [...at, "expected"],
        "inject-unscored",
        "没有写明期望的处置动作。",
        "No action is expected of the players.",
      );
    }
  });

  problems.push(...claimsOfInjects(scenario, actions), ...unreportedIncidents(scenario));
  if (ground && atlas) problems.push(...setOutsWithoutWay(scenario, ground, atlas));
  scenario.incidents.forEach((incident, i) => {
    if (ground && atlas) {
      const to = atlas.places.get(incident.placeId)?.properties.junction;
      const reachable = scenario.forces.units.some((unit) => {
        const from = atlas.stations.get(unit.stationId)?.properties.junction;
        return (
          from !== undefined && to !== undefined && routeBetween(ground, unit.vehicle, from, to) !== null
        );
      });
      if (to !== undefined && !reachable) {
        error(
          ["incidents", i, "placeId"],
          "unit-cannot-reach",
          "没有任何处警单元能到达该地点。",
          "No unit can get to this place.",
        );
      }
    }
  });

  scenario.decisions.forEach((decision, i) => checkCondition(["decisions", i, "opens"], decision.opens));
  problems.push(...cluesInScenario(scenario).map(problemOfClue));
  scenario.actions.forEach((action, i) => {
    if (action.precondition) checkCondition(["actions", i, "precondition"], action.precondition);
    checkEffects(["actions", i, "effects"], action.effects);
    for (const needed of action.equipment ?? []) {
      if (scenario.forces.units.some((unit) => unit.equipment?.includes(needed))) continue;
      const { zh, en } = equipmentName(needed);
      error(
        ["actions", i, "equipment"],
        "equipment-missing",
        `该行动需要“${zh}”，但没有车组配备。`,
        `No crew carries what it needs: ${en}.`,
      );
    }
    checkEffects(["actions", i, "effectsOnFailure"], action.effectsOnFailure ?? []);
  });

  scenario.items.forEach((item, i) => {
    const at = ["items", i];
    const category = scenario.categories.find((candidate) => candidate.id === item.categoryId);
    checkReferences(at, referencesIn(ScoredItem, item));
    if (category && category.side !== item.side) {
      error(
        [...at, "categoryId"],
        "category-other-side",
        "评分类别属于另一方。",
        "The category belongs to the other side.",
      );
    }
  });

  const sides: Side[] = scenario.opposed ? ["responder", "opposition"] : ["responder"];
  for (const side of sides) {
    const items = scenario.items.filter((item) => item.side === side);
    if (items.length === 0) {
      error(
        ["items"],
        "side-without-items",
        `${side === "responder" ? "处警方" : "对抗方"}没有评分项。`,
        `The ${side} has no scored items.`,
      );
      continue;
    }
    const sum = items.reduce((total, item) => total + Math.round(item.points * 100), 0) / 100;
    if (sum !== 100) {
      error(
        ["items"],
        "points-not-100",
        `${side === "responder" ? "处警方" : "对抗方"}分值合计 ${sum}，应为 100。`,
        `The ${side}'s points add up to ${sum}, not to 100.`,
      );
    }
  }
  scenario.categories.forEach((category, i) => {
    if (!scenario.items.some((item) => item.categoryId === category.id)) {
      warn(["categories", i], "category-empty", "该类别没有评分项。", "The category has no items.");
    }
  });
  scenario.objectives.forEach((objective, i) => {
    const served =
      scenario.items.some((item) => item.objectiveId === objective.id) ||
      scenario.injects.some((inject) =>
        inject.expected.some((expected) => expected.objectiveId === objective.id),
      );
    if (!served) {
      warn(
        ["objectives", i],
        "objective-unserved",
        "没有情况或评分项服务于这一目标。",
        "No inject and no item serves this objective.",
      );
    }
  });

  return problems;
}

/** What gives away which option of the decisions is the best one. */
function cluesInScenario({ decisions }: Scenario): Clue[] {
  return cluesIn(
    decisions.map(({ options }, i) => {
      const most = Math.max(...options.map(({ worth }) => worth));
      const best = options.filter(({ worth }) => worth === most).map(({ id }) => id);
      return { path: ["decisions", i, "options"], options, best };
    }),
  );
}

function problemOfClue(clue: Clue): Problem {
  switch (clue.clue) {
    case "first-in-all":
      return {
        level: "warning",
        path: ["decisions"],
        code: "best-option-first",
        message: {
          zh: "每个决策点的最佳选项都写在第一个。",
          en: "The best option is written first at every decision point.",
        },
      };
    case "longest-in-most": {
      const { longest, of } = clue;
      return {
        level: "warning",
        path: ["decisions"],
        code: "best-option-longest",
        message: {
          zh: `${of} 个决策点中有 ${longest} 个的最佳选项最长（${NAME_OF_LANGUAGE[clue.locale].zh}），不懂业务也能猜中。`,
          en: `The best option is the longest at ${longest} of ${of} decision points (${NAME_OF_LANGUAGE[clue.locale].en}), so it can be guessed.`,
        },
      };
    }
    case "far-longer":
      return {
        level: "warning",
        path: clue.path,
        code: "best-option-longest",
        message: {
          zh: `最佳选项比其他选项长得多（${NAME_OF_LANGUAGE[clue.locale].zh}），一眼就能看出来。`,
          en: `The best option is much longer than the others (${NAME_OF_LANGUAGE[clue.locale].en}), so it stands out.`,
        },
      };
  }
}

const NAME_OF_LANGUAGE: Record<Offered, LocalText> = {
  zh: { zh: "中文", en: "Chinese" },
  en: { zh: "英文", en: "English" },
};

/** What a thing of the scenario is called where it is missing. */
const NOUN: Record<NamedKind, LocalText> = {
  action: { zh: "动作", en: "action" },
  actor: { zh: "人物", en: "actor" },
  agency: { zh: "联动单位", en: "agency" },
  category: { zh: "评分类别", en: "category" },
  decision: { zh: "决策点", en: "decision point" },
  fact: { zh: "线索", en: "fact" },
  gauge: { zh: "量表", en: "gauge" },
  incident: { zh: "警情", en: "incident" },
  inject: { zh: "情况", en: "inject" },
  item: { zh: "评分项", en: "item" },
  objective: { zh: "训练目标", en: "objective" },
  option: { zh: "选项", en: "option" },
  place: { zh: "地点", en: "place" },
  standard: { zh: "时限标准", en: "standard" },
  target: { zh: "目标", en: "target" },
  unit: { zh: "单元", en: "unit" },
};

function idsOf(things: readonly { id: string }[]): ReadonlySet<string> {
  return new Set(things.map((thing) => thing.id));
}

/** Whether following "after" triggers from an inject leads back to it. */
function circleFrom(scenario: Scenario, injectId: string): boolean {
  const before = new Map(
    scenario.injects.flatMap(({ id, trigger }) =>
      trigger.on === "after" ? [[id, trigger.injectId] as const] : [],
    ),
  );
  let at = before.get(injectId);
  for (let steps = 0; at !== undefined && steps <= before.size; steps++) {
    if (at === injectId) return true;
    at = before.get(at);
  }
  return false;
}
