import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fc } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { eventKinds } from "@/domain/drill/events";
import { fold } from "@/domain/drill/evolve";
import { stepsIn } from "@/domain/drill/guarantees/asked";
import { engine, playThrough } from "@/domain/drill/guarantees/engine";
import { worlds } from "@/domain/drill/guarantees/worlds";
import { RecordedEvent } from "@/domain/drill/schema";
import type { NewScoreCard } from "@/domain/score-card/schema";
import { scoreCard } from "@/domain/scoring/score-card";
import type { Said } from "@/domain/words/said";
import { inEveryLanguage } from "@/domain/words/sentence";

/**
 * Logs as they were stored, and what they told then: docs/decisions/0024-released-logs.md. They are never edited. Where
 * a kind of event stands in none of them, the last test below stores a new one beside them.
 */
const folder = import.meta.dirname;
const LOG = ".log.jsonl";
const TELLS = ".tells.jsonl";
const names = readdirSync(folder).flatMap((file) => (file.endsWith(LOG) ? [file.slice(0, -LOG.length)] : []));
const text = (file: string) => readFileSync(path.join(folder, file), "utf8");
const linesOf = (file: string): unknown[] =>
  text(file)
    .trimEnd()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
const digestOf = (log: string) => createHash("sha256").update(log).digest("hex");

/** What a log tells: how the world stands, and what it is worth. */
function told(log: readonly RecordedEvent[]): { state: unknown; scores: unknown } {
  const drill = fold(log);
  if (!drill) throw new Error("The log is empty.");
  // The setup and the events that lanes of the street keep stand in the log itself.
  const lanes = drill.lanes.map((lane) => ({ ...lane, told: null }));
  const scores = drill.lanes.map((lane) => [
    toldAtFirst(scoreCard(drill, lane, "responder")),
    toldAtFirst(scoreCard(drill, lane, "opposition")),
  ]);
  return asStored({ state: { ...drill, setup: null, lanes }, scores });
}

/**
 * A card as the first version of cards told it: its reasons as sentences, its names in one way. Cards of that version
 * were set otherwise here and there, which says nothing else.
 */
function toldAtFirst(card: NewScoreCard): unknown {
  const both = (why: Said) => inEveryLanguage(why);
  return {
    ...card,
    rulesVersion: FIRST_RULES,
    team: card.team.zh,
    lines: card.lines.map((line) => ({
      ...line,
      why: both(line.why),
      ...(line.log ? { log: { ...line.log, why: both(line.log.why) } } : {}),
      ...(line.assessments
        ? { assessments: line.assessments.map((one) => ({ ...one, by: one.by.zh })) }
        : {}),
    })),
  };
}

/** The rules of the last cards of the first version. */
const FIRST_RULES = 2;
const OTHERWISE_SET: [RegExp, string][] = [
  [/「/g, "“"],
  [/」/g, "”"],
  [/分钟/g, "分"],
  [/评定——/g, "评定："],
  [/没有做到/g, "未达标"],
  [/做到/g, "达标"],
  [/The stage the clock/g, "The status the clock"],
];

function asSetNow<T>(thing: T): T {
  return JSON.parse(
    OTHERWISE_SET.reduce((text, [from, to]) => text.replace(from, to), JSON.stringify(thing)),
  ) as T;
}

function asStored<T>(thing: T): T {
  return JSON.parse(JSON.stringify(thing));
}

describe.each(names)("the stored log %s", (name) => {
  const [digest, state, scores] = linesOf(name + TELLS);

  test("is as it was stored", () => {
    expect({ log: digestOf(text(name + LOG)) }).toEqual(digest);
  });

  test("is still understood, and tells the same drill with the same scores", () => {
    const log = linesOf(name + LOG).map((line) => RecordedEvent.parse(line));
    expect(log.map(({ position }) => position)).toEqual(log.map((_, i) => i + 1));
    const now = told(log);
    // What the rules have learnt to remember since may stand beside it; what was told then must stand as it was.
    expect({ state: now.state }).toMatchObject({ state });
    expect({ scores: asSetNow(now.scores) }).toMatchObject({ scores: asSetNow(scores) });
  });
});

test("every type of event stands in a stored log", () => {
  const types = new Set<string>(Object.keys(eventKinds));
  for (const name of names) {
    for (const line of linesOf(name + LOG)) types.delete(RecordedEvent.parse(line).event.type);
  }
  const stored = types.size === 0 ? [] : storeLogsWith(types);
  // Stored just now: look at them, run this again, and commit them.
  expect({ missing: [...types], stored }).toEqual({ missing: [], stored: [] });
}, 60_000);

/** Stores generated drills in which these types of events occur, as few as will do. Takes off what was found. */
function storeLogsWith(types: Set<string>): string[] {
  const drills = worlds.flatMap((setup) =>
    fc.sample(stepsIn(setup), { numRuns: 3_000, seed: 1 }).map((steps) => playThrough(engine, setup, steps)),
  );
  const found = (events: readonly RecordedEvent[]) =>
    new Set(events.flatMap(({ event }) => (types.has(event.type) ? [event.type] : [])));
  const stored: string[] = [];
  while (types.size > 0) {
    const best = drills.reduce((a, b) => (found(b).size > found(a).size ? b : a));
    if (found(best).size === 0) break;
    for (const type of found(best)) types.delete(type);
    stored.push(storeLog(best));
  }
  return stored;
}

/** Never overwrites one. */
function storeLog(events: readonly RecordedEvent[]): string {
  const taken = readdirSync(folder).map((file) => Number.parseInt(file, 10) || 0);
  const number = Math.max(0, ...taken) + 1;
  const name = `${String(number).padStart(4, "0")}-generated`;
  const log = events.map((recorded) => `${JSON.stringify(recorded)}\n`).join("");
  const { state, scores } = told(events.map((recorded) => RecordedEvent.parse(asStored(recorded))));
  const tells = [{ log: digestOf(log) }, state, scores].map((line) => `${JSON.stringify(line)}\n`).join("");
  writeFileSync(path.join(folder, name + LOG), log, { flag: "wx" });
  writeFileSync(path.join(folder, name + TELLS), tells, { flag: "wx" });
  return name;
}
