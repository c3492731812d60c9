import { describe, expect, test } from "vitest";
import { isRefusal } from "@/domain/refusal";
import { decide, joined } from "./decide";
import { ask, carol, eve, plannedEvents, readDrill, rita, START_MS } from "./given";
import type { DrillCommand, Participant, RecordedEvent } from "./schema";
import type { Drill } from "./state";
import { viewFor } from "@/domain/view/view";

const dave: Participant = { role: "controller", participantId: "dave", name: "Dave" };

/** A drill that Carol planned, with Dave as another controller. */
function plannedByCarol(...others: Participant[]): Drill {
  const [planned] = plannedEvents();
  const first: RecordedEvent[] = planned ? [{ ...planned, by: carol }] : [];
  const drill = readDrill(first);
  for (const person of [carol, dave, ...others]) joined(drill, person, 0, START_MS);
  return drill;
}

function done(drill: Drill, by: Participant, command: DrillCommand, absent: string[] = []) {
  try {
    return decide(drill, command, { by, atMs: drill.atMs, wallMs: START_MS, seed: 7, absent }).map(
      ({ event }) => event,
    );
  } catch (error) {
    if (isRefusal(error)) return { code: error.code, params: error.params };
    throw error;
  }
}

const take = (reason = ""): DrillCommand => ({ type: "TakeLead", reason });
const start: DrillCommand = { type: "StartDrill", rate: 1 };

describe("the lead of the control cell", () => {
  test("is with whoever planned the drill", () => {
    expect(plannedByCarol().lead.holder).toBe("carol");
  });

  test("is with the first controller who comes, where no controller planned it", () => {
    const drill = readDrill(plannedEvents());
    joined(drill, rita, 0, START_MS);
    expect(drill.lead.holder).toBeNull();
    joined(drill, dave, 0, START_MS);
    joined(drill, carol, 0, START_MS);
    expect(drill.lead.holder).toBe("dave");
  });

  test("goes to another controller when whoever led is given another role", () => {
    const drill = plannedByCarol();
    joined(drill, { ...eve, participantId: "carol" }, 0, START_MS);
    expect(drill.lead.holder).toBe("dave");
  });

  test("is needed for the clock, the plan of injects, exemptions and the release", () => {
    const drill = plannedByCarol();
    const refused = { code: "lead-needed", params: { name: "Carol" } };
    expect(done(drill, dave, start)).toEqual(refused);
    done(drill, carol, start);
    const of = { lane: 1, injectId: "by-hand" };
    const commands: DrillCommand[] = [
      { type: "PauseClock", reason: "" },
      { type: "ChangeRate", rate: 2 },
      { type: "JumpClock", toMs: 60_000 },
      { type: "EndDrill", how: "ended", reason: "" },
      { type: "EndDrill", how: "stopped", reason: "" },
      { type: "ResumeExercise", reason: "" },
      { type: "StartNextLeg" },
      { type: "DeliverInject", ...of },
      { type: "ResendInject", ...of },
      { type: "HoldInject", ...of },
      { type: "ReleaseInject", ...of },
      { type: "SkipInject", ...of, reason: "" },
      { type: "EditInject", ...of, text: { zh: "", en: "" }, from: { zh: "", en: "" } },
      { type: "GrantExemption", lane: 1, itemId: "manner", reason: "x" },
      { type: "ReleaseScores" },
    ];
    for (const command of commands)
      expect([command.type, done(drill, dave, command)]).toEqual([command.type, refused]);
  });

  test("is not needed to speak in a role, to note, to flag, to check the lines, to rule and to stop", () => {
    const drill = plannedByCarol(rita);
    done(drill, carol, start);
    const commands: DrillCommand[] = [
      { type: "SendRadio", text: "Copy.", as: "Hospital" },
      {
        type: "SendAdHocInject",
        lane: 1,
        kind: "phone",
        audience: "responder",
        from: "Neighbour",
        text: "x",
        incident: null,
      },
      { type: "TakeNote", lane: 1, text: "x", observedAtMs: null },
      { type: "FlagMoment", lane: 1, kind: "lesson", text: "", observedAtMs: null },
      { type: "CallCheck" },
      { type: "StopExercise", reason: "" },
      { type: "EndDrill", how: "real-incident", reason: "" },
    ];
    for (const command of commands)
      expect([command.type, done(drill, dave, command)]).toEqual([command.type, [expect.anything()]]);
  });

  test("lets two umpires rule without it", () => {
    const drill = plannedByCarol();
    done(drill, carol, start);
    const rule: DrillCommand = { type: "Rule", lane: 1, no: 1, outcome: "success", rationale: "x" };
    expect(done(drill, dave, rule)).toMatchObject({ code: "move-not-contested" });
  });

  test("is offered and accepted, and whoever had it has it no more", () => {
    const drill = plannedByCarol();
    expect(done(drill, carol, { type: "OfferLead", to: "dave" })).toEqual([
      { type: "LeadOffered", to: "dave" },
    ]);
    expect(drill.lead).toEqual({ holder: "carol", offeredTo: "dave" });
    expect(done(drill, dave, take())).toEqual([{ type: "LeadTaken", how: "offered", reason: "" }]);
    expect(drill.lead).toEqual({ holder: "dave", offeredTo: null });
    expect(done(drill, carol, start)).toMatchObject({ code: "lead-needed" });
    expect(done(drill, dave, start)).toMatchObject([{ type: "DrillStarted" }, { type: "ClockStarted" }]);
  });

  test("stays where it was when an offer is declined or taken back", () => {
    for (const by of [carol, dave]) {
      const drill = plannedByCarol();
      expect(done(drill, carol, { type: "CloseLeadOffer" })).toMatchObject({ code: "lead-not-offered" });
      done(drill, carol, { type: "OfferLead", to: "dave" });
      expect(done(drill, by, { type: "CloseLeadOffer" })).toEqual([{ type: "LeadOfferClosed" }]);
      expect(done(drill, dave, take("x"))).toMatchObject({ code: "lead-held" });
    }
  });

  test("is offered by whoever has it, to another controller", () => {
    const drill = plannedByCarol(rita);
    expect(done(drill, dave, { type: "OfferLead", to: "dave" })).toMatchObject({ code: "lead-needed" });
    for (const to of ["rita", "nobody", "carol"]) {
      expect(done(drill, carol, { type: "OfferLead", to })).toMatchObject({ code: "not-found" });
    }
    expect(done(drill, rita, take("x"), ["carol"])).toMatchObject({ code: "role-not-allowed" });
  });

  test("is taken over from somebody who is not there, for a reason; not from somebody who is", () => {
    const drill = plannedByCarol();
    expect(done(drill, dave, take("Line is down"))).toEqual({ code: "lead-held", params: { name: "Carol" } });
    expect(done(drill, dave, take(), ["carol"])).toMatchObject({ code: "lead-reason-needed" });
    expect(done(drill, dave, take("Line is down"), ["carol"])).toEqual([
      { type: "LeadTaken", how: "absent", reason: "Line is down" },
    ]);
    expect(done(drill, dave, take("x"), ["carol"])).toMatchObject({ code: "lead-own" });
  });

  test("is for the control cell to see, and for nobody else", () => {
    const drill = plannedByCarol(rita);
    const view = viewFor(drill, { kind: "control" });
    expect(view.kind === "control" && view.lead).toEqual({ holder: "carol", offeredTo: null });
    const side = JSON.stringify(viewFor(drill, { kind: "side", side: "responder", lane: 1 }));
    ask(drill, carol, { type: "OfferLead", to: "dave" }, START_MS);
    expect(JSON.stringify(viewFor(drill, { kind: "side", side: "responder", lane: 1 }))).toBe(side);
  });
});
