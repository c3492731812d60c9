import { describe, expect, test } from "vitest";
import type { Audience } from "@/domain/view/schema";
import { awaitsAnswer } from "./communications-check";
import { joined } from "./decide";
import { ask, carol, eve, omar, plannedEvents, readDrill, rita, START_MS } from "./given";
import type { DrillCommand, Participant } from "./schema";
import type { Drill } from "./state";
import { viewFor } from "@/domain/view/view";
import { everywhere } from "@/domain/text";

const bob: Participant = { ...rita, participantId: "bob", name: "Bob" };
const olga: Participant = { role: "observer", participantId: "olga", name: "Olga" };
const responder: Audience = { kind: "side", side: "responder", lane: 1 };

function drillOf(...people: Participant[]): Drill {
  const drill = readDrill(plannedEvents());
  for (const person of people) joined(drill, person, 0, START_MS);
  return drill;
}

function asks(
  drill: Drill,
  by: Participant,
  type: "CallCheck" | "RepeatCheck" | "AnswerCheck",
  afterMs: number,
) {
  return ask(drill, by, { type }, START_MS + afterMs).decided;
}

function seenByControl(drill: Drill) {
  const view = viewFor(drill, { kind: "control" });
  return view.kind === "control" ? view.check : null;
}

function calledMs(drill: Drill, audience: Audience): number | null {
  const view = viewFor(drill, audience);
  return "checkCalledMs" in view ? view.checkCalledMs : null;
}

describe("a communications check", () => {
  test("calls everybody who has come in, before StartEx too, but whoever calls and whoever only looks on", () => {
    const drill = drillOf(carol, eve, rita, omar, olga);
    expect(asks(drill, carol, "CallCheck", 1_000)).toMatchObject([
      { event: { type: "CheckCalled", no: 1, to: ["eve", "rita", "omar"] } },
    ]);
    expect(awaitsAnswer(drill, "rita")).toBe(true);
    expect(awaitsAnswer(drill, "olga")).toBe(false);
  });

  test("tells control who answered and how long it took, and who did not", () => {
    const drill = drillOf(carol, rita, omar);
    asks(drill, carol, "CallCheck", 1_000);
    asks(drill, rita, "AnswerCheck", 4_500);
    expect(seenByControl(drill)).toEqual({
      no: 1,
      byName: everywhere("Carol"),
      people: [
        {
          participantId: "rita",
          firstCalledMs: START_MS + 1_000,
          calledMs: START_MS + 1_000,
          times: 1,
          answeredMs: START_MS + 4_500,
        },
        expect.objectContaining({ participantId: "omar", answeredMs: null }),
      ],
    });
  });

  test("is repeated to those who are missing and those who have come since, and to nobody else", () => {
    const drill = drillOf(carol, rita, omar);
    asks(drill, carol, "CallCheck", 1_000);
    asks(drill, rita, "AnswerCheck", 2_000);
    joined(drill, eve, 0, START_MS + 3_000);
    expect(asks(drill, carol, "RepeatCheck", 9_000)).toMatchObject([
      { event: { type: "CheckCalled", no: 1, to: ["omar", "eve"] } },
    ]);
    expect(seenByControl(drill)?.people.find((one) => one.participantId === "omar")).toMatchObject({
      firstCalledMs: START_MS + 1_000,
      calledMs: START_MS + 9_000,
      times: 2,
    });
    asks(drill, omar, "AnswerCheck", 9_500);
    asks(drill, eve, "AnswerCheck", 9_500);
    expect(asks(drill, carol, "RepeatCheck", 10_000)).toMatchObject({ code: "check-all-answered" });
  });

  test("is answered once, by whoever was called", () => {
    const drill = drillOf(carol, rita, olga);
    expect(asks(drill, rita, "AnswerCheck", 500)).toMatchObject({ code: "check-not-called" });
    asks(drill, carol, "CallCheck", 1_000);
    expect(asks(drill, olga, "AnswerCheck", 2_000)).toMatchObject({ code: "check-not-called" });
    asks(drill, rita, "AnswerCheck", 2_000);
    expect(asks(drill, rita, "AnswerCheck", 3_000)).toMatchObject({ code: "check-already-answered" });
  });

  test("is for control to call, as long as the drill is not over and somebody is there", () => {
    expect(asks(drillOf(carol, rita), rita, "CallCheck", 0)).toMatchObject({ code: "role-not-allowed" });
    expect(asks(drillOf(carol, olga), carol, "CallCheck", 0)).toMatchObject({ code: "check-nobody" });
    const over = drillOf(carol, rita);
    const commands: DrillCommand[] = [
      { type: "StartDrill", rate: 1 },
      { type: "EndDrill", how: "ended", reason: "" },
    ];
    for (const command of commands) ask(over, carol, command, START_MS);
    expect(asks(over, carol, "CallCheck", 1_000)).toMatchObject({ code: "drill-already-ended" });
  });

  test("tells a side when it was called and nothing else: answers change nothing, of others or its own", () => {
    const drill = drillOf(carol, rita, bob, omar);
    asks(drill, carol, "CallCheck", 1_000);
    const before = JSON.stringify(viewFor(drill, responder));
    expect(calledMs(drill, responder)).toBe(START_MS + 1_000);
    for (const by of [rita, omar]) asks(drill, by, "AnswerCheck", 2_000);
    expect(JSON.stringify(viewFor(drill, responder))).toBe(before);
    expect(before).not.toContain("bob");
  });

  test("leaves a side as it was when it is repeated for the other one alone", () => {
    const drill = drillOf(carol, rita, omar);
    asks(drill, carol, "CallCheck", 1_000);
    asks(drill, rita, "AnswerCheck", 2_000);
    const before = JSON.stringify(viewFor(drill, responder));
    asks(drill, carol, "RepeatCheck", 9_000);
    expect(JSON.stringify(viewFor(drill, responder))).toBe(before);
    expect(calledMs(drill, { kind: "side", side: "opposition", lane: 1 })).toBe(START_MS + 9_000);
  });
});
