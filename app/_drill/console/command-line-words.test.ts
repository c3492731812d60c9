import { describe, expect, test } from "vitest";
import { meaningsOf, type KnownWords } from "./command-line-words";

const known: KnownWords = {
  units: [
    { id: "car-1", callSign: "101" },
    { id: "car-3", callSign: "103" },
    { id: "boat", callSign: "2" },
  ],
  actions: [
    { id: "accept", label: { zh: "接警", en: "Accept" } },
    { id: "cordon", label: { zh: "设置警戒", en: "Set a cordon" } },
    { id: "camera-on", label: { zh: "开启执法记录仪", en: "Camera on" } },
  ],
  incidents: [1, 2],
  selected: 2,
};

describe("the command line", () => {
  test("sends a unit to the incident that is named", () => {
    expect(meaningsOf("101 1", known)).toEqual([{ kind: "dispatch", unitIds: ["car-1"], incident: 1 }]);
  });

  test("sends several units at once, however they are separated", () => {
    expect(meaningsOf("101，103、1", known)[0]).toEqual({
      kind: "dispatch",
      unitIds: ["car-1", "car-3"],
      incident: 1,
    });
  });

  test("sends units to the incident on screen when none is named", () => {
    expect(meaningsOf("101 103", known)).toEqual([
      { kind: "dispatch", unitIds: ["car-1", "car-3"], incident: 2 },
    ]);
  });

  test("reads a number behind units as an incident first, and as a call sign second", () => {
    expect(meaningsOf("101 2", known)).toEqual([
      { kind: "dispatch", unitIds: ["car-1"], incident: 2 },
      { kind: "dispatch", unitIds: ["car-1", "boat"], incident: 2 },
    ]);
  });

  test("opens an incident by its number alone", () => {
    expect(meaningsOf("1", known)).toEqual([{ kind: "select", incident: 1 }]);
  });

  test("finds actions by a part of their name in either language", () => {
    expect(meaningsOf("警戒 1", known)).toEqual([{ kind: "action", actionId: "cordon", incident: 1 }]);
    expect(meaningsOf("accept", known)).toEqual([{ kind: "action", actionId: "accept", incident: 2 }]);
  });

  test("makes nothing of a unit or an incident that does not exist", () => {
    expect(meaningsOf("999 1", known)).toEqual([]);
    expect(meaningsOf("101 7", known)).toEqual([]);
    expect(meaningsOf("   ", known)).toEqual([]);
  });
});
