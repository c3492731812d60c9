import type { Known } from "@/domain/actions/asks/ask";
import { atlasOf } from "@/domain/ground/atlas";
import type { Ground } from "@/domain/ground/schema";
import type { FullSetting, IncidentSeen, LaneTruth, SideSetting, SideView } from "./schema";

/** What a side can name when an action asks for something: what its own setting and view show, and nothing else. */
export function knownToSide(setting: SideSetting, view: SideView): Known {
  return {
    ...groundOf(setting.ground),
    incidents: view.incidents.filter((incident) => !isOver(incident)).map(asNamed),
    agencies: setting.agencies.filter(({ id }) => !view.agencies.some((called) => called.id === id)),
    actors: view.actors.map(({ id, name, status, place }) => ({ id, name, status, at: place.name })),
    units: setting.units.flatMap(({ id, name, branch, equipment }) => {
      const seen = view.units.find((unit) => unit.id === id);
      return seen ? [{ id, name, branch, equipment, seen }] : [];
    }),
    answerable: view.noticed.flatMap(({ n, what, counterUntilMs }) =>
      counterUntilMs === null ? [] : [{ n, name: what }],
    ),
  };
}

/**
 * What staff can name who record what they saw on the street: all there is. However it stands by the screen, what was
 * seen was seen.
 */
export function knownToStaff({ scenario, ground }: FullSetting, lane: LaneTruth): Known {
  return {
    ...groundOf(ground),
    incidents: lane.incidents.map(asNamed),
    agencies: scenario.agencies,
    actors: scenario.actors.map(({ id, name }) => ({ id, name, at: null, status: null })),
    units: scenario.forces.units.map(({ id, name, branch, equipment = [] }) => {
      return { id, name, branch, equipment, seen: null };
    }),
    answerable: [],
  };
}

/** Whether nothing is left to be done about an incident here. */
export function isOver(incident: Pick<IncidentSeen, "status" | "mergedInto">): boolean {
  return incident.mergedInto !== null || incident.status === "closed" || incident.status === "diverted";
}

function asNamed({ number, place }: IncidentSeen): Known["incidents"][number] {
  return { number, name: place.name };
}

function groundOf(ground: Ground): Pick<Known, "cameras" | "places" | "stations"> {
  const { cameras, places, stations } = atlasOf(ground);
  const named = (things: typeof cameras | typeof places | typeof stations) =>
    [...things.values()].map(({ properties: { id, name } }) => ({ id, name }));
  return { cameras: named(cameras), places: named(places), stations: named(stations) };
}
