import { describe, expect, it } from "vitest";
import {
  filledPlaces,
  formatsOf,
  oppositionsOf,
  placesOf,
  placesPlayedTwice,
  scriptedIn,
  teamsFrom,
  type Play,
  type TeamChoices,
} from "./team-places";

const OPPOSED: Play = { format: "opposed", groups: 1, opposition: "team" };
const parallel = (opposition: Play["opposition"]): Play => ({ format: "parallel", groups: 2, opposition });

const filled = (play: Play, choices: TeamChoices = {}) =>
  filledPlaces(placesOf(play), choices, { format: play.format, teamIds: ["a", "b", "c"] });
const twice = (play: Play, choices: TeamChoices) => placesPlayedTwice(filled(play, choices), play).size;

describe("places of a new drill", () => {
  it("offers the formats of two sides only for scenarios with an opposition", () => {
    expect(formatsOf({ opposed: true })).toEqual(["opposed", "swap", "parallel", "solo"]);
    expect(formatsOf({ opposed: false })).toEqual(["parallel", "solo"]);
  });

  it("lets the engine play the opposition by itself where nobody need be found for it", () => {
    expect(oppositionsOf("solo", { opposed: true })).toEqual(["scripted"]);
    expect(oppositionsOf("parallel", { opposed: true })[0]).toBe("scripted");
    expect(oppositionsOf("swap", { opposed: true })).toEqual(["team"]);
    expect(oppositionsOf("parallel", { opposed: false })).toEqual(["none"]);
  });

  it("puts the first standing teams in, each once, and leaves the rest open", () => {
    expect(filled(OPPOSED).map(({ teamId }) => teamId)).toEqual(["a", "b"]);
    expect(filled(parallel("teams")).map(({ teamId }) => teamId)).toEqual(["a", "b", "c", null]);
  });

  it("leaves the one place of a solo drill open", () => {
    expect(
      filled({ format: "solo", groups: 2, opposition: "scripted" }).map(({ lane, side, teamId }) => ({
        lane,
        side,
        teamId,
      })),
    ).toEqual([{ lane: 1, side: "responder", teamId: null }]);
  });

  it("asks for one team where a cell plays against every group, and for none where the engine does", () => {
    expect(placesOf(parallel("cell")).map(({ key }) => key)).toEqual([
      "1 responder",
      "1 opposition",
      "2 responder",
    ]);
    expect(placesOf(parallel("scripted")).map(({ key }) => key)).toEqual(["1 responder", "2 responder"]);
    expect(scriptedIn(parallel("scripted"), "weak")).toEqual([
      { lane: 1, side: "opposition", skill: "weak" },
      { lane: 2, side: "opposition", skill: "weak" },
    ]);
    expect(scriptedIn(parallel("cell"), "weak")).toEqual([]);
  });

  it("does not give a team that was chosen for one place to another", () => {
    const places = filled(OPPOSED, { "1 opposition": { teamId: "a", name: "" } });
    expect(places.map(({ teamId }) => teamId)).toEqual(["b", "a"]);
  });

  it("finds a team that would play against itself, but lets it play the same side in two groups", () => {
    const same = { teamId: "a", name: "" };
    expect(twice(OPPOSED, { "1 responder": same, "1 opposition": same })).toBe(2);
    expect(twice(parallel("none"), { "1 responder": same, "2 responder": same })).toBe(0);
    expect(twice(parallel("teams"), { "1 opposition": same, "2 responder": same })).toBe(0);
    expect(twice(parallel("cell"), { "1 opposition": same, "2 responder": same })).toBe(2);
  });

  it("sends a name only for a place without a standing team", () => {
    const places = filled(parallel("none"), {
      "1 responder": { teamId: "a", name: "left over" },
      "2 responder": { teamId: null, name: " Night shift " },
    });
    expect(teamsFrom(places)).toEqual([
      { lane: 1, side: "responder", teamId: "a" },
      { lane: 2, side: "responder", teamId: null, name: "Night shift" },
    ]);
  });
});
