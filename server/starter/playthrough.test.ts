import { describe, expect, it } from "vitest";
import { drillOn } from "./testing";

describe("the lost coat", () => {
  it("gives every point to a team that asks, stops the press and searches to the last bin", () => {
    const drill = drillOn("lost-coat");
    drill.at(0.4, "accept", "main");
    drill.at(0.5, "dispatch", "main", { units: ["u-102"] });
    drill.decide(0.6, "d-serve", "take");
    drill.at(1, "notify-agency", "main", { targetId: "ag-yard" });
    drill.at(1.2, "request-feed", "main", { targetId: "cam-lane" });
    drill.at(2.8, "accept", "bins");
    drill.at(2.9, "dispatch", "bins", { units: ["u-101", "u-103"] });
    drill.at(4.3, "camera-on", "main", { units: ["u-102"] });
    drill.at(4.4, "interview", "main", { units: ["u-102"] });
    drill.at(4.5, "protective-kit");
    drill.at(6.2, "go-to-station", "bins", { units: ["u-101"] });
    drill.at(6.2, "accept", "crash");
    drill.at(6.3, "dispatch", "crash", { units: ["u-202", "u-602"] });
    drill.at(8.3, "search-two-bins", "bins", { units: ["u-101"] });
    drill.at(8.4, "search-two-bins", "bins", { units: ["u-103"] });
    drill.at(9.4, "accept", "rummage");
    drill.at(9.5, "merge", "bins", { other: "rummage" });
    drill.at(10.2, "accept", "pipe");
    drill.at(10.3, "divert", "pipe");
    drill.at(11, "register-found", "bins", { units: ["u-101"] });
    drill.decide(11.1, "d-phone", "register");
    drill.at(11.4, "search-two-bins", "bins", { units: ["u-103"] });
    drill.at(11.5, "notify-agency", "main", { targetId: "ag-street" });
    drill.decide(14, "d-keep", "finish");
    drill.at(14.1, "search-two-bins", "bins", { units: ["u-103"] });
    drill.at(15.2, "accept", "number");
    drill.at(15.3, "divert", "number");
    drill.at(15.8, "clear-crossing", "crash", { units: ["u-602"] });
    drill.at(16.2, "comfort-caller", "main", { units: ["u-102"] });
    drill.at(18.5, "return-coat", "main", { units: ["u-102"] });
    expect(drill.end(38, "P")).toEqual({ total: 100, short: [] });
  });
});

describe("the phone shop", () => {
  it("gives every point to a team that reads the clues in order and closes the dock in time", () => {
    const drill = drillOn("phone-shop");
    drill.at(0.4, "accept", "burglary");
    drill.at(0.6, "classify", "burglary", { priority: 1 });
    drill.at(0.8, "dispatch", "burglary", { units: ["u101", "u111"] });
    drill.at(1.9, "accept", "shop-alarm");
    drill.at(2, "merge", "burglary", { other: "shop-alarm" });
    drill.at(2.1, "camera-on", "burglary", { units: ["u101"] });
    drill.at(2.2, "report-arrival", "burglary", { units: ["u101"] });
    drill.at(2.3, "protect-scene", "burglary", { units: ["u101"] });
    drill.at(2.4, "request-feed", "burglary", { targetId: "cam-dongmen-1" });
    drill.at(2.5, "notify-agency", "burglary", { targetId: "forensics" });
    drill.at(3.5, "interview", "burglary", { units: ["u111"] });
    drill.at(4.1, "request-analysis", "burglary");
    drill.at(4.2, "request-feed", "burglary", { targetId: "cam-lane" });
    drill.at(4.5, "joint-operations", "burglary");
    drill.opposes(5, "op-fake-fight");
    drill.at(6, "situation-report", "burglary");
    drill.at(7, "accept", "bus-fight");
    drill.at(7.1, "classify", "bus-fight", { priority: 2 });
    drill.decide(7.2, "d-split", "check");
    drill.at(7.3, "dispatch", "bus-fight", { units: ["u301"] });
    drill.at(7.4, "request-feed", "bus-fight", { targetId: "cam-bus" });
    drill.at(7.5, "check-net-cafe", "burglary", { units: ["u111"] });
    drill.at(9.1, "accept", "dock");
    drill.at(9.2, "dispatch", "dock", { units: ["u201", "u211"] });
    drill.decide(9.3, "d-dock", "ring");
    drill.at(9.5, "accept", "street-light");
    drill.at(9.6, "divert", "street-light");
    drill.decide(11.2, "d-bridge", "toll");
    drill.at(11.3, "notify-agency", "burglary", { targetId: "neighbour" });
    drill.at(11.5, "checkpoint", undefined, { units: ["u501"], targetId: "toll-north" });
    drill.at(13, "detain", "burglary", { units: ["u111"], targetId: "lookout" });
    drill.at(15.5, "surround-warehouse", "dock", { units: ["u201", "u211"] });
    drill.at(19, "situation-report", "burglary");
    drill.at(19.5, "detain", "dock", { units: ["u201"], targetId: "lead" });
    drill.at(19.6, "detain", "dock", { units: ["u211"], targetId: "driver" });
    expect(drill.end(45, "P")).toEqual({ total: 100, short: [] });
  });

  it("leaves a second chance at the toll, worth as much as the first", () => {
    const drill = drillOn("phone-shop");
    drill.at(0.4, "accept", "burglary");
    drill.at(0.8, "dispatch", "burglary", { units: ["u101"] });
    drill.at(12, "checkpoint", undefined, { units: ["u501"], targetId: "toll-north" });
    drill.at(34.2, "intercept", "toll-stop", { units: ["u501"], targetId: "lead" });
    drill.at(39, "detain", "toll-stop", { units: ["u501"], targetId: "lead" });
    expect(drill.end(45, "U").short.map((line) => line.split(":")[0])).not.toContain("o-arrest");
  });

  it("still lets the neighbours arrest them, for part of the points", () => {
    const drill = drillOn("phone-shop");
    drill.at(0.4, "accept", "burglary");
    drill.at(32, "notify-agency", "burglary", { targetId: "neighbour" });
    expect(drill.end(50, "U").short.find((line) => line.startsWith("o-arrest"))).toContain("far side");
  });

  it("gives next to nothing to a team that only accepts the call", () => {
    const drill = drillOn("phone-shop");
    drill.at(0.4, "accept", "burglary");
    expect(drill.end(50, "U").total).toBeLessThan(10);
  });
});

describe("the smell of gas", () => {
  it("gives every point to a team that calls the partners at once and empties the house", () => {
    const drill = drillOn("gas-smell");
    drill.at(0.3, "accept", "gas");
    drill.at(0.4, "classify", "gas", { priority: 1 });
    drill.at(0.5, "dispatch", "gas", { units: ["u211", "u212", "u203", "u101", "u501", "u111"] });
    drill.at(0.8, "notify-agency", "gas", { targetId: "gas" });
    drill.at(1, "notify-agency", "gas", { targetId: "fire" });
    drill.at(1.2, "notify-agency", "gas", { targetId: "street" });
    drill.at(1.4, "notify-agency", "gas", { targetId: "power" });
    drill.at(1.6, "notify-agency", "gas", { targetId: "emergency" });
    drill.at(2.1, "accept", "gas-again");
    drill.at(2.2, "merge", "gas", { other: "gas-again" });
    drill.at(4.9, "camera-on", "gas", { units: ["u211"] });
    drill.at(5, "cordon", "gas", { units: ["u211"] });
    drill.decide(5.1, "d-first", "stairs");
    drill.at(5.2, "evacuate", "gas", { units: ["u212"] });
    drill.at(5.4, "inform-public", "gas");
    drill.at(7.1, "interview", "gas", { units: ["u211"] });
    drill.at(8.2, "evacuate", "gas", { units: ["u111"] });
    drill.at(9.1, "evacuate", "gas", { units: ["u203"] });
    drill.at(10.2, "stop-kitchen", "gas", { units: ["u211"] });
    drill.at(9.9, "canvass", "gas", { units: ["u101"] });
    drill.at(11.2, "accept", "parking");
    drill.at(11.3, "divert", "parking");
    drill.at(11.5, "clear-lane", "gas", { units: ["u501"] });
    drill.at(13.2, "answer-chat", "gas");
    drill.decide(13.3, "d-power", "remote");
    drill.at(13.6, "accept", "lane-smell");
    drill.at(13.7, "dispatch", "lane-smell", { units: ["u102"] });
    drill.at(14, "situation-report", "gas");
    drill.at(15.5, "clear-valve", "gas", { units: ["u101"] });
    drill.at(16, "carry-elder", "gas", { units: ["u211"] });
    drill.at(22.5, "situation-report", "gas");
    drill.decide(36, "d-return", "twice");
    drill.at(38, "under-control", "gas");
    drill.at(38.2, "hand-over", "gas");
    expect(drill.end(45, "P")).toEqual({ total: 100, short: [] });
  });

  it("gives next to nothing to a team that only accepts the call", () => {
    const drill = drillOn("gas-smell");
    drill.at(0.4, "accept", "gas");
    expect(drill.end(50, "U").total).toBeLessThan(10);
  });
});
