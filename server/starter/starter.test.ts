import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { builtInActions } from "@/domain/actions/catalogue";
import type { Effect } from "@/domain/actions/effects";
import { LegalBasis } from "@/domain/actions/schema";
import { checkCase, cluesInCase } from "@/domain/case-study/check";
import { CaseStudy } from "@/domain/case-study/schema";
import type { Condition } from "@/domain/conditions/schema";
import { actionsOf } from "@/domain/scenario/allowed-actions";
import { atlasOf, junctionOf, metresBetween, zonesAround } from "@/domain/ground/atlas";
import { routeBetween } from "@/domain/ground/routing";
import { Ground, type FeatureOf, type LonLat } from "@/domain/ground/schema";
import { Policy } from "@/domain/policy/schema";
import { checkScenario } from "@/domain/scenario/check";
import { Scenario } from "@/domain/scenario/schema";
import type { LocalText } from "@/domain/text";
import { sentence } from "@/domain/words/sentence";

const folder = import.meta.dirname;

function readJson(...name: string[]): unknown {
  return JSON.parse(readFileSync(path.join(folder, ...name), "utf8"));
}

function filesIn(name: string): string[] {
  return readdirSync(path.join(folder, name)).filter((file) => file.endsWith(".json"));
}

const ground = Ground.parse(readJson("ground", "lanzhou-island.geojson"));
const policy = Policy.parse(readJson("policies", "standard-1358.json"));
const atlas = atlasOf(ground);
const scenarios = filesIn("scenarios").map(
  (file) => [file.replace(".json", ""), Scenario.parse(readJson("scenarios", file))] as const,
);
const cases = filesIn("cases").map(
  (file) => [file.replace(".json", ""), CaseStudy.parse(readJson("cases", file))] as const,
);

describe("the ground", () => {
  const zones = [...atlas.zones.values()];
  const ofLevel = (level: string) => zones.filter((zone) => zone.properties.level === level);
  const grids = ofLevel("grid");

  it("uses every id once", () => {
    const ids = ground.features.map((feature) => feature.properties.id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  it("has four major zones that hold eight minor ones, which hold every grid", () => {
    expect(ofLevel("major")).toHaveLength(4);
    expect(ofLevel("minor")).toHaveLength(8);
    expect(grids.length).toBeGreaterThanOrEqual(16);
    for (const zone of zones) {
      const parent = atlas.zones.get(zone.properties.within ?? "")?.properties.level;
      expect(parent, zone.properties.id).toBe(
        { major: undefined, minor: "major", grid: "minor" }[zone.properties.level],
      );
    }
    for (const grid of grids) expect(grid.properties.responseClass, grid.properties.id).toBeDefined();
  });

  it("tiles every zone with the zones inside it, without overlap and without a gap", () => {
    for (const zone of zones.filter((z) => z.properties.level !== "grid")) {
      const inside = zones.filter((z) => z.properties.within === zone.properties.id);
      const sum = inside.reduce((total, part) => total + areaOf(part), 0);
      // Same borders, so the areas agree to rounding; an overlap or a hole would not.
      expect(sum / areaOf(zone), zone.properties.id).toBeCloseTo(1, 6);
    }
  });

  it("lets grids touch only along borders they share point by point", () => {
    const uses = new Map<string, number>();
    for (const grid of grids) {
      const ring = grid.geometry.coordinates[0] ?? [];
      ring.slice(1).forEach((to, i) => {
        const key = [ring[i], to]
          .map((point) => point?.join(","))
          .toSorted()
          .join(" ");
        uses.set(key, (uses.get(key) ?? 0) + 1);
      });
    }
    expect(Math.max(...uses.values())).toBe(2);
    expect([...uses.values()].filter((n) => n === 2).length).toBeGreaterThan(100);
  });

  it("puts every place and station inside the grid it names", () => {
    for (const point of [...atlas.places.values(), ...atlas.stations.values()]) {
      const holding = grids.filter((grid) => holds(grid, point.geometry.coordinates));
      expect(
        holding.map((grid) => grid.properties.id),
        point.properties.id,
      ).toEqual([point.properties.grid]);
    }
  });

  it("puts every place, station and camera within sixty metres of its junction", () => {
    for (const point of [...atlas.places.values(), ...atlas.stations.values(), ...atlas.cameras.values()]) {
      const junction = atlas.junctions.get(point.properties.junction);
      expect(junction, point.properties.id).toBeDefined();
      if (junction) expect(metresBetween(point.geometry.coordinates, junction)).toBeLessThanOrEqual(60);
    }
  });

  it("joins roads exactly at the junctions they name", () => {
    expect(atlas.junctions.size).toBeGreaterThanOrEqual(60);
    for (const road of atlas.roads) {
      expect(road.geometry.coordinates[0], road.properties.id).toEqual(
        atlas.junctions.get(road.properties.from),
      );
      expect(road.geometry.coordinates.at(-1), road.properties.id).toEqual(
        atlas.junctions.get(road.properties.to),
      );
    }
  });

  it("lets a car reach every place from every station, except on the small island", () => {
    for (const station of atlas.stations.keys()) {
      for (const place of atlas.places.values()) {
        const route = routeBetween(
          ground,
          "car",
          junctionOf(atlas, station) ?? "",
          junctionOf(atlas, place.properties.id) ?? "",
        );
        const byWater = zonesAround(atlas, place.properties.id)[0]?.properties.responseClass === "island";
        expect(route === null, `${station} to ${place.properties.id}`).toBe(byWater);
      }
    }
  });

  it("lets a boat reach the small island from the port", () => {
    const from = junctionOf(atlas, "port-boat") ?? "";
    for (const place of ["ferry-terminal", "xiaolan-pier"]) {
      expect(routeBetween(ground, "boat", from, junctionOf(atlas, place) ?? ""), place).not.toBeNull();
    }
  });

  it("keeps the drive from the nearest station within the standard of each place on the main island", () => {
    const arrival = policy.standards.find((standard) => standard.id === "arrival");
    for (const place of atlas.places.values()) {
      const responseClass = zonesAround(atlas, place.properties.id)[0]?.properties.responseClass;
      if (responseClass === undefined || responseClass === "island") continue;
      const limitMs = arrival?.tiers.find((tier) => tier.responseClasses.includes(responseClass))?.limitMs;
      const drives = [...atlas.stations.keys()].map(
        (station) =>
          routeBetween(
            ground,
            "car",
            junctionOf(atlas, station) ?? "",
            junctionOf(atlas, place.properties.id) ?? "",
          )?.durationMs ?? Infinity,
      );
      expect(Math.min(...drives), place.properties.id).toBeLessThan(limitMs ?? 0);
    }
  });
});

describe("the 1-3-5-8 policy", () => {
  it("gives every standard a limit beyond its full marks and a tier for every place and priority", () => {
    for (const standard of policy.standards) {
      for (const tier of standard.tiers) expect(tier.limitMs).toBeGreaterThan(tier.fullMs);
      for (const responseClass of ["core", "urban", "suburban", "rural", "island"] as const) {
        for (const priority of [1, 2, 3] as const) {
          const fits = standard.tiers.some(
            (tier) =>
              (tier.responseClasses.length === 0 || tier.responseClasses.includes(responseClass)) &&
              (tier.priorities.length === 0 || tier.priorities.includes(priority)),
          );
          expect(fits, `${standard.id} ${responseClass} ${priority}`).toBe(true);
        }
      }
    }
  });
});

/** The mechanisms of the engine a scenario can use; what each starter claims stands in the table below. */
const MECHANISMS = {
  /** Somebody moves along the roads or the water. */
  movement: (s: Scenario) => allEffects(s).some(({ effect }) => effect === "set-out"),
  /** Somebody starts under cover or takes cover. */
  cover: (s: Scenario) =>
    s.actors.some(({ hidden }) => hidden) && allEffects(s).some(({ effect }) => effect === "hide"),
  /** Looking in the right place finds whoever is there. */
  search: (s: Scenario) => allEffects(s).some(({ effect }) => effect === "find"),
  /** Cameras can be watched. */
  cameras: (s: Scenario) => allEffects(s).some(({ effect }) => effect === "watch"),
  /** A move of the opposition's own can be answered before the umpire rules. */
  answers: (s: Scenario) =>
    s.actions.some(
      ({ side, adjudication }) =>
        side === "opposition" && adjudication.by === "umpire" && adjudication.counterMs > 0,
    ) && s.actions.some(({ side, counters }) => side === "responder" && counters !== undefined),
  /** A move of the opposition's that is drawn at stated odds. */
  chance: (s: Scenario) =>
    actionsOf(s).some(({ side, adjudication }) => side === "opposition" && adjudication.by === "chance"),
  /** Crews of the shift on duty, and others that can be called in. */
  shifts: (s: Scenario) =>
    new Set(s.forces.units.flatMap(({ shift }) => shift ?? [])).size > 1 &&
    actionsOf(s).some(({ id }) => id === "on-call"),
  /** An action that not every crew can do. */
  equipment: (s: Scenario) => s.actions.some(({ equipment }) => (equipment?.length ?? 0) > 0),
  /** A gauge that moves by itself, and an outcome that reads one. */
  gauges: (s: Scenario) =>
    s.gauges.some(({ ratePerMin }) => ratePerMin !== 0) &&
    s.items.some(
      (item) =>
        item.kind === "outcome" &&
        item.bands.some(({ when }) => leavesOf(when).some(({ op }) => op === "gauge")),
    ),
  /** Partners that take their time, and something that waits for their coming. */
  agencies: (s: Scenario) =>
    s.agencies.some(({ arrivesAfterMs }) => arrivesAfterMs !== null) &&
    conditionsOf(s)
      .flatMap(leavesOf)
      .some(({ op }) => op === "agency-arrived"),
  /** Something that a side has noticed has consequences. */
  noticing: (s: Scenario) =>
    conditionsOf(s)
      .flatMap(leavesOf)
      .some(({ op }) => op === "noticed"),
  /** A boat on each side. */
  boats: (s: Scenario) =>
    s.forces.units.some(({ vehicle }) => vehicle === "boat") &&
    s.actors.some(({ vehicle }) => vehicle === "boat"),
  merging: (s: Scenario) =>
    conditionsOf(s)
      .flatMap(leavesOf)
      .some((leaf) => leaf.op === "action-done" && leaf.actionId === "merge"),
  diverting: (s: Scenario) =>
    conditionsOf(s)
      .flatMap(leavesOf)
      .some((leaf) => leaf.op === "incident-status" && leaf.reached === "diverted"),
} satisfies Record<string, (scenario: Scenario) => boolean>;

type Mechanism = keyof typeof MECHANISMS;

const EVERY: Mechanism[] = ["cameras", "shifts", "equipment", "gauges", "agencies", "merging", "diverting"];

const CLAIMS: Record<string, Mechanism[]> = {
  "drunk-man": [
    ...EVERY.filter((name) => name !== "equipment"),
    "movement",
    "cover",
    "search",
    "answers",
    "chance",
  ],
  "gas-smell": [...EVERY, "search", "answers"],
  "lost-coat": [...EVERY, "search"],
  "phone-shop": [
    ...EVERY.filter((name) => name !== "equipment"),
    "movement",
    "cover",
    "search",
    "chance",
    "noticing",
    "boats",
  ],
  "two-calls": [...EVERY, "movement", "cover", "search", "answers", "chance", "noticing"],
  "unpaid-workers": [...EVERY, "answers"],
};

describe("the starter scenarios", () => {
  it("are the six of the product", () => {
    expect(scenarios.map(([id]) => id)).toEqual([
      "drunk-man",
      "gas-smell",
      "lost-coat",
      "phone-shop",
      "two-calls",
      "unpaid-workers",
    ]);
  });

  describe.each(scenarios)("%s", (id, scenario) => {
    const responderItems = scenario.items.filter((item) => item.side === "responder");

    it("passes the scenario checks without an error", () => {
      const errors = checkScenario(scenario, {
        ground,
        standards: policy.standards,
        today: "2026-12-01",
      }).filter((problem) => problem.level === "error");
      expect(errors.map((problem) => `${problem.path.join(".")}: ${sentence(problem.said, "en")}`)).toEqual(
        [],
      );
    });

    it("has at least twelve injects of several kinds and triggers", () => {
      expect(scenario.injects.length).toBeGreaterThanOrEqual(12);
      expect(new Set(scenario.injects.map((inject) => inject.kind)).size).toBeGreaterThanOrEqual(5);
      expect(new Set(scenario.injects.map((inject) => inject.trigger.on)).size).toBeGreaterThanOrEqual(3);
    });

    it("scores at least fifteen lines for the responder, of every kind, to exactly 100 points", () => {
      expect(responderItems.length).toBeGreaterThanOrEqual(15);
      expect(new Set(responderItems.map((item) => item.kind))).toEqual(
        new Set(["timing", "procedure", "decision", "judgement", "outcome"]),
      );
      expect(sumOfPoints(scenario, "responder")).toBe(100);
      const procedures = responderItems.flatMap((item) => (item.kind === "procedure" ? [item] : []));
      expect(new Set(procedures.map((item) => item.rule))).toEqual(new Set(["mandatory", "forbidden"]));
      expect(procedures.some((item) => (item.legal?.length ?? 0) > 0)).toBe(true);
    });

    it("gives the opposition exactly 100 points and a budget where there is an opposition, else nothing", () => {
      expect(scenario.opposed).toBe(id !== "lost-coat");
      expect(sumOfPoints(scenario, "opposition")).toBe(scenario.opposed ? 100 : 0);
      expect(scenario.oppositionBudget > 0).toBe(scenario.opposed);
      const objectives = scenario.objectives.filter((objective) => objective.side === "opposition");
      expect(objectives.length > 0).toBe(scenario.opposed);
    });

    it("scores nobody for an objective of the other side", () => {
      for (const item of scenario.items) {
        const objective = scenario.objectives.find((o) => o.id === item.objectiveId);
        if (objective) expect(objective.side, item.id).toBe(item.side);
      }
    });

    it("scores every decision point, and each has one option worth full marks", () => {
      const scored = scenario.items.flatMap((item) => (item.kind === "decision" ? [item.decisionId] : []));
      expect(scored.toSorted()).toEqual(scenario.decisions.map((decision) => decision.id).toSorted());
      for (const decision of scenario.decisions) {
        expect(
          decision.options.filter((option) => option.worth === 1),
          decision.id,
        ).toHaveLength(1);
      }
    });

    it("aims every condition at a thing of the kind the action takes", () => {
      const actions = new Map(actionsOf(scenario).map((action) => [action.id, action]));
      const known = {
        agency: new Set(scenario.agencies.map((agency) => agency.id)),
        "actor-to-place": new Set(scenario.actors.map((actor) => actor.id)),
        actor: new Set(scenario.actors.map((actor) => actor.id)),
        camera: new Set(atlas.cameras.keys()),
        place: new Set([...atlas.places.keys(), ...atlas.stations.keys()]),
        none: new Set<string>(),
        incident: new Set<string>(),
        "two-incidents": new Set<string>(),
      };
      for (const leaf of conditionsOf(scenario).flatMap(leavesOf)) {
        if (leaf.op !== "action-done" || leaf.targetId === undefined) continue;
        const target = actions.get(leaf.actionId)?.target ?? "none";
        expect(known[target].has(leaf.targetId), `${leaf.actionId} on ${leaf.targetId}`).toBe(true);
      }
    });

    it("reveals every fact it waits for, so that nothing stays out of reach", () => {
      const revealed = new Set(
        effectsOf(scenario).flatMap((effect) =>
          effect.effect === "reveal" ? [`${effect.factId} ${effect.to}`] : [],
        ),
      );
      for (const leaf of conditionsOf(scenario).flatMap(leavesOf)) {
        if (leaf.op === "fact-known") expect(revealed).toContain(`${leaf.factId} ${leaf.side}`);
      }
    });

    it("allows every action it expects, waits for or scores", () => {
      const allowed = new Set(actionsOf(scenario).map((action) => action.id));
      for (const inject of scenario.injects) {
        for (const { actionId } of inject.expected) expect(allowed, inject.id).toContain(actionId);
      }
    });

    it("makes no action depend on a crew that is not on duty", () => {
      const branches = new Set(scenario.forces.units.map((unit) => unit.branch));
      for (const action of scenario.actions) {
        if (action.branch !== undefined) expect(branches, action.id).toContain(action.branch);
      }
      expect(new Set(scenario.forces.units.map((unit) => unit.callSign)).size).toBe(
        scenario.forces.units.length,
      );
    });

    it("uses the mechanisms it claims, and no claim is missing", () => {
      const used = Object.entries(MECHANISMS).flatMap(([name, uses]) => (uses(scenario) ? [name] : []));
      expect(used.toSorted()).toEqual([...(CLAIMS[id] ?? [])].toSorted());
    });

    it("lets every move of the opposition that costs something change the world or the score", () => {
      const leaves = conditionsOf(scenario).flatMap(leavesOf);
      for (const action of scenario.actions.filter(({ side }) => side === "opposition")) {
        const heard = leaves.some(
          (leaf) => (leaf.op === "action-done" || leaf.op === "ruling-was") && leaf.actionId === action.id,
        );
        expect(action.effects.length > 0 || heard, action.id).toBe(true);
      }
    });

    it("is written in full in both languages, and names nobody's phone or plate", () => {
      expectBothLanguages(scenario);
    });
  });
});

describe("the questions of the starters", () => {
  it.each(scenarios)("the scenario %s gives no best option away by its place or length", (_, scenario) => {
    const warned = checkScenario(scenario, {
      ground,
      standards: policy.standards,
      today: "2026-12-01",
    }).filter(({ code }) => code.startsWith("best-option"));
    expect(warned.map(({ path: at, said }) => `${at.join(".")}: ${sentence(said, "en")}`)).toEqual([]);
  });

  it.each(cases)("the case %s gives no best option away by its place or length", (_, study) => {
    expect(cluesInCase(study)).toEqual([]);
  });

  it("have the best option first in fewer than half, and longest in fewer than half in each language", () => {
    const asked = [
      ...scenarios.flatMap(([, { decisions }]) =>
        decisions.map(({ options }) => ({ options, best: options.findIndex(({ worth }) => worth === 1) })),
      ),
      ...cases.flatMap(([, { decisions }]) =>
        decisions.map(({ options, bestOptionId }) => ({
          options,
          best: options.findIndex(({ id }) => id === bestOptionId),
        })),
      ),
    ];
    const longestAt = (options: readonly { label: LocalText }[], locale: "zh" | "en") => {
      const lengths = options.map(({ label }) => label[locale].length);
      return lengths.indexOf(Math.max(...lengths));
    };
    const half = asked.length / 2;
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter(({ best }) => best === 0).length).toBeLessThan(half);
    for (const locale of ["zh", "en"] as const) {
      expect(asked.filter(({ options, best }) => longestAt(options, locale) === best).length).toBeLessThan(
        half,
      );
    }
  });
});

describe("the starter cases", () => {
  it.each(cases)("%s names nobody's number and cites no law before its time", (_, study) => {
    const problems = checkCase(study, () => []);
    const made = ["澜洲区海景苑3幢"];
    expect(problems.filter((one) => one.code !== "identifies" || !made.includes(one.text))).toEqual([]);
  });

  it("a category has one name in each language, in cases and scenarios alike", () => {
    const categories = [
      ...cases.map(([, { category }]) => category),
      ...scenarios.flatMap(([, { incidents }]) => incidents.map(({ category }) => category)),
    ];
    const pairs = new Set(categories.map(({ zh, en }) => `${zh} | ${en}`));
    expect(pairs.size).toBe(new Set(categories.map(({ zh }) => zh)).size);
    expect(pairs.size).toBe(new Set(categories.map(({ en }) => en)).size);
  });

  it("are six, with one to avoid and one to argue about among them", () => {
    expect(cases).toHaveLength(6);
    const kinds = cases.map(([, study]) => study.kind);
    expect(kinds).toContain("cautionary");
    expect(kinds).toContain("discussion");
    expect(kinds).toContain("exemplary");
  });

  it.each(cases)("%s tells its story in order, in both languages, and asks with an answer", (_, study) => {
    const times = study.timeline.map((entry) => entry.atMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(study.timeline.some((entry) => entry.turningPoint)).toBe(true);
    expect(study.decisions.length).toBeGreaterThanOrEqual(1);
    for (const decision of study.decisions) {
      expect(decision.options.map((option) => option.id)).toContain(decision.bestOptionId);
    }
    expectBothLanguages(study);
  });
});

describe("the laws that are cited", () => {
  const citing = [["the built-in actions", builtInActions] as const, ...scenarios, ...cases].map(
    ([id, document]) => [id, citedIn(document)] as const,
  );

  it.each(citing)("in %s: each by its article, of one number in both languages", (_, cited) => {
    expect(cited.length).toBeGreaterThan(0);
    expect(cited.filter(({ article }) => !isOneNumber(article)).map(({ title }) => title.zh)).toEqual([]);
  });

  it("have one name in each language and one date, wherever they are cited", () => {
    const names = citing.flatMap(([, cited]) =>
      cited.map(({ title, inForceFrom }) => `${title.zh} | ${title.en} | ${inForceFrom}`),
    );
    const laws = new Set(citing.flatMap(([, cited]) => cited.map(({ title }) => title.zh)));
    expect([...new Set(names)].toSorted()).toHaveLength(laws.size);
  });
});

function citedIn(value: unknown): LegalBasis[] {
  if (typeof value !== "object" || value === null) return [];
  const { data } = LegalBasis.safeParse(value);
  return data ? [data] : Object.values(value).flatMap(citedIn);
}

/** Whether it is one article of a law, in Chinese figures and in ours, or the whole of a text without articles. */
function isOneNumber(article: LocalText | undefined): boolean {
  const [, chinese = "", of] = /^第([一二三四五六七八九十百零]+)条(之一)?$/u.exec(article?.zh ?? "") ?? [];
  if (chinese === "") return article?.zh === "全文" && article.en === "Full text";
  return article?.en === `Article ${figureOf(chinese)}${of ? "-1" : ""}`;
}

function figureOf(chinese: string): number {
  const [, hundreds, tens, ones] = /^(?:(.)百)?零?(?:(.?)十)?(.?)$/u.exec(chinese) ?? [];
  const digit = (one: string | undefined) => "零一二三四五六七八九".indexOf(one ?? "零");
  const ten = tens === undefined ? 0 : tens === "" ? 1 : digit(tens);
  return digit(hundreds) * 100 + ten * 10 + (ones ? digit(ones) : 0);
}

type Leaf = Exclude<Condition, { op: "all" | "any" | "not" }>;

function leavesOf(condition: Condition): Leaf[] {
  switch (condition.op) {
    case "all":
    case "any":
      return condition.of.flatMap(leavesOf);
    case "not":
      return leavesOf(condition.of);
    default:
      return [condition];
  }
}

function conditionsOf(scenario: Scenario): Condition[] {
  return [
    ...scenario.injects.flatMap(({ trigger }) => (trigger.on === "condition" ? [trigger.when] : [])),
    ...scenario.decisions.map((decision) => decision.opens),
    ...scenario.actions.flatMap((action) => action.precondition ?? []),
    ...scenario.items.flatMap((item) => {
      if (item.kind === "procedure") return item.condition ?? [];
      return item.kind === "outcome" ? item.bands.map((band) => band.when) : [];
    }),
  ];
}

function effectsOf(scenario: Scenario): Effect[] {
  return [
    ...scenario.injects.flatMap((inject) => inject.effects),
    ...scenario.actions.flatMap((action) => [...action.effects, ...(action.effectsOnFailure ?? [])]),
  ];
}

/** The effects of the scenario, and of the built-in actions it allows. */
function allEffects(scenario: Scenario): Effect[] {
  return [...effectsOf(scenario), ...actionsOf(scenario).flatMap(({ effects }) => effects)];
}

function sumOfPoints(scenario: Scenario, side: "responder" | "opposition"): number {
  return scenario.items.reduce((sum, item) => sum + (item.side === side ? item.points : 0), 0);
}

/** A gauge may be counted in nothing; everything else that is filled in one language is filled in both. */
function expectBothLanguages(content: unknown): void {
  for (const { at, zh, en } of textsIn(content, "")) {
    expect(zh.trim() === "", `${at} in zh`).toBe(en.trim() === "");
    expect(`${zh} ${en}`, at).not.toMatch(/1[3-9]\d{9}|0\d{2,3}-?\d{7,8}/);
    expect(`${zh} ${en}`, at).not.toMatch(
      /[京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵云陕甘青蒙藏宁新][A-Z]·?[A-Z0-9]{5}/,
    );
  }
}

function textsIn(value: unknown, at: string): { at: string; zh: string; en: string }[] {
  if (typeof value !== "object" || value === null) return [];
  if ("zh" in value && "en" in value && typeof value.zh === "string" && typeof value.en === "string") {
    return [{ at, zh: value.zh, en: value.en }];
  }
  return Object.entries(value).flatMap(([key, part]) => textsIn(part, `${at}.${key}`));
}

/** Twice the area of a zone in square degrees: enough to compare zones that share their points. */
function areaOf(zone: FeatureOf<"zone">): number {
  const ring = zone.geometry.coordinates[0] ?? [];
  return Math.abs(
    ring.reduce((sum, [lon, lat], i) => {
      const next = ring[(i + 1) % ring.length] ?? [lon, lat];
      return sum + (lon * next[1] - next[0] * lat);
    }, 0),
  );
}

/** Whether a point lies inside a zone (even-odd rule). */
function holds(zone: FeatureOf<"zone">, [lon, lat]: LonLat): boolean {
  const ring = zone.geometry.coordinates[0] ?? [];
  return ring.reduce((inside, [x, y], i) => {
    const [px, py] = ring[(i + ring.length - 1) % ring.length] ?? [x, y];
    const crosses = y > lat !== py > lat && lon < ((px - x) * (lat - y)) / (py - y) + x;
    return crosses ? !inside : inside;
  }, false);
}
