import { describe, expect, it } from "vitest";
import { filledPlaces, formatsOf, placesOf, placesPlayedTwice, teamsFrom } from "./team-places";

const filled = (format: "opposed" | "parallel" | "solo", groups = 2, opposed = false, choices = {}) =>
  filledPlaces(placesOf(format, groups, opposed), choices, { format, teamIds: ["a", "b", "c"] });

describe("places of a new drill", () => {
  it("offers the opposed format only for scenarios with an opposition", () => {
    expect(formatsOf({ opposed: true })[0]).toBe("opposed");
    expect(formatsOf({ opposed: false })).not.toContain("opposed");
  });

  it("puts the first standing teams in, each once, and leaves the rest open", () => {
    expect(filled("opposed").map(({ teamId }) => teamId)).toEqual(["a", "b"]);
    expect(filled("parallel", 2, true).map(({ teamId }) => teamId)).toEqual(["a", "b", "c", null]);
  });

  it("leaves the one place of a solo drill open", () => {
    expect(filled("solo").map(({ lane, side, teamId }) => ({ lane, side, teamId }))).toEqual([
      { lane: 1, side: "responder", teamId: null },
    ]);
  });

  it("does not give a team that was chosen for one place to another", () => {
    const places = filled("opposed", 1, false, { "1 opposition": { teamId: "a", name: "" } });
    expect(places.map(({ teamId }) => teamId)).toEqual(["b", "a"]);
  });

  it("finds a team that would play against itself, but lets it play in two groups", () => {
    const same = { teamId: "a", name: "" };
    expect(
      placesPlayedTwice(filled("opposed", 1, false, { "1 responder": same, "1 opposition": same })).size,
    ).toBe(2);
    expect(
      placesPlayedTwice(filled("parallel", 2, false, { "1 responder": same, "2 responder": same })).size,
    ).toBe(0);
  });

  it("sends a name only for a place without a standing team", () => {
    const places = filled("parallel", 2, false, {
      "1 responder": { teamId: "a", name: "left over" },
      "2 responder": { teamId: null, name: " Night shift " },
    });
    expect(teamsFrom(places)).toEqual([
      { lane: 1, side: "responder", teamId: "a" },
      { lane: 2, side: "responder", teamId: null, name: "Night shift" },
    ]);
  });
});
