import { describe, expect, it } from "vitest";
import { builtInActions, findBuiltInAction } from "./catalogue";
import { ActionDefinition } from "./schema";

describe("the built-in action catalogue", () => {
  it.each(builtInActions.map((action) => [action.id, action] as const))(
    "holds %s in the shape scenarios use for their own actions",
    (_, action) => {
      expect(ActionDefinition.parse(action)).toEqual(action);
    },
  );

  it("names every action once, so that a log line means one thing", () => {
    const ids = builtInActions.map((action) => action.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("has the six steps of a call and the opposition's moves in full", () => {
    const expected =
      "accept classify dispatch redirect return-to-station on-call report-arrival camera-on camera-off cordon " +
      "protect-scene interview search canvass request-feed request-analysis joint-operations checkpoint " +
      "pursue intercept notify-agency evacuate mediate warn force-verbal force-hands force-equipment " +
      "force-weapon detain first-aid inform-public divert merge situation-report hand-over under-control " +
      "close op-move op-hide op-change-vehicle op-split-up op-decoy op-agitate op-block-road op-resist " +
      "op-film op-destroy-evidence op-surrender";
    expect(builtInActions.map((action) => action.id).toSorted()).toEqual(expected.split(" ").toSorted());
  });

  it("says every label and hint in both languages", () => {
    for (const action of builtInActions) {
      for (const text of [action.label, action.hint]) {
        expect(text?.zh.trim(), action.id).toMatch(/\p{Script=Han}/u);
        expect(text?.en.trim(), action.id).toMatch(/[A-Za-z]/);
      }
    }
  });

  it("charges only the opposition's budget", () => {
    for (const action of builtInActions) {
      if (action.side === "responder") expect(action.cost, action.id).toBe(0);
    }
  });

  it("keeps the opposition's moves to the opposition", () => {
    for (const action of builtInActions) {
      expect(action.group === "opposition", action.id).toBe(action.side === "opposition");
      expect(action.id.startsWith("op-"), action.id).toBe(action.side === "opposition");
    }
  });

  it("demands a crew wherever the crew must already be on the spot", () => {
    for (const action of builtInActions) {
      if (action.onScene) expect(action.crew, action.id).toBe("needed");
    }
  });

  it("lets no move into custody or into force be settled by a fixed result without people", () => {
    expect(findBuiltInAction("force-weapon")?.adjudication.by).toBe("umpire");
    expect(findBuiltInAction("intercept")?.adjudication.by).toBe("umpire");
  });

  it("finds nothing for an id that is not built in", () => {
    expect(findBuiltInAction("launch-drone")).toBeUndefined();
  });
});
