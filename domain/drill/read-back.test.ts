import { describe, expect, test } from "vitest";
import { spansOf } from "@/domain/conditions/evaluate";
import { View } from "@/domain/view/schema";
import { carol, given, omar, play, readDrill, rita, startEx, type Step } from "./given";
import { planOf } from "./plan";
import { viewFor } from "@/domain/view/view";

const ruth = { ...rita, participantId: "ruth", name: "Ruth" };
const order: Step = {
  by: carol,
  afterMs: 1_000,
  command: { type: "SendRadio", text: "Block the bridge", as: "Centre", asksReadBack: true },
};
const whisper: Step = { by: omar, afterMs: 500, command: { type: "SendRadio", text: "quiet" } };
const readBack = (afterMs: number, n = 1): Step => ({
  by: rita,
  afterMs,
  command: { type: "ReadBack", n },
});
const netSeen = (steps: Step[], side: "responder" | "opposition" = "responder") => {
  const view = View.parse(viewFor(readDrill(play(steps)), { kind: "side", side, lane: 1 }));
  return view.kind === "side" ? view.radio : [];
};

describe("what is asked to be read back", () => {
  test("waits until somebody else on the net reads it back, and then says who did and when", () => {
    expect(netSeen([startEx, order])).toMatchObject([{ n: 1, readBack: { given: null } }]);
    expect(netSeen([startEx, order, readBack(9_000)])).toMatchObject([
      { text: "Block the bridge", readBack: { given: { as: "Rita", atMs: 9_000 } } },
    ]);
  });

  test("is missing on control's list for as long as nobody has, and control can read back as any role", () => {
    const controlSees = (steps: Step[]) => viewFor(readDrill(play(steps)), { kind: "control" });
    const said: Step = {
      by: rita,
      afterMs: 2_000,
      command: { type: "SendRadio", text: "Two suspects", asksReadBack: true },
    };
    expect(controlSees([startEx, whisper, said])).toMatchObject({
      lanes: [
        { radio: [{ readBack: null }, { n: 2, onNet: 1, side: "responder", readBack: { given: null } }] },
      ],
    });
    const answered = {
      type: "ReadBack" as const,
      lane: 1,
      side: "responder" as const,
      n: 1,
      as: "Duty room",
    };
    expect(
      controlSees([startEx, whisper, said, { by: carol, afterMs: 3_000, command: answered }]),
    ).toMatchObject({ lanes: [{ radio: [{}, { readBack: { given: { as: "Duty room", atMs: 3_000 } } }] }] });
  });

  test("is counted on one's own net: what the other side says has no number here", () => {
    given(startEx, whisper, order).when(rita, 2_000, { type: "ReadBack", n: 1 }).then("RadioReadBack");
    given(startEx, whisper, order).when(rita, 2_000, { type: "ReadBack", n: 2 }).thenRefused("radio-unknown");
    expect(netSeen([startEx, whisper, order, readBack(9_000)], "opposition")).toEqual(
      netSeen([startEx, whisper], "opposition"),
    );
  });

  test("is read back once, by somebody else, and only where it was asked for", () => {
    given(startEx, order, readBack(2_000))
      .when(ruth, 3_000, { type: "ReadBack", n: 1 })
      .thenRefused("read-back-not-due");
    given(startEx, { ...order, by: rita })
      .when(rita, 2_000, { type: "ReadBack", n: 1 })
      .thenRefused("read-back-not-due");
    given(startEx, { by: carol, afterMs: 1_000, command: { type: "SendRadio", text: "Hello" } })
      .when(rita, 2_000, { type: "ReadBack", n: 1 })
      .thenRefused("read-back-not-due");
  });
});

test("a condition asks for read-backs in time, so many of them, with the events that show it", () => {
  const second: Step = { ...order, afterMs: 60_000 };
  const events = play([startEx, order, readBack(11_000), second, readBack(90_000, 2)]);
  const drill = readDrill(events);
  const [lane] = drill.lanes;
  if (!lane) throw new Error("There is no lane.");
  const since = (withinMs: number, atLeast?: number, side: "responder" | "opposition" = "responder") =>
    spansOf({ op: "read-back", side, withinMs, ...(atLeast ? { atLeast } : {}) }, lane, planOf(drill.setup));
  const positions = events.flatMap(({ event, position }) =>
    event.type === "RadioReadBack" ? [position] : [],
  );
  expect(since(10_000)).toEqual([{ fromMs: 11_000, toMs: Infinity, evidence: positions.slice(0, 1) }]);
  expect(since(9_999)).toEqual([]);
  expect(since(10_000, 2)).toEqual([]);
  expect(since(30_000, 2)).toEqual([{ fromMs: 90_000, toMs: Infinity, evidence: positions }]);
  expect(since(30_000, 1, "opposition")).toEqual([]);
});
