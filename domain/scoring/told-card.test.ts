import { describe, expect, test } from "vitest";
import { carol, eve, play, readDrill, rita, startEx, testSetup, type Step } from "@/domain/drill/given";
import type { Drill } from "@/domain/drill/state";
import { LOCALES } from "@/domain/locales";
import type { NewScoreCard } from "@/domain/score-card/schema";
import { readCard } from "@/domain/score-card/stored";
import { sentence, sentencesIn } from "@/domain/words/sentence";
import { leaves } from "@/domain/words/testing";
import { scoreCard } from "./score-card";

const at = (afterMs: number, by: Step["by"], command: Step["command"]): Step => ({ afterMs, by, command });
const act = (actionId: string, unitIds: string[] = []): Step["command"] => ({
  type: "TakeAction",
  actionId,
  incident: 1,
  unitIds,
  note: "",
});

const named = { ...eve, name: "伊娃", latinName: "Eve" };
const leading = { ...carol, name: "卡罗尔", latinName: "Carol" };
const setup = {
  ...testSetup,
  teams: testSetup.teams.map((team) => ({ ...team, name: "红队", latinName: "Red team" })),
};
const steps: Step[] = [
  startEx,
  at(20_000, rita, act("accept")),
  at(30_000, rita, act("dispatch", ["car-1"])),
  at(200_000, rita, act("cordon", ["car-1"])),
  at(210_000, rita, { type: "Decide", decisionId: "how", optionId: "calm", reason: "Lightest means" }),
  at(330_000, named, { type: "RateItem", lane: 1, itemId: "manner", rating: "S", note: "" }),
  at(340_000, leading, { type: "GrantExemption", lane: 1, itemId: "arrival", reason: "Bridge closed" }),
  at(400_000, carol, { type: "EndDrill", how: "ended", reason: "" }),
  at(400_500, named, { type: "SubmitEvaluation", lane: 1 }),
];

const cardOf = (drill: Drill): NewScoreCard => {
  const [lane] = drill.lanes;
  if (!lane) throw new Error("A drill has a lane.");
  return scoreCard(drill, lane, "responder");
};
const card = cardOf(readDrill(play(steps, setup)));
const stored = JSON.stringify(card);

/** Every text in a value, but for those that an author wrote in every language. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null || ("zh" in value && "en" in value)) return [];
  return Object.values(value).flatMap(textsIn);
}

describe("a card as it is made today", () => {
  test("is stored and read to the byte", () => {
    expect(JSON.stringify(readCard(JSON.parse(stored)))).toBe(stored);
    expect(card.schemaVersion).toBe(2);
  });

  test("holds the names of sentences and what stands in them, and no sentence of ours", () => {
    const ours = LOCALES.flatMap((locale) =>
      [...leaves(sentencesIn(locale).scores).values()]
        .flatMap((message) => message.split(/\{[^{}]*\}|[{}]/))
        .filter((part) => part.trim().length > 3),
    );
    expect(ours.length).toBeGreaterThan(40);
    expect(ours.filter((part) => stored.includes(part.trim()))).toEqual([]);
    // What else is text is a name of something, or what somebody wrote.
    expect(textsIn(card).filter((text) => /[\s\u3400-\u9fff]/.test(text))).toEqual(["Bridge closed"]);
  });

  test.each(LOCALES)("tells every line in the language of its reader: %s", (locale) => {
    const told = card.lines.map(({ why }) => sentence(why, locale));
    expect(told.map((text) => text.trim() === "" || text.includes("scores."))).not.toContain(true);
    const exempt = card.lines.find(({ status }) => status === "exempt");
    expect(sentence(exempt?.why ?? "", locale)).toBe(
      { zh: "卡罗尔批准免评：Bridge closed", en: "Exempted by Carol: Bridge closed" }[locale],
    );
  });

  test("names people and teams in the letters of its reader, as they were called at that time", () => {
    expect(card.team).toEqual({ zh: "红队", en: "Red team" });
    const [assessment] = card.lines.flatMap(({ assessments = [] }) => assessments);
    expect(assessment?.by).toEqual({ zh: "伊娃", en: "Eve" });
    const without = cardOf(readDrill(play(steps.map((step) => ({ ...step, by: step.by })))));
    expect(without.team).toEqual({ zh: testSetup.teams[0]?.name ?? "", en: testSetup.teams[0]?.name ?? "" });
  });
});
