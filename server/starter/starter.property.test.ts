import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fc } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { messagesIn } from "@/app/_i18n/messages";
import { stepsIn } from "@/domain/drill/guarantees/asked";
import { engine, playThrough } from "@/domain/drill/guarantees/engine";
import { guarantees } from "@/domain/drill/guarantees/guarantees";
import type { Mode, Setup } from "@/domain/drill/schema";
import { Ground } from "@/domain/ground/schema";
import { LOCALES } from "@/domain/locales";
import { Policy } from "@/domain/policy/schema";
import { Scenario } from "@/domain/scenario/schema";

const folder = import.meta.dirname;
const read = (file: string): unknown => JSON.parse(readFileSync(path.join(folder, file), "utf8"));
const ground = Ground.parse(read("ground/lanzhou-island.geojson"));
const policy = Policy.parse(read("policies/standard-1358.json"));

/** Every starter scenario, in turn on screen, on the street, and in two lanes at once. */
const worlds = readdirSync(path.join(folder, "scenarios")).flatMap((file, i) => {
  const scenario = Scenario.parse(read(`scenarios/${file}`));
  const staged = (mode: Mode, lanes: number): Setup => ({
    title: "Properties",
    format: lanes > 1 ? "parallel" : "opposed",
    mode,
    scenario,
    scenarioId: "starter",
    scenarioVersion: 1,
    ground,
    policy,
    lanes,
    teams: [],
    scripted: [],
    oppositionCell: false,
    wallDelayMs: 0,
  });
  return [staged("tabletop", 1), i % 2 === 0 ? staged("mixed", 1) : staged("tabletop", 2)];
});

describe("in every drill on a starter scenario", () => {
  test.each(Object.entries(guarantees))("%s", (_, guarantee) => {
    fc.assert(guarantee(engine, worlds));
  });
});

test("whatever is refused, its sentence gets every value it names, in both languages", () => {
  const sentences = LOCALES.map((locale) => messagesIn(locale).refusals);
  const drills = fc.oneof(...worlds.map((setup, world) => stepsIn(setup).map((steps) => ({ world, steps }))));
  fc.assert(
    fc.property(drills, ({ world, steps }) => {
      const setup = worlds[world];
      if (!setup) return;
      playThrough(engine, setup, steps, ({ refusal }) => {
        if (!refusal) return;
        const given = Object.keys(refusal.params);
        for (const refusals of sentences) {
          const named = [...refusals[refusal.code].matchAll(/\{(\w+)/g)].map(([, name]) => name);
          expect([refusal.code, ...given]).toEqual(expect.arrayContaining([refusal.code, ...named]));
        }
      });
    }),
  );
});
