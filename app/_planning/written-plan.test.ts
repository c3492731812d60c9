import { describe, expect, test } from "vitest";
import type { NewDrill, PlanAsItStands } from "@/domain/roster/schema";
import { fieldsChanged, planChanged, planFrom, writtenFrom } from "./written-plan";

const ZONE = "Asia/Shanghai";
const A = "00000000-0000-4000-8000-00000000000a";
const B = "00000000-0000-4000-8000-00000000000b";
const C = "00000000-0000-4000-8000-00000000000c";

const common = {
  title: "Night watch",
  scenarioId: "00000000-0000-4000-8000-000000000001",
  version: 3,
  mode: "mixed",
  noNotice: true,
  plannedForMs: Date.UTC(2030, 0, 5, 9),
  scripted: [],
  oppositionCell: false,
  wallDelayMs: 120_000,
  unansweredStopEndsMs: 300_000,
  people: [],
} satisfies Partial<NewDrill>;

/** Every way in which the form lets a drill be played. */
const PLANS: Record<string, Pick<NewDrill, "format" | "teams"> & Partial<NewDrill>> = {
  "two teams": {
    format: "opposed",
    teams: [
      { lane: 1, side: "responder", teamId: B },
      { lane: 1, side: "opposition", teamId: null, name: "Theirs" },
    ],
  },
  "a team against the engine": {
    format: "opposed",
    teams: [{ lane: 1, side: "responder", teamId: null }],
    scripted: [{ lane: 1, side: "opposition", skill: "strong" }],
  },
  "sides exchanged": {
    format: "swap",
    teams: [
      { lane: 1, side: "responder", teamId: B },
      { lane: 1, side: "opposition", teamId: A },
    ],
  },
  "groups against a cell": {
    format: "parallel",
    oppositionCell: true,
    teams: [
      { lane: 1, side: "responder", teamId: A },
      { lane: 1, side: "opposition", teamId: C },
      { lane: 2, side: "responder", teamId: B },
    ],
  },
  "groups with an opposition each": {
    format: "parallel",
    teams: [1, 2].flatMap((lane) => [
      { lane, side: "responder" as const, teamId: null, name: `R${lane}` },
      { lane, side: "opposition" as const, teamId: null },
    ]),
  },
  "groups without an opposition": {
    format: "parallel",
    teams: [{ lane: 1, side: "responder", teamId: null }],
  },
  "somebody alone": {
    format: "solo",
    teams: [{ lane: 1, side: "responder", teamId: null }],
    scripted: [{ lane: 1, side: "opposition", skill: "weak" }],
    plannedForMs: undefined,
  },
};

function standing(plan: NewDrill): PlanAsItStands {
  const text = { zh: "夜巡", en: "Night watch" };
  return {
    plan,
    stamp: "s",
    scenario: { title: text, summary: text, plannedMinutes: 30, injects: 1, units: 1, opposed: true },
    teams: [],
  };
}

describe("a plan in the form", () => {
  for (const [name, play] of Object.entries(PLANS)) {
    test(`is written again as it was: ${name}`, () => {
      const plan: NewDrill = { ...common, ...play };
      const as = standing(plan);
      const written = { ...writtenFrom(as, ZONE), title: plan.title };
      const teamIds = [A, B, C];
      const { people: _, ...whole } = plan;
      expect(planFrom(written, teamIds)).toEqual(whole);
      expect(planChanged(as, written, { changed: {}, teamIds })).toEqual(whole);
    });
  }

  test("keeps places that it would not have written, and the second of its time, until either is touched", () => {
    const plan: NewDrill = {
      ...common,
      format: "opposed",
      teams: [{ lane: 1, side: "responder", teamId: A }],
      plannedForMs: common.plannedForMs + 1_234,
    };
    const as = standing(plan);
    const written = { ...writtenFrom(as, ZONE), title: "Other" };
    const changed = planChanged(as, written, { changed: { title: "Other" }, teamIds: [A, B] });
    expect(changed).toMatchObject({ title: "Other", teams: plan.teams, plannedForMs: plan.plannedForMs });
    const touched = planChanged(as, written, { changed: { groups: 1 }, teamIds: [A, B] });
    expect(touched.teams).toHaveLength(2);
  });

  test("tells in which fields two states of it differ", () => {
    const plan: NewDrill = {
      ...common,
      format: "opposed",
      teams: [{ lane: 1, side: "responder", teamId: A }],
    };
    expect(fieldsChanged(plan, plan)).toEqual([]);
    expect(fieldsChanged(plan, { ...plan, title: "Other", plannedForMs: undefined })).toEqual([
      "title",
      "plannedFor",
    ]);
    expect(fieldsChanged(plan, { ...plan, teams: [], version: 4 })).toEqual(["scenario", "teams"]);
  });
});
