import { describe, expect, test } from "vitest";
import { testGround, testPolicy, testScenario } from "@/domain/drill/given";
import { checkScenario } from "./check";
import type { LocalText } from "@/domain/text";
import type { Scenario } from "./schema";

const against = { ground: testGround, standards: testPolicy.standards, today: "2026-11-23" };

const errorsOf = (change: (scenario: Scenario) => void) => {
  const scenario = structuredClone(testScenario);
  change(scenario);
  return checkScenario(scenario, against)
    .filter((problem) => problem.level === "error")
    .map((problem) => [problem.code, problem.path.join(".")]);
};

const warningsOf = (change: (scenario: Scenario) => void) => {
  const scenario = structuredClone(testScenario);
  change(scenario);
  return checkScenario(scenario, against)
    .filter((problem) => problem.level === "warning")
    .map((problem) => [problem.code, problem.path.join(".")]);
};

describe("checking a scenario", () => {
  test("warns where the place or the length of an option tells that it is the best one", () => {
    const withOptions = (zh: string[], bestAt: number) => (scenario: Scenario) => {
      const [decision] = scenario.decisions;
      if (!decision) throw new Error("The test scenario has no decision.");
      const options = zh.map((label, i) => ({
        id: `o${i}`,
        label: { zh: label, en: "" },
        worth: i === bestAt ? 1 : 0,
        rationale: { zh: "理由", en: "" },
      }));
      scenario.decisions = ["a", "b", "c"].map((id) => ({ ...decision, id, options }));
    };
    const tells = (zh: string[], bestAt: number) =>
      warningsOf(withOptions(zh, bestAt)).filter(([code]) => code?.startsWith("best-option"));
    expect(tells(["派一组去看", "全部都去看"], 0)).toEqual([["best-option-first", "decisions"]]);
    expect(tells(["不派", "先看探头，再派一组去看"], 1)).toEqual([
      ["best-option-longest", "decisions"],
      ...[0, 1, 2].map((i) => ["best-option-longest", `decisions.${i}.options`]),
    ]);
    expect(tells(["全部都去看", "派一组去看"], 1)).toEqual([]);
  });
  test("warns of a law that is cited without its article, on an action and on a scored item", () => {
    const cited = (article?: LocalText) => (scenario: Scenario) => {
      const legal = [{ title: { zh: "《某条例》", en: "" }, article, inForceFrom: "2020-01-01" }];
      scenario.actions = scenario.actions.map((action, i) => (i === 0 ? { ...action, legal } : action));
      scenario.items = scenario.items.map((item) => (item.kind === "procedure" ? { ...item, legal } : item));
    };
    const procedure = testScenario.items.findIndex(({ kind }) => kind === "procedure");
    const told = [
      ["law-without-article", "actions.0.legal.0.article"],
      ["law-without-article", `items.${procedure}.legal.0.article`],
    ];
    expect(warningsOf(cited())).toEqual(expect.arrayContaining(told));
    expect(warningsOf(cited({ zh: "  ", en: "" }))).toEqual(expect.arrayContaining(told));
    expect(warningsOf(cited({ zh: "第七条", en: "" }))).not.toContainEqual(told[0]);
    expect(warningsOf(cited({ zh: "第七条", en: "" }))).not.toContainEqual(told[1]);
  });
  test("names the inject whose incident does not exist", () => {
    expect(
      errorsOf((scenario) => {
        const inject = scenario.injects[0];
        if (inject) inject.incidentId = "nowhere";
      }),
    ).toContainEqual(["reference-broken", "injects.0.incidentId"]);
  });
  test("finds a broken reference deep inside a condition", () => {
    expect(
      errorsOf((scenario) => {
        const decision = scenario.decisions[0];
        if (decision) {
          decision.opens = { op: "all", of: [{ op: "not", of: { op: "inject-delivered", injectId: "x" } }] };
        }
      }),
    ).toContainEqual(["reference-broken", "decisions.0.opens.of.0.of.injectId"]);
  });
  test("says which side's points do not add up to 100", () => {
    expect(
      errorsOf((scenario) => {
        const item = scenario.items[0];
        if (item) item.points = 41;
      }),
    ).toContainEqual(["points-not-100", "items"]);
  });
  test("finds an incident no unit can drive to", () => {
    expect(errorsOf(() => undefined)).toEqual([["unit-cannot-reach", "incidents.1.placeId"]]);
  });
  test("finds an effect that sends somebody where no way leads for what they move with", () => {
    const sent = (placeId: string, vehicle: "foot" | "boat", putAt?: string) => (scenario: Scenario) => {
      const [inject] = scenario.injects;
      const [actor] = scenario.actors;
      if (!inject || !actor) throw new Error("The test scenario has no inject or actor.");
      actor.vehicle = vehicle;
      // Nothing else puts the actor anywhere.
      scenario.actions = scenario.actions.map((action) => ({ ...action, effects: [], effectsOnFailure: [] }));
      inject.effects = [{ effect: "set-out", actorId: actor.id, placeId }];
      if (putAt) inject.effects.unshift({ effect: "actor", actorId: actor.id, placeId: putAt });
    };
    const none = (at: number) => ["no-way-leads", `injects.0.effects.${at}.placeId`];
    expect(errorsOf(sent("pier", "foot"))).toContainEqual(none(0));
    expect(errorsOf(sent("station", "boat"))).toContainEqual(none(0));
    expect(errorsOf(sent("station", "foot"))).not.toContainEqual(none(0));
    expect(errorsOf(sent("pier", "foot", "pier"))).not.toContainEqual(none(1));
  });
  test("finds an inject that stands in for no action of the opposition, or reports no incident", () => {
    const claiming = (claim: Partial<Scenario["injects"][number]>) => (scenario: Scenario) => {
      scenario.injects = scenario.injects.map((inject, i) => (i === 0 ? { ...inject, ...claim } : inject));
    };
    const own = testScenario.actions.find(({ side }) => side === "responder")?.id ?? "accept";
    expect(errorsOf(claiming({ standsInFor: "nothing" }))).toContainEqual([
      "reference-broken",
      "injects.0.standsInFor",
    ]);
    expect(errorsOf(claiming({ standsInFor: own }))).toContainEqual([
      "stands-in-for-nothing",
      "injects.0.standsInFor",
    ]);
    const reportsNothing = ["reports-nothing", "injects.0.reports"];
    expect(errorsOf(claiming({ reports: true, incidentId: undefined }))).toContainEqual(reportsNothing);
    expect(errorsOf(claiming({ reports: true, audience: "control" }))).toContainEqual(reportsNothing);
    expect(errorsOf(claiming({ reports: true }))).not.toContainEqual(reportsNothing);
  });
  test("warns of an incident that only an early warning tells of, and finds one that nothing reports", () => {
    const told = (change: Partial<Scenario["injects"][number]>) => (scenario: Scenario) => {
      const incidentId = scenario.incidents[0]?.id;
      scenario.injects = scenario.injects.map((inject) =>
        inject.incidentId === incidentId ? { ...inject, ...change } : inject,
      );
    };
    const onlyWarned = ["incident-only-warned", "incidents.0"];
    expect(warningsOf(told({}))).not.toContainEqual(onlyWarned);
    expect(warningsOf(told({ kind: "early-warning" }))).toContainEqual(onlyWarned);
    expect(warningsOf(told({ kind: "early-warning", reports: true }))).not.toContainEqual(onlyWarned);
    expect(errorsOf(told({ reports: false }))).toContainEqual(["incident-never-reported", "incidents.0"]);
  });
  test("finds a thousand injects that follow each other in a circle, and nothing wrong with a thousand in a chain", () => {
    const [inject] = testScenario.injects;
    if (!inject) throw new Error("The test scenario has no inject.");
    const neverDue = (before: (i: number) => string | null) =>
      errorsOf((scenario) => {
        scenario.injects = Array.from({ length: 1_000 }, (_, i) => {
          const injectId = before(i);
          const trigger =
            injectId === null ? { on: "hand" as const } : { on: "after" as const, injectId, delayMs: 1 };
          return { ...inject, id: `i${i}`, trigger };
        });
      }).filter(([code]) => code === "inject-never-due").length;
    expect(neverDue((i) => `i${(i + 1) % 1_000}`)).toBe(1_000);
    expect(neverDue((i) => (i === 0 ? null : `i${i - 1}`))).toBe(0);
  });
  test("finds injects that wait for each other", () => {
    expect(
      errorsOf((scenario) => {
        const [first] = scenario.injects;
        if (first) first.trigger = { on: "after", injectId: "tip", delayMs: 0 };
      }),
    ).toContainEqual(["inject-never-due", "injects.0.trigger"]);
  });
  test("finds a crew of a shift that does not exist", () => {
    expect(
      errorsOf((scenario) => {
        const [, second] = scenario.forces.units;
        if (second) second.shift = 5;
      }),
    ).toContainEqual(["shift-unknown", "forces.units.1.shift"]);
  });
  test("finds a shift on duty at StartEx that does not exist", () => {
    expect(
      errorsOf((scenario) => {
        scenario.forces.rota = { onDutyAtStart: 5 };
      }),
    ).toContainEqual(["shift-unknown", "forces.rota.onDutyAtStart"]);
  });
  test("finds an action that needs equipment no crew carries", () => {
    const needingDrone = (scenario: Scenario, unitHasIt: boolean) => {
      const [first] = scenario.actions;
      if (first) first.equipment = ["drone"];
      const [unit] = scenario.forces.units;
      if (unit && unitHasIt) unit.equipment = ["drone"];
    };
    const problem = ["equipment-missing", "actions.0.equipment"];
    expect(errorsOf((scenario) => needingDrone(scenario, false))).toContainEqual(problem);
    expect(errorsOf((scenario) => needingDrone(scenario, true))).not.toContainEqual(problem);
  });
  test("finds an id used twice", () => {
    expect(
      errorsOf((scenario) => {
        const [, second] = scenario.injects;
        if (second) second.id = "first-call";
      }),
    ).toContainEqual(["id-twice", "injects.1.id"]);
  });
});
