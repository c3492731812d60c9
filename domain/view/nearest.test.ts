import { describe, expect, test } from "vitest";
import type { IncidentSeen, SideSetting, SideView } from "./schema";
import { letDueHappen } from "@/domain/drill/due";
import { nearestUnits, travelMs, wouldMeet } from "./nearest";
import { omar, play, readDrill, rita, shiftSetup, START_MS, startEx, type Step } from "@/domain/drill/given";
import { routeForUnit } from "@/domain/drill/movement";
import type { DrillCommand } from "@/domain/drill/schema";
import { settingFor } from "./setting";
import type { Drill } from "@/domain/drill/state";
import { viewFor } from "./view";

const act = (actionId: string, unitIds: string[], incident?: number): DrillCommand => ({
  type: "TakeAction",
  actionId,
  unitIds,
  note: "",
  ...(incident === undefined ? {} : { incident }),
});
const at = (afterMs: number, command: DrillCommand, by: Step["by"] = rita): Step => ({
  afterMs,
  by,
  command,
});
const accepted = at(20_000, act("accept", [], 1));

function seenAfter(atMs: number, ...steps: Step[]) {
  const drill = readDrill(play([startEx, ...steps], shiftSetup));
  letDueHappen(drill, atMs, START_MS);
  const audience = { kind: "side", side: "responder", lane: 1 } as const;
  const setting = settingFor(drill.setup, audience);
  const view = viewFor(drill, audience);
  const incident = view.kind === "side" ? view.incidents.find(({ number }) => number === 1) : undefined;
  if (setting.kind !== "side" || view.kind !== "side" || !incident) throw new Error("A side sees its call.");
  return { drill, setting, view, incident };
}

const nearest = (
  { setting, view, incident }: { setting: SideSetting; view: SideView; incident: IncidentSeen },
  nowMs: number,
) => nearestUnits(setting, view, incident, nowMs);

/** What the engine would reckon if the crew were sent now. */
function reckoned(drill: Drill, unitId: string, nowMs: number): number | undefined {
  const [lane] = drill.lanes;
  return lane ? routeForUnit(drill, lane, unitId, "shop", nowMs)?.durationMs : undefined;
}

describe("who is nearest to a call", () => {
  test("are the crews on duty that are free", () => {
    expect(nearest(seenAfter(20_000, accepted), 20_000).map(({ id }) => id)).toEqual(["car-1", "car-2"]);
    expect(nearest(seenAfter(600_000, accepted), 600_000).map(({ id }) => id)).toEqual(["car-2", "car-3"]);
  });
  test("are not those who are on their way to it already", () => {
    const sent = at(30_000, act("dispatch", ["car-1"], 1));
    expect(nearest(seenAfter(31_000, accepted, sent), 31_000).map(({ id }) => id)).toEqual(["car-2"]);
  });
  test("take as long as the engine will reckon when they are sent", () => {
    const seen = seenAfter(20_000, accepted);
    const [first] = nearest(seen, 20_000);
    expect(first?.travelMs).toBe(reckoned(seen.drill, "car-1", 20_000));
    expect(first?.travelMs).toBeGreaterThan(60_000);
  });
  test("turn at the next junction when they are on their way back", () => {
    const sent = at(30_000, act("dispatch", ["car-1"], 1));
    const back = at(300_000, act("go-home", ["car-1"]));
    const nowMs = 310_000;
    const seen = seenAfter(nowMs, accepted, sent, back);
    const car = seen.view.units.find(({ id }) => id === "car-1");
    expect(car?.status).toBe("returning");
    const ms = car ? travelMs(seen.setting, seen.view, car, "shop", nowMs) : null;
    expect(ms).toBeCloseTo(reckoned(seen.drill, "car-1", nowMs) ?? 0, -2);
  });
  test("take longer in the traffic their side knows of", () => {
    const block = at(25_000, act("op-block", []), omar);
    const free = nearest(seenAfter(40_000, accepted), 40_000);
    const unknown = nearest(seenAfter(40_000, accepted, block), 40_000);
    expect(unknown.map((unit) => unit.travelMs)).toEqual(free.map((unit) => unit.travelMs));
    const sent = at(30_000, act("dispatch", ["car-1"], 1));
    const [met] = nearest(seenAfter(40_000, accepted, block, sent), 40_000);
    expect(met?.travelMs).toBeCloseTo(2 * (free[1]?.travelMs ?? 0), -1);
  });
  test("do not include crews that have no way there", () => {
    const { setting, view, incident } = seenAfter(20_000, accepted);
    const onIsland = { ...incident, place: { ...incident.place, id: "pier" } };
    expect(nearestUnits(setting, view, onIsland, 20_000)).toEqual([]);
  });
});

describe("the standard a crew would keep if it left now", () => {
  // Full marks until 5 minutes after the call at T+10 s, a part of them until 15; the way takes over two minutes.
  test.each([
    [20_000, "full"],
    [290_000, "partial"],
    [890_000, "none"],
  ] as const)("at %i ms after StartEx is %s", (nowMs, meets) => {
    expect(nearest(seenAfter(nowMs, accepted), nowMs)[0]?.meets).toBe(meets);
  });
  test("is none at all once somebody has arrived", () => {
    const sent = at(30_000, act("dispatch", ["car-1"], 1));
    expect(nearest(seenAfter(400_000, accepted, sent), 400_000)[0]?.meets).toBeNull();
  });
  test("is the one its own dispatch would start, of the tier of place and priority, until somebody was sent", () => {
    const { setting, incident } = seenAfter(20_000, accepted);
    const tier = { responseClasses: [], fullMs: 60_000, limitMs: 120_000 };
    const standards: SideSetting["standards"] = [
      {
        id: "way",
        name: { zh: "路途", en: "Way" },
        from: "dispatched",
        to: "on-scene",
        tiers: [
          { ...tier, priorities: [3], fullMs: 600_000, limitMs: 900_000 },
          { ...tier, priorities: [1, 2] },
        ],
      },
    ];
    const call = { ...incident, standards: [] };
    expect(wouldMeet({ ...setting, standards }, call, 500_000, 90_000)).toEqual({
      standard: { name: { zh: "路途", en: "Way" }, fullByMs: 560_000, limitByMs: 620_000 },
      meets: "partial",
    });
    expect(wouldMeet({ standards }, { ...call, priority: 3 }, 500_000, 90_000)?.meets).toBe("full");
    const sent = { ...call, statuses: [...call.statuses, { status: "dispatched" as const, atMs: 490_000 }] };
    expect(wouldMeet({ standards }, sent, 500_000, 90_000)).toBeNull();
  });
});
