import { fc } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { commandShapes, DrillCommand } from "@/domain/drill/commands";
import { askedIn, stepsIn } from "./asked";
import { engine, playThrough } from "./engine";
import { guarantees } from "./guarantees";
import { worlds } from "./worlds";

describe("in every drill", () => {
  test.each(Object.entries(guarantees))("%s", (_, guarantee) => {
    fc.assert(guarantee(engine, worlds));
  });
});

describe("what is asked in these drills", () => {
  const types: string[] = Object.keys(commandShapes);

  test("is every command there is", () => {
    for (const setup of worlds) expect(Object.keys(askedIn(setup)).sort()).toEqual([...types].sort());
  });

  test("is a command, is granted at some time and refused at another", () => {
    const granted = new Set<string>();
    const refused = new Set<string>();
    for (const setup of worlds) {
      for (const steps of fc.sample(stepsIn(setup), { numRuns: 600, seed: 1 })) {
        playThrough(engine, setup, steps, ({ step: { command }, refusal }) => {
          (refusal ? refused : granted).add(command.type);
          if (!DrillCommand.safeParse(command).success) throw new Error(`No command: ${command.type}`);
        });
      }
    }
    expect([...granted].sort()).toEqual([...types].sort());
    expect([...refused].sort()).toEqual([...types].sort());
  });
});
