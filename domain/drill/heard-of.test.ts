import { describe, expect, test } from "vitest";
import type { ActionDefinition } from "@/domain/actions/schema";
import type { Condition } from "@/domain/conditions/schema";
import { settingFor } from "@/domain/view/setting";
import { withStoryActions } from "@/domain/view/story-actions";
import { viewFor } from "@/domain/view/view";
import {
  ask,
  carol,
  play,
  readDrill,
  rita,
  startEx,
  START_MS,
  testScenario,
  testSetup,
  type Step,
} from "./given";
import type { DrillCommand, Setup } from "./schema";

const both = (text: string) => ({ zh: text, en: text });
const story = (id: string, more: Partial<ActionDefinition>): ActionDefinition => ({
  id,
  side: "responder",
  group: "handle",
  label: both(`Label of ${id}`),
  target: "none",
  crew: "none",
  onScene: false,
  stages: [],
  durationMs: 0,
  notice: "own",
  actorIs: [],
  cost: 0,
  adjudication: { by: "auto" },
  effects: [],
  note: "none",
  ...more,
});
const plate: Condition = { op: "fact-known", factId: "plate", side: "responder" };
const setup: Setup = {
  ...testSetup,
  scenario: {
    ...testScenario,
    actions: [
      ...testScenario.actions,
      story("plain", {}),
      story("by-condition", { knownWhen: plate }),
      story("by-fact", { precondition: { op: "all", of: [plate, { op: "clock", atLeastMs: 1 }] } }),
      story("by-call", { precondition: { op: "unit-on-scene", incidentId: "on-island" } }),
      story("by-person", { effects: [{ effect: "actor", actorId: "thief", status: "intercepted" }] }),
      // What the other side or nobody was told is no news to hear of.
      story("by-secret", { precondition: { op: "not", of: { op: "inject-delivered", injectId: "tip" } } }),
    ],
    injects: [
      ...testScenario.injects,
      {
        id: "news",
        title: both("News"),
        kind: "message",
        from: both("Desk"),
        text: both("The van is white, and he was at the shop."),
        audience: "responder",
        trigger: { on: "hand" },
        effects: [
          { effect: "reveal", factId: "plate", to: "responder" },
          { effect: "sighting", actorId: "thief", placeId: "shop" },
        ],
        expected: [],
      },
    ],
  },
};
const deliver = (injectId: string): Step => ({
  by: carol,
  afterMs: 20_000,
  command: { type: "DeliverInject", lane: 1, injectId },
});
const own = ["plain", "by-condition", "by-fact", "by-call", "by-person", "by-secret"];
function seen(steps: Step[]) {
  const audience = { kind: "side", side: "responder", lane: 1 } as const;
  const view = viewFor(readDrill(play([startEx, ...steps], setup)), audience);
  const setting = settingFor(setup, audience);
  if (view.kind !== "side" || setting.kind !== "side") throw new Error("A side has a side's view.");
  const actions = withStoryActions(setting, view).actions.map(({ id }) => id);
  return { has: own.filter((id) => actions.includes(id)), bytes: JSON.stringify([setting, view]) };
}
const take = (actionId: string): DrillCommand => ({ type: "TakeAction", actionId, unitIds: [], note: "" });

describe("an action of the story", () => {
  test("is there once its side has heard of the fact, the call or the person it is about", () => {
    expect(seen([]).has).toEqual(["plain", "by-secret"]);
    expect(seen([deliver("news")]).has).toEqual(
      ["plain", "by-secret", "by-condition", "by-fact", "by-person"].toSorted(inOrder),
    );
    expect(seen([deliver("by-hand")]).has).toEqual(["plain", "by-call", "by-secret"]);
  });

  test("stands nowhere in what its side gets before that, not even by its name", () => {
    expect(seen([]).bytes).not.toMatch(/by-condition|by-fact|by-call|by-person/);
  });

  test("is refused before that as one there is none of", () => {
    const refusedWith = (actionId: string, steps: Step[]) => {
      const drill = readDrill(play([startEx, ...steps], setup));
      const { decided } = ask(drill, rita, take(actionId), START_MS + 30_000);
      return decided instanceof Error ? decided : null;
    };
    expect(refusedWith("by-condition", [])).toMatchObject({ code: "action-unknown" });
    expect(refusedWith("by-condition", [])).toEqual(refusedWith("no-such-action", []));
    expect(refusedWith("by-condition", [deliver("news")])).toBeNull();
  });
});

function inOrder(a: string, b: string): number {
  return own.indexOf(a) - own.indexOf(b);
}
