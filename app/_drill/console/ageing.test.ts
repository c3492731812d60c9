import { describe, expect, test } from "vitest";
import { isOver } from "@/domain/view/known";
import type { ActionSeen, IncidentSeen, UnitSeen } from "@/domain/view/schema";
import { lastProgressMs, patienceMs } from "./ageing";

const incident: IncidentSeen = {
  number: 1,
  status: "dispatched",
  statuses: [
    { status: "reported", atMs: 10_000 },
    { status: "dispatched", atMs: 40_000 },
  ],
  priority: 1,
  category: "",
  mergedInto: null,
  place: { id: "shop", name: { zh: "店", en: "Shop" }, at: null, zones: [], responseClass: null },
  units: ["u1"],
  standards: [],
};
const action: ActionSeen = {
  n: 1,
  actionId: "cordon",
  byName: { zh: "", en: "" },
  incident: 1,
  otherIncident: null,
  targetId: null,
  placeId: null,
  unitIds: [],
  note: "",
  atMs: 50_000,
  endsAtMs: 170_000,
  state: "under-way",
  doneAtMs: null,
  rationale: "",
};
const unit: UnitSeen = { id: "u1", status: "idle", incident: null, at: null, leg: null, busyUntilMs: null };

describe("a row of the board", () => {
  test("waits from the last stage that was reached", () => {
    expect(lastProgressMs(incident, [], [unit])).toBe(40_000);
  });

  test("does not age while something is under way for it", () => {
    expect(lastProgressMs(incident, [action], [unit])).toBe(170_000);
  });

  test("does not age for what is done about another incident", () => {
    expect(lastProgressMs(incident, [{ ...action, incident: 2 }], [unit])).toBe(40_000);
  });

  test("does not age while a crew is on its way to it", () => {
    const leg = { path: [], departsAtMs: 40_000, arrivesAtMs: 95_000 };
    expect(lastProgressMs(incident, [], [{ ...unit, status: "en-route", incident: 1, leg }])).toBe(95_000);
  });

  test("ages like the most urgent one as long as nobody has classified it, and never when it is over", () => {
    expect(patienceMs({ ...incident, priority: null })).toBe(60_000);
    expect(patienceMs({ ...incident, priority: 2 })).toBe(300_000);
    expect(patienceMs({ ...incident, status: "closed" })).toBeNull();
    expect(isOver({ status: "on-scene", mergedInto: 2 })).toBe(true);
  });
});
