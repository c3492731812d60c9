import { expect, test } from "vitest";
import { carol, eve, omar, rita, START_MS, testSetup } from "@/domain/drill/given";
import type { Participant } from "@/domain/drill/schema";
import { simulate } from "./simulate";

const skills = { responder: "strong", opposition: "medium" } as const;
const second: Participant = {
  role: "player",
  participantId: "rolf",
  name: "Rolf",
  lane: 1,
  side: "responder",
};

test("the same seed plays the same drill, event by event", () => {
  expect(simulate(testSetup, skills, 4).events).toEqual(simulate(testSetup, skills, 4).events);
});

test("with a cast of one's own, nobody else is in the log, and several players of a place take turns", () => {
  const { events } = simulate(testSetup, skills, 4, { cast: [carol, eve, rita, second, omar] });
  const who = new Set(events.flatMap(({ by }) => (by.role === "engine" ? [] : [by.name])));
  expect([...who].sort()).toEqual(["Carol", "Eve", "Omar", "Rita", "Rolf"]);
  const movers = events.flatMap(({ event, by, atMs }) =>
    event.type === "ActionTaken" && event.side === "responder" && by.role === "player"
      ? [{ name: by.name, turn: Math.floor(atMs / 180_000) % 2 }]
      : [],
  );
  expect(new Set(movers.map(({ name, turn }) => `${name} ${turn}`))).toEqual(new Set(["Rita 0", "Rolf 1"]));
});

test("a drill staged at a moment is told from there, and time goes forward to the end", () => {
  const { drill, events } = simulate(testSetup, skills, 4, { startWallMs: START_MS });
  const started = events.find(({ event }) => event.type === "DrillStarted");
  expect(started?.wallMs).toBe(START_MS);
  const walls = events.map(({ wallMs }) => wallMs);
  expect(walls).toEqual([...walls].sort((a, b) => a - b));
  expect(drill.released).not.toBeNull();
});

test("a pause leaves the drill running with its clock stopped, and nothing comes after", () => {
  const { drill, events } = simulate(testSetup, skills, 4, { pause: { atMs: 120_000, reason: "lunch" } });
  expect(drill.phase).toBe("running");
  expect(drill.clock.rate).toBe(0);
  expect(events.at(-1)).toMatchObject({ atMs: 120_000, event: { type: "ClockPaused", reason: "lunch" } });
});
