import { expect, test } from "vitest";
import { simulate } from "@/domain/rehearsal/simulate";
import { inEveryLanguage } from "@/domain/words/sentence";
import { describe as sentence, happening, storyOf, unnamedStoryOf } from "./describe";
import { letDueHappen } from "./due";
import {
  ask,
  carol,
  eve,
  omar,
  play,
  readDrill,
  rita,
  START_MS,
  startEx,
  testScenario,
  testSetup,
} from "./given";
import type { DrillEvent, Participant, RecordedEvent, Setup } from "./schema";

const both = (text: string) => ({ zh: text, en: text });
const [dispatch] = testScenario.actions.filter(({ id }) => id === "dispatch");
const [gas] = testScenario.agencies;

/** An event of its own in words: what a drill said before does not matter to it. */
function words(event: DrillEvent, setup: Setup = testSetup, by: RecordedEvent["by"] = carol) {
  const recorded = { position: 9, lane: 1, atMs: 60_000, wallMs: START_MS, observedAtMs: null, by, event };
  return inEveryLanguage(sentence(recorded, setup, storyOf(readDrill(play([startEx], setup)))));
}

test("an agency and an incident of the same id keep their own names", () => {
  const scenario = { ...testScenario, agencies: gas ? [{ ...gas, id: "break-in" }] : [] };
  const setup: Setup = { ...testSetup, scenario };
  const at = { incidentId: "break-in", answersAtMs: 90_000, arrivesAtMs: null };
  expect(words({ type: "AgencyNotified", agencyId: "break-in", ...at }, setup).en).toBe(
    "Gas company was notified.",
  );
  expect(words({ type: "IncidentReported", incidentId: "break-in" }, setup).en).toBe(
    "“Break-in” was reported.",
  );
});

test("a crew sent after somebody arrives at that place, and not at its station", () => {
  if (!dispatch) throw new Error("The test scenario lets crews be sent.");
  const search = { ...dispatch, id: "search", label: both("Search"), target: "place" as const, effects: [] };
  const setup: Setup = {
    ...testSetup,
    scenario: { ...testScenario, actions: [...testScenario.actions, search] },
  };
  const drill = readDrill(play([startEx], setup));
  const search101 = { actionId: "search", targetId: "shop", unitIds: ["car-1"], note: "" };
  ask(drill, rita, { type: "TakeAction", ...search101 }, START_MS + 20_000);
  const events = letDueHappen(drill, 3_600_000, START_MS);
  const story = storyOf(drill);
  const arrivals = events.flatMap((recorded) =>
    recorded.event.type === "UnitArrived" ? [inEveryLanguage(sentence(recorded, setup, story)).en] : [],
  );
  expect(arrivals).toEqual(["101 arrived at shop."]);
});

test.each<[string, Participant, string, string]>([
  ["a controller", carol, "Carol加入演练，任导调员。", "Carol joined as controller."],
  ["a player", omar, "Omar加入演练，在对抗方。", "Omar joined as a player of the opposition."],
])("who joined says as what: %s", (_, participant, zh, en) => {
  expect(words({ type: "ParticipantJoined", participant })).toEqual({ zh, en });
});

test("the story without people says of everybody's acts which part they had, and nobody's name", () => {
  const joined = [carol, eve, rita, omar].map((one) => [one.participantId, one] as const);
  const drill = { ...readDrill(play([startEx])), participants: Object.fromEntries(joined) };
  const story = unnamedStoryOf(drill);
  const acts: DrillEvent[] = [
    { type: "DecisionTaken", decisionId: "pursue", optionId: "chase", reason: "" },
    { type: "IncidentClassified", incidentId: "break-in", priority: 1, category: "" },
    { type: "RulingGiven", no: 1, outcome: "failure", how: "umpire", rationale: "", odds: 0.5 },
    { type: "LeadOffered", to: "carol" },
    { type: "ClockPaused", reason: "" },
    { type: "LeadTaken", how: "offered", reason: "" },
    { type: "ExerciseStopped", reason: "" },
    { type: "StopsMuted", participantId: "omar", name: "Omar" },
    { type: "StopsUnmuted", participantId: "omar", name: "Omar" },
    { type: "ParticipantJoined", participant: rita },
    { type: "RadioSent", side: "responder", as: "101", text: "We are there" },
    { type: "ItemObserved", itemId: "cordon-in-time", result: "met", note: "" },
  ].map((event) => event as DrillEvent);
  for (const by of [carol, eve, rita, omar]) {
    for (const event of acts) {
      const recorded = {
        position: 9,
        lane: 1,
        atMs: 60_000,
        wallMs: START_MS,
        observedAtMs: null,
        by,
        event,
      };
      const { zh, en } = inEveryLanguage(happening(recorded, testSetup, story));
      expect(`${zh} ${en}`).not.toMatch(/Carol|Eve|Rita|Omar/);
    }
  }
  const decided = { position: 9, lane: 1, atMs: 0, wallMs: START_MS, observedAtMs: null, by: rita };
  const [decision] = acts;
  if (!decision) throw new Error("Somebody decides.");
  expect(inEveryLanguage(happening({ ...decided, event: decision }, testSetup, story)).zh).toMatch(
    /^处警方决定/,
  );
});

test("people are named in the letters of the reader's language, whoever acts, is acted upon or wrote it down", () => {
  const joined = [carol, eve].map((one) => [one.participantId, one] as const);
  const drill = { ...readDrill(play([startEx])), participants: Object.fromEntries(joined) };
  const story = storyOf(drill, new Map([["carol", "Kǎ Luò"]]));
  const recorded = { position: 9, lane: 1, atMs: 60_000, wallMs: START_MS, observedAtMs: 30_000, by: carol };
  const note: DrillEvent = { type: "NoteTaken", text: "Two people." };
  const told = inEveryLanguage(sentence({ ...recorded, event: note }, testSetup, story));
  expect(told.zh).toBe("Carol记录：Two people（Carol记录，T+00:30 所见）。");
  expect(told.en).toBe("Kǎ Luò noted: Two people (recorded by Kǎ Luò, seen at T+00:30).");
  const offered: DrillEvent = { type: "LeadOffered", to: "carol" };
  const said = sentence({ ...recorded, observedAtMs: null, by: eve, event: offered }, testSetup, story);
  expect(inEveryLanguage(said).en).toBe("Eve offered the lead to Kǎ Luò.");
});

test("what people wrote with a full stop does not make two", () => {
  const event = { type: "ClockPaused", reason: "午饭。" } as const;
  expect(words(event).zh).toBe("时钟暂停：午饭。");
  expect(words({ ...event, reason: "Lunch." }).en).toBe("The clock is paused: Lunch.");
});

test("a whole drill is told in words: no number, no id and no doubled stop where a name should be", () => {
  const { drill, events } = simulate(testSetup, { responder: "medium", opposition: "strong" }, 4);
  const story = storyOf(drill);
  const told = events.map((recorded) => inEveryLanguage(sentence(recorded, testSetup, story)));
  expect(told.length).toBeGreaterThan(40);
  const bad = told.filter(
    ({ zh, en }) =>
      zh === "" ||
      en === "" ||
      /。。|“”|undefined|null|号动作/.test(zh) ||
      /\.\.|“”|undefined|null|action \d/.test(en),
  );
  expect(bad).toEqual([]);
});
