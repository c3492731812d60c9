import { describe, expect, test } from "vitest";
import type { Side } from "@/domain/conditions/terms";
import { testSetup } from "@/domain/drill/given";
import { actionsOf } from "@/domain/scenario/allowed-actions";
import { settingFor } from "./setting";

/** With every action of the catalogue: moves of either side are left to chance or to a ruling there. */
const setup = { ...testSetup, scenario: { ...testSetup.scenario, builtInActions: [] } };

/** The odds a side is told, by action, and those the scenario gives for its own moves. */
function oddsOf(side: Side) {
  const setting = settingFor(setup, { kind: "side", side, lane: 1, teamRole: undefined });
  if (setting.kind !== "side") throw new Error("A side was given something else.");
  const told = setting.actions.map(({ id, odds }) => [id, odds]);
  const own = actionsOf(setup.scenario)
    .filter((action) => action.side === side)
    .map(({ id, adjudication }) => [id, adjudication.by === "auto" ? null : adjudication.odds]);
  return { told, own };
}

describe("odds", () => {
  test("of its own moves are told to the opposition, as the scenario gives them, and of no others", () => {
    const { told, own } = oddsOf("opposition");
    expect(told).toEqual(own);
    expect(own.some(([, odds]) => odds !== null)).toBe(true);
  });

  test("are not told to the responder at all", () => {
    const { told, own } = oddsOf("responder");
    expect(told.map(([id]) => id)).toEqual(own.map(([id]) => id));
    expect(own.some(([, odds]) => odds !== null)).toBe(true);
    expect(told.every(([, odds]) => odds === null)).toBe(true);
  });
});
