import { describe, expect, test } from "vitest";
import type { InjectAudience } from "@/domain/injects/audience";
import type { Inject, Trigger } from "@/domain/scenario/schema";
import { letDueHappen } from "./due";
import { carol, given, omar, play, readDrill, rita, START_MS, startEx, testSetup, type Step } from "./given";
import { joined } from "./decide";
import type { DrillCommand, Setup } from "./schema";
import type { Drill } from "./state";
import { viewFor } from "@/domain/view/view";

/** A drill in which one inject has this trigger and audience; `early` is delivered at ten seconds. */
function setupWith(trigger: Trigger, audience: InjectAudience = "responder"): Setup {
  const plain = { kind: "message" as const, effects: [], expected: [], from: { zh: "", en: "" } };
  const inject = (id: string, more: Pick<Inject, "trigger" | "audience">): Inject => ({
    ...plain,
    id,
    title: { zh: id, en: id },
    text: { zh: `${id} text`, en: `${id} text` },
    ...more,
  });
  const injects = [
    inject("early", { trigger: { on: "time", atMs: 10_000 }, audience: "control" }),
    inject("one", { trigger, audience }),
  ];
  return { ...testSetup, scenario: { ...testSetup.scenario, injects, items: [] } };
}

const of = (
  type: "DeliverInject" | "ResendInject" | "HoldInject" | "ReleaseInject",
  afterMs: number,
): Step => ({
  by: carol,
  afterMs,
  command: { type, lane: 1, injectId: "one" },
});

/** When the inject reached its audience, each time, in ms of drill time; all until half an hour has passed. */
function deliveredAt(setup: Setup, ...steps: Step[]): number[] {
  return deliveries(afterwards(setup, steps)).map(({ atMs }) => atMs);
}
const deliveries = (drill: Drill) =>
  (drill.lanes[0]?.deliveries ?? []).filter(({ injectId }) => injectId === "one");
function afterwards(setup: Setup, steps: Step[]): Drill {
  const drill = readDrill(play([startEx, ...steps], setup));
  letDueHappen(drill, 1_800_000, START_MS);
  return drill;
}

const deliver: DrillCommand = { type: "DeliverInject", lane: 1, injectId: "by-hand" };
const resend: DrillCommand = { type: "ResendInject", lane: 1, injectId: "by-hand" };

describe("an inject falls due", () => {
  test("at its time", () => {
    expect(deliveredAt(setupWith({ on: "time", atMs: 40_000 }))).toEqual([40_000]);
  });

  test("when its condition has come true, and the delay has passed since", () => {
    // Tension begins at 20 and grows by 10 a minute.
    const when = { op: "gauge", gaugeId: "tension", compare: ">=", value: 30 } as const;
    expect(deliveredAt(setupWith({ on: "condition", when, delayMs: 0 }))).toEqual([60_000]);
    expect(deliveredAt(setupWith({ on: "condition", when, delayMs: 7_000 }))).toEqual([67_000]);
  });

  test("after another inject, however that one came to be delivered", () => {
    const setup = setupWith({ on: "after", injectId: "early", delayMs: 5_000 });
    expect(deliveredAt(setup)).toEqual([15_000]);
    const fired: DrillCommand = { type: "DeliverInject", lane: 1, injectId: "early" };
    expect(deliveredAt(setup, { by: carol, afterMs: 2_000, command: fired })).toEqual([7_000]);
  });

  test("by hand alone where it waits for control", () => {
    const setup = setupWith({ on: "hand" });
    expect(deliveredAt(setup)).toEqual([]);
    expect(deliveredAt(setup, of("DeliverInject", 30_000))).toEqual([30_000]);
  });
});

describe("control", () => {
  const setup = setupWith({ on: "time", atMs: 40_000 });

  test("fires an inject early, and it does not come again at its time", () => {
    expect(deliveredAt(setup, of("DeliverInject", 20_000))).toEqual([20_000]);
  });

  test("holds one: it comes when it is released, at its time or at once", () => {
    expect(deliveredAt(setup, of("HoldInject", 5_000))).toEqual([]);
    expect(deliveredAt(setup, of("HoldInject", 5_000), of("ReleaseInject", 20_000))).toEqual([40_000]);
    expect(deliveredAt(setup, of("HoldInject", 5_000), of("ReleaseInject", 90_000))).toEqual([90_000]);
  });

  test("skips one for good, unless it is fired by hand after all", () => {
    const skip: Step = {
      by: carol,
      afterMs: 5_000,
      command: { type: "SkipInject", lane: 1, injectId: "one", reason: "too much" },
    };
    expect(deliveredAt(setup, skip)).toEqual([]);
    expect(deliveredAt(setup, skip, of("DeliverInject", 50_000))).toEqual([50_000]);
  });

  test("edits one before it is delivered, and not after", () => {
    const edit = (afterMs: number): Step => ({
      by: carol,
      afterMs,
      command: {
        type: "EditInject",
        lane: 1,
        injectId: "one",
        text: { zh: "改过", en: "edited" },
        from: { zh: "邻居", en: "Neighbour" },
      },
    });
    expect(deliveries(afterwards(setup, [edit(5_000)]))).toMatchObject([
      { text: { en: "edited" }, from: { en: "Neighbour" } },
    ]);
    expect(deliveries(afterwards(setup, [edit(41_000)]))).toMatchObject([{ text: { en: "one text" } }]);
  });

  test("sends one again, and the players have it twice", () => {
    expect(deliveredAt(setup, of("ResendInject", 50_000))).toEqual([40_000, 50_000]);
  });

  test("sends again only what was delivered, and delivers only what was not", () => {
    given(startEx).when(carol, 1_000, resend).thenRefused("inject-not-delivered");
    given(startEx, { by: carol, afterMs: 1_000, command: deliver })
      .when(carol, 1_000, deliver)
      .thenRefused("inject-already-delivered");
  });

  test("refers to the first time when it sends one again, and that one stays what counts", () => {
    const steps: Step[] = [
      { by: carol, afterMs: 1_000, command: deliver },
      { by: carol, afterMs: 5_000, command: resend },
    ];
    const events = play([startEx, ...steps]);
    const [first, second] = events.filter(({ event }) => event.type === "InjectDelivered");
    expect(second?.event).toEqual({
      type: "InjectDelivered",
      injectId: "by-hand",
      again: true,
      of: first?.position,
    });
    const drill = readDrill(events);
    expect(drill.lanes[0]?.injects["by-hand"]?.delivered?.position).toBe(first?.position);
    expect(drill.lanes[0]?.deliveries.map(({ again }) => again)).toEqual([false, true]);
  });

  test("writes one while the drill runs, for any audience; nobody else may", () => {
    const command: DrillCommand = {
      type: "SendAdHocInject",
      lane: 1,
      kind: "phone",
      audience: "opposition",
      from: "",
      text: "made up",
      incident: null,
    };
    given(startEx).when(carol, 1_000, command).then("AdHocInjectSent");
    given(startEx).when(rita, 1_000, command).thenRefused("role-not-allowed");
    given(startEx)
      .when(carol, 1_000, { ...command, incident: 1 })
      .thenRefused("incident-unknown");
  });
});

describe("an inject reaches", () => {
  const dora = { ...rita, participantId: "dora", name: "Dora", teamRole: "dispatcher" as const };
  const readers = {
    responder: { kind: "side", side: "responder", lane: 1 },
    dispatcher: { kind: "side", side: "responder", lane: 1, teamRole: "dispatcher" },
    opposition: { kind: "side", side: "opposition", lane: 1 },
  } as const;
  test.each<[InjectAudience, (keyof typeof readers)[]]>([
    ["responder", ["responder", "dispatcher"]],
    ["dispatcher", ["dispatcher"]],
    ["crew", ["responder", "dispatcher"]],
    ["opposition", ["opposition"]],
    ["both", ["responder", "dispatcher", "opposition"]],
    ["control", []],
  ])("%s: %s, where there is a dispatcher and nobody else at a desk", (audience, expected) => {
    const drill = readDrill(play([startEx], setupWith({ on: "time", atMs: 40_000 }, audience)));
    for (const one of [rita, omar, dora]) joined(drill, one, 0, START_MS);
    letDueHappen(drill, 60_000, START_MS);
    const reached = Object.entries(readers).flatMap(([name, reader]) => {
      const view = viewFor(drill, reader);
      return view.kind === "side" && view.inbox.length > 0 ? [name] : [];
    });
    expect(reached).toEqual(expected);
    expect(viewFor(drill, { kind: "control" })).toMatchObject({
      lanes: [{ injects: [{}, { status: "delivered", deliveredAtMs: 40_000 }] }],
    });
  });
});
