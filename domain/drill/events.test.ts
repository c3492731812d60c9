import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { say } from "@/domain/words/said";
import { inEveryLanguage } from "@/domain/words/sentence";
import { happening, storyOf } from "./describe";
import { changesNothing, ofDrill, ofLane } from "./event-kind";
import { eventKinds, kindOf, type DrillEvent } from "./events";
import { evolve } from "./evolve";
import { RecordedEvent } from "./schema";
import type { Drill } from "./state";

const nouns = readdirSync(path.join(import.meta.dirname, "events"));
const released = path.join(import.meta.dirname, "released");
const logs = readdirSync(released)
  .filter((file) => file.endsWith(".log.jsonl"))
  .map((file) =>
    readFileSync(path.join(released, file), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => RecordedEvent.parse(JSON.parse(line))),
  );

/** What an event can have changed: all of a drill but where its log has got to. */
function worldOf(drill: Drill | null): string {
  const lanes = drill?.lanes.map((lane) => ({ ...lane, position: 0, told: [], records: [] }));
  return JSON.stringify({ ...drill, position: 0, atMs: 0, lanes });
}

test("every type of event stands in the table of one noun, under its own name", async () => {
  const tables = await Promise.all(
    nouns.map(async (file) => {
      const { default: _, ...exported }: Record<string, unknown> = await import(`./events/${file}`);
      // A noun exports its table; another export is a function.
      return Object.values(exported).filter((one) => typeof one === "object" && one !== null);
    }),
  );
  expect(tables.map((found) => found.length)).toEqual(nouns.map(() => 1));
  const types = tables.flat().flatMap((table) => Object.keys(table ?? {}));
  expect(types.toSorted()).toEqual(Object.keys(eventKinds).toSorted());
  for (const [type, { shape }] of Object.entries(eventKinds)) expect(shape.shape.type.value).toBe(type);
});

test("every event changes the drill, but for those of which nothing comes by themselves", () => {
  const kinds = Object.entries(eventKinds);
  const idle = kinds.flatMap(([type, { change }]) => (change === changesNothing ? [type] : []));
  expect(idle.toSorted()).toEqual(["DrillPlanned", "RecordWithdrawn"]);

  const unproven = new Set<string>(Object.keys(eventKinds));
  for (const log of logs) {
    let drill: Drill | null = null;
    for (const recorded of log) {
      const asks = unproven.has(recorded.event.type);
      const before = asks ? worldOf(drill) : "";
      drill = evolve(drill, recorded);
      if (asks && worldOf(drill) !== before) unproven.delete(recorded.event.type);
    }
  }
  expect([...unproven]).toEqual([]);
});

test("every event has a sentence in both languages", () => {
  const silent = new Set<string>(Object.keys(eventKinds));
  for (const log of logs) {
    let drill: Drill | null = null;
    for (const recorded of log) drill = evolve(drill, recorded);
    if (!drill) continue;
    const story = storyOf(drill);
    for (const recorded of log) {
      const { zh, en } = inEveryLanguage(happening(recorded, drill.setup, story));
      if (/\p{Script=Han}/u.test(zh) && en !== "" && en !== zh) silent.delete(recorded.event.type);
    }
  }
  expect([...silent]).toEqual([]);
});

test("a kind of event of which something is forgotten does not compile", () => {
  const shape = z.strictObject({ type: z.literal("DrillPlanned") });
  const says = () => say("log.DrillStarted");
  const kinds = [
    // @ts-expect-error How it changes its lane is missing.
    ofLane(shape)({ review: "world", says }),
    // @ts-expect-error Its sentence is missing.
    ofLane(shape)({ review: "world", change: changesNothing }),
    // @ts-expect-error As what the review shows it is missing.
    ofDrill(shape)({ change: changesNothing, says }),
    // @ts-expect-error A type that stands in no table has no kind.
    (event: DrillEvent | { type: "Forgotten" }) => kindOf(event),
  ];
  expect(kinds).toHaveLength(4);
});
