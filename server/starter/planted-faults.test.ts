import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { readDocument } from "@/domain/documents/document";
import { groundDocument } from "@/domain/ground/document";
import { policyDocument } from "@/domain/policy/document";
import { checkScenario } from "@/domain/scenario/check";
import { rules, type RuleCode } from "@/domain/scenario/checks/rules";
import { scenarioDocument } from "@/domain/scenario/document";
import { Scenario } from "@/domain/scenario/schema";
import { sentence } from "@/domain/words/sentence";
import { readJson } from "./testing";

const ground = readDocument(groundDocument, readJson("ground", "lanzhou-island.geojson"));
const { standards } = readDocument(policyDocument, readJson("policies", "standard-1358.json"));
const against = { ground, standards, today: "2026-12-01" };

const starters = readdirSync(path.join(import.meta.dirname, "scenarios")).map(
  (file) => [file, readDocument(scenarioDocument, readJson("scenarios", file))] as const,
);

type Plant = (scenario: Scenario) => void;

/** A fault, what is said of it, and where; how it is planted tells the rest. */
type Planted = { fault: string; plant: Plant; code: RuleCode; at: string };

const text = (zh: string) => ({ zh, en: `${zh} en` });

/** The first of a list, which every starter has. */
function one<Thing>(things: readonly Thing[], isMeant: (thing: Thing) => boolean = () => true): Thing {
  const found = things.find(isMeant);
  if (!found) throw new Error("The starter has nothing of the kind.");
  return found;
}

const byTime = (scenario: Scenario) =>
  one(scenario.injects, ({ kind, trigger }) => kind === "call" && trigger.on === "time");
const demanded = (scenario: Scenario) =>
  one(
    scenario.items.flatMap((item) => (item.kind === "procedure" ? [item] : [])),
    ({ side, rule, condition }) => side === "responder" && rule === "mandatory" && condition !== undefined,
  );

const planted: Planted[] = [
  {
    fault: "1: an inject after the planned end",
    plant: (s) => void (byTime(s).trigger = { on: "time", atMs: 99 * 60_000 }),
    code: "after-end",
    at: "injects",
  },
  {
    fault: "2: an inject that waits for a moment after the planned end",
    plant: (s) =>
      void (one(s.injects).trigger = {
        on: "condition",
        when: { op: "clock", atLeastMs: 99 * 60_000 },
        delayMs: 0,
      }),
    code: "after-end",
    at: "injects.0.trigger",
  },
  {
    fault: "3: an inject that waits for a gauge beyond its bounds",
    plant: (s) => {
      const { id, max } = one(s.gauges);
      one(s.injects).trigger = {
        on: "condition",
        when: { op: "gauge", gaugeId: id, compare: ">=", value: max + 1 },
        delayMs: 0,
      };
    },
    code: "inject-never-due",
    at: "injects.0.trigger",
  },
  {
    fault: "4: an inject that waits for a decision that is asked because of it",
    plant: (s) => {
      const inject = one(s.injects);
      const decision = one(s.decisions);
      decision.opens = { op: "inject-delivered", injectId: inject.id };
      const when = {
        op: "decision-was" as const,
        decisionId: decision.id,
        optionId: one(decision.options).id,
      };
      inject.trigger = { on: "condition", when, delayMs: 0 };
    },
    code: "inject-never-due",
    at: "injects.0.trigger",
  },
  {
    fault: "4: a decision that nobody is asked",
    plant: (s) => {
      const inject = one(s.injects);
      inject.trigger = { on: "condition", when: { op: "inject-delivered", injectId: inject.id }, delayMs: 0 };
      one(s.decisions).opens = { op: "inject-delivered", injectId: inject.id };
    },
    code: "decision-never-opens",
    at: "decisions.0.opens",
  },
  {
    fault: "5: injects that follow each other in a circle",
    plant: (s) => {
      const [a, b] = s.injects;
      if (!a || !b) throw new Error("The starter has no two injects.");
      a.trigger = { on: "after", injectId: b.id, delayMs: 0 };
      b.trigger = { on: "after", injectId: a.id, delayMs: 0 };
    },
    code: "inject-never-due",
    at: "injects.1.trigger",
  },
  {
    fault: "6: injects that wait for each other by their conditions",
    plant: (s) => {
      const [a, b] = s.injects;
      if (!a || !b) throw new Error("The starter has no two injects.");
      a.trigger = { on: "condition", when: { op: "inject-delivered", injectId: b.id }, delayMs: 0 };
      b.trigger = { on: "condition", when: { op: "inject-delivered", injectId: a.id }, delayMs: 0 };
    },
    code: "inject-never-due",
    at: "injects.0.trigger",
  },
  {
    fault: "7: an inject that waits for itself",
    plant: (s) => {
      const inject = one(s.injects);
      inject.trigger = { on: "condition", when: { op: "inject-delivered", injectId: inject.id }, delayMs: 0 };
    },
    code: "inject-never-due",
    at: "injects.0.trigger",
  },
  {
    fault: "8: an inject without an expected action",
    plant: (s) => void (byTime(s).expected = []),
    code: "inject-unscored",
    at: "injects",
  },
  {
    fault: "9: an expected action that no item scores",
    plant: (s) => {
      const own = {
        ...one(s.actions),
        id: "hum",
        label: text("哼歌"),
        side: "responder" as const,
        effects: [],
      };
      s.actions.push({ ...own, precondition: undefined, effectsOnFailure: [] });
      s.objectives.push({ id: "obj-hum", side: "responder", text: text("心情") });
      byTime(s).expected.push({ actionId: "hum", objectiveId: "obj-hum" });
    },
    code: "expected-unscored",
    at: "injects",
  },
  {
    fault: "10: points that add up to 99",
    plant: (s) => void (demanded(s).points += -0.5),
    code: "points-not-100",
    at: "items",
  },
  {
    fault: "11: English missing in every inject",
    plant: (s) => s.injects.forEach((inject) => void (inject.text = { ...inject.text, en: "" })),
    code: "translation-missing",
    at: "injects.0.text",
  },
  {
    fault: "11: one text without Chinese",
    plant: (s) => void (s.summary = { ...s.summary, zh: "" }),
    code: "translation-missing",
    at: "summary",
  },
  {
    fault: "12: a placeholder left",
    plant: (s) => void (one(s.injects).text = { zh: "写下要下达的内容。", en: "What is to be delivered." }),
    code: "text-placeholder",
    at: "injects.0.text",
  },
  {
    fault: "12: a mark of something to come back to",
    plant: (s) => void (one(s.injects).text = { zh: "（待补充）", en: "TODO" }),
    code: "text-placeholder",
    at: "injects.0.text",
  },
  {
    fault: "13: an arrival standard that no crew can keep, because all of them stand far away",
    plant: (s) => {
      s.forces.units = [{ ...one(s.forces.units), vehicle: "foot", stationId: "stn-nanpu" }];
    },
    code: "standard-unkeepable",
    at: "items",
  },
  {
    fault: "14: an incident where no crew can drive",
    plant: (s) => {
      s.forces.units = s.forces.units.filter(({ vehicle }) => vehicle !== "boat");
      one(s.incidents).placeId = "xiaolan-pier";
    },
    code: "unit-cannot-reach",
    at: "incidents.0.placeId",
  },
  {
    fault: "15: the truth in an inject to both sides",
    plant: (s) => {
      const inject = byTime(s);
      inject.audience = "both";
      inject.text = one(s.incidents).truth;
    },
    code: "secret-told",
    at: "injects",
  },
  {
    fault: "17: an early call that reveals a fact of which it does not speak",
    plant: (s) => {
      const fact = { id: "f-plan", text: text("接应的小船停在北面第三个浮标旁边，半夜两点起锚") };
      s.facts.push(fact);
      byTime(s).effects.push({ effect: "reveal", factId: fact.id, to: "responder" });
    },
    code: "secret-revealed",
    at: "injects",
  },
  {
    fault: "17: an early call that shows where somebody is whom nobody has found",
    plant: (s) => {
      const actor = one(s.actors);
      actor.status = "at-large";
      byTime(s).effects.push({ effect: "actor", actorId: actor.id, status: "located" });
    },
    code: "secret-revealed",
    at: "injects",
  },
  {
    fault: "17: an inject to one side that reveals a fact to the other",
    plant: (s) => {
      byTime(s).effects.push({ effect: "reveal", factId: one(s.facts).id, to: "opposition" });
    },
    code: "secret-revealed",
    at: "injects",
  },
  {
    fault: "18: an inject of an incident that there is not",
    plant: (s) => void (one(s.injects).incidentId = "nowhere"),
    code: "reference-broken",
    at: "injects.0.incidentId",
  },
  {
    fault: "19: an item that asks for what there is not",
    plant: (s) => void (demanded(s).condition = { op: "inject-delivered", injectId: "nothing" }),
    code: "reference-broken",
    at: "items",
  },
  {
    fault: "21: a decision whose options are all worth nothing",
    plant: (s) => one(s.decisions).options.forEach((option) => void (option.worth = 0)),
    code: "options-worthless",
    at: "decisions.0.options",
  },
  {
    fault: "22: a gauge that starts above its maximum",
    plant: (s) => void (one(s.gauges).start = one(s.gauges).max + 1),
    code: "gauge-out-of-bounds",
    at: "gauges.0.start",
  },
  {
    fault: "23: a gauge whose minimum is above its maximum",
    plant: (s) => Object.assign(one(s.gauges), { min: one(s.gauges).max, max: one(s.gauges).min }),
    code: "gauge-out-of-bounds",
    at: "gauges.0.max",
  },
  {
    fault: "25: an agency that arrives before it answers",
    plant: (s) => Object.assign(one(s.agencies), { answersAfterMs: 600_000, arrivesAfterMs: 60_000 }),
    code: "agency-arrives-first",
    at: "agencies.0.arrivesAfterMs",
  },
  {
    fault: "26: an objective that nothing serves",
    plant: (s) => void s.objectives.push({ id: "obj-idle", side: "responder", text: text("无人问津") }),
    code: "objective-unserved",
    at: "objectives",
  },
  {
    fault: "30: two calls to one desk in the same second",
    plant: (s) => {
      const call = byTime(s);
      s.injects.push({ ...structuredClone(call), id: "twin" });
    },
    code: "calls-at-once",
    at: "injects",
  },
  {
    fault: "31: two crews with one call sign",
    plant: (s) => {
      const [a, b] = s.forces.units;
      if (a && b) b.callSign = a.callSign;
    },
    code: "call-sign-twice",
    at: "forces.units.1.callSign",
  },
  {
    fault: "32: somebody on foot sent to an island",
    plant: (s) => {
      // On the island no way leads back to anywhere else, and nothing else puts them there.
      const actor = { ...one(s.actors), id: "walker", vehicle: "foot" as const, placeId: "net-cafe" };
      s.actors.push(actor);
      one(s.injects).effects.push({ effect: "set-out", actorId: "walker", placeId: "xiaolan-pier" });
    },
    code: "no-way-leads",
    at: "injects.0.effects",
  },
  {
    fault: "33: a mandatory item that needs an action nobody may use",
    plant: (s) => {
      s.builtInActions = ["accept", "classify", "dispatch"];
      demanded(s).condition = { op: "action-done", actionId: "cordon" };
    },
    code: "reference-broken",
    at: "items",
  },
  {
    fault: "34: two items of which one demands what the other forbids",
    plant: (s) => {
      const item = demanded(s);
      s.items.push({ ...structuredClone(item), id: "never", rule: "forbidden" });
    },
    code: "items-contradict",
    at: "items",
  },
  {
    fault: "34: an item that asks for what can never be",
    plant: (s) => {
      const { id, min } = one(s.gauges);
      demanded(s).condition = { op: "gauge", gaugeId: id, compare: "<=", value: min - 1 };
    },
    code: "item-never-met",
    at: "items",
  },
  {
    fault: "35: an id that stands twice",
    plant: (s) => void s.facts.push({ ...one(s.facts) }),
    code: "id-twice",
    at: "facts",
  },
  {
    fault: "36: an incident that nobody reports",
    plant: (s) => void s.incidents.push({ ...one(s.incidents), id: "silent" }),
    code: "incident-never-reported",
    at: "incidents",
  },
  {
    fault: "37: an incident first reported by what is published",
    plant: (s) => {
      const call = byTime(s);
      s.incidents.push({ ...one(s.incidents), id: "viral" });
      s.injects.push({ ...structuredClone(call), id: "clip", kind: "media", incidentId: "viral" });
      s.injects.push({
        ...structuredClone(call),
        id: "late-call",
        incidentId: "viral",
        trigger: { on: "time", atMs: 30 * 60_000 },
      });
    },
    code: "report-is-no-call",
    at: "incidents",
  },
  {
    fault: "37: an incident reported by an early warning alone",
    plant: (s) => {
      s.incidents.push({ ...one(s.incidents), id: "warned" });
      s.injects.push({
        ...structuredClone(byTime(s)),
        id: "warning",
        kind: "early-warning",
        incidentId: "warned",
      });
    },
    code: "incident-only-warned",
    at: "incidents",
  },
  {
    fault: "39: a time limit of one millisecond",
    plant: (s) => void (demanded(s).within = { after: { mark: "start" }, ms: 1 }),
    code: "limit-too-short",
    at: "items",
  },
  {
    fault: "40: the penalties law of 2006",
    plant: (s) => {
      const title = {
        zh: "《中华人民共和国治安管理处罚法》",
        en: "Public Security Administration Penalties Law",
      };
      const article = { zh: "第四十三条", en: "Article 43" };
      demanded(s).legal = [{ title, article, inForceFrom: "2006-03-01" }];
    },
    code: "law-not-in-force",
    at: "items",
  },
  {
    fault: "40: a law that is not in force yet",
    plant: (s) => {
      demanded(s).legal = [{ title: text("《某条例》"), inForceFrom: "2031-01-01" }];
    },
    code: "law-not-in-force",
    at: "items",
  },
];

/** What can be planted only where the starter has, or lacks, an opposition. */
const opposed: Planted[] = [
  {
    fault: "15: control's brief in a text of the opposition",
    plant: (s) => {
      const secret = text("真正的目标是港务局仓库里的第七号集装箱，不是商铺");
      s.brief.control = secret;
      one(s.injects, ({ audience }) => audience === "opposition").text = secret;
    },
    code: "secret-told",
    at: "injects",
  },
  {
    fault: "16: the opposition's brief in the responders' one",
    plant: (s) => void (s.brief.responder = s.brief.opposition),
    code: "secret-told",
    at: "brief.responder",
  },
  {
    fault: "27: an opposition without points for its moves",
    plant: (s) => void (s.oppositionBudget = 0),
    code: "opposition-bare",
    at: "oppositionBudget",
  },
  {
    fault: "28: an opposition without people",
    plant: (s) => void (s.actors = []),
    code: "opposition-bare",
    at: "actors",
  },
  {
    fault: "28: an opposition without a brief",
    plant: (s) => void (s.brief.opposition = { zh: "", en: "" }),
    code: "opposition-bare",
    at: "brief.opposition",
  },
  {
    fault: "29: an inject to an opposition that nobody plays",
    plant: (s) => void (s.opposed = false),
    code: "audience-absent",
    at: "injects",
  },
  {
    fault: "38: an item of the responders that only the opposition can meet",
    plant: (s) => {
      const move = one(s.actions, ({ side }) => side === "opposition");
      demanded(s).condition = { op: "action-done", actionId: move.id };
    },
    code: "item-on-other-side",
    at: "items",
  },
];

const found = (scenario: Scenario) =>
  checkScenario(scenario, against).map(({ code, path: place, said }) => ({
    code,
    at: place.join("."),
    said: sentence(said, "en"),
  }));

describe.each(starters)("the starter %s", (_, starter) => {
  it("gets no false alarm", () => {
    expect(found(starter)).toEqual([]);
  });

  const faults = starter.opposed ? [...planted, ...opposed] : planted;

  it.each(faults)("is told of a planted fault ($fault)", ({ plant, code, at }) => {
    const scenario = structuredClone(starter);
    plant(scenario);
    const told = found(scenario);
    expect(told.map((problem) => problem.code)).toContain(code);
    expect(told.filter((problem) => problem.code === code && problem.at.startsWith(at))).not.toEqual([]);
  });
});

/** Checks that are older than the planted faults; their examples stand in domain/scenario/check.test.ts. */
const SHOWN_ELSEWHERE: readonly RuleCode[] = [
  ...([
    "text-missing",
    "shift-unknown",
    "stands-in-for-nothing",
    "reports-nothing",
    "best-option-first",
  ] as const),
  ...(["best-option-longest", "action-never-possible", "equipment-missing", "law-without-article"] as const),
  ...(["category-other-side", "side-without-items", "category-empty"] as const),
];

it("every check finds something that was planted, here or in the examples of the checks", () => {
  const shown = new Set<string>([...planted, ...opposed].map(({ code }) => code).concat(SHOWN_ELSEWHERE));
  expect(Object.keys(rules).filter((code) => !shown.has(code))).toEqual([]);
});

describe("a safe fix", () => {
  const fixable = [...planted, ...opposed].filter(({ code }) =>
    ["gauge-out-of-bounds", "agency-arrives-first", "calls-at-once"].includes(code),
  );

  it.each(fixable)("mends what was planted and nothing else ($fault)", ({ plant, code }) => {
    const [, starter] = one(starters);
    const scenario = structuredClone(starter);
    plant(scenario);
    const problem = one(checkScenario(scenario, against), (each) => each.code === code);
    const mended = problem.fix?.(scenario) ?? scenario;
    expect(found(mended)).toEqual([]);
    expect(Scenario.safeParse(mended).success).toBe(true);
  });
});
