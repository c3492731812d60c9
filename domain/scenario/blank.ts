import type { Ground } from "@/domain/ground/schema";
import type { LocalText } from "@/domain/text";
import type { Scenario } from "./schema";

/** Texts that only an author can write stand empty: a sentence of ours would be delivered as theirs. */
const UNWRITTEN: LocalText = { zh: "", en: "" };

/**
 * The frame of a scenario: one unit, one incident, one call that reports it. It can be run once its summary, its brief
 * and the words of the caller are written.
 *
 * @param ground Where it plays; the crew starts at its first joint-duty station (or any station), the
 *   incident happens at its first place.
 * @throws {Error} when the ground has no station or no place: nothing can happen on it.
 */
export function blankScenario(title: LocalText, ground: Ground): Scenario {
  const stations = ground.features.flatMap(({ properties }) =>
    properties.kind === "station" ? [properties] : [],
  );
  const station = stations.find(({ station }) => station === "joint-duty") ?? stations[0];
  const place = ground.features.flatMap(({ properties }) =>
    properties.kind === "place" ? [properties] : [],
  )[0];
  if (!station || !place) throw new Error(`Nothing can happen on the ground ${ground.id}.`);

  return {
    schemaVersion: 1,
    title,
    summary: UNWRITTEN,
    plannedMinutes: 40,
    startsAt: "09:00",
    groundId: ground.id,
    brief: {
      situation: UNWRITTEN,
      responder: UNWRITTEN,
      opposition: { zh: "", en: "" },
      control: { zh: "", en: "" },
    },
    opposed: false,
    objectives: [BY_THE_BOOK],
    forces: {
      package: { officers: 8, auxiliaries: 16, riders: 6, community: 4, shifts: 4 },
      units: [patrolAt(station.id)],
    },
    actors: [],
    oppositionBudget: 0,
    agencies: [],
    gauges: [],
    facts: [],
    incidents: [incidentAt(place.id)],
    injects: [FIRST_CALL],
    decisions: [],
    actions: [],
    builtInActions: [],
    categories: [RESPONSE],
    items: [CALL_IS_TAKEN],
  };
}

const BY_THE_BOOK: Scenario["objectives"][number] = {
  id: "objective-1",
  side: "responder",
  text: {
    zh: "按规范完成接警、派警、到场和处置。",
    en: "Take, dispatch, reach and handle the call by the book.",
  },
};

const INCIDENT_ID = "incident-1";

function patrolAt(stationId: string): Scenario["forces"]["units"][number] {
  return {
    id: "unit-1",
    callSign: "101",
    name: { zh: "巡逻一组", en: "Patrol 1" },
    branch: "patrol",
    crew: 2,
    vehicle: "car",
    stationId,
  };
}

function incidentAt(placeId: string): Scenario["incidents"][number] {
  return {
    id: INCIDENT_ID,
    title: { zh: "第一起警情", en: "First incident" },
    category: { zh: "求助", en: "Call for help" },
    priority: 2,
    placeId,
    truth: { zh: "", en: "" },
  };
}

const FIRST_CALL: Scenario["injects"][number] = {
  id: "inject-1",
  title: { zh: "第一个报警电话", en: "The first call" },
  kind: "call",
  from: { zh: "报警人", en: "Caller" },
  text: UNWRITTEN,
  audience: "responder",
  trigger: { on: "time", atMs: 60_000 },
  incidentId: INCIDENT_ID,
  effects: [],
  expected: [{ actionId: "accept", objectiveId: BY_THE_BOOK.id }],
};

const RESPONSE: Scenario["categories"][number] = {
  id: "response",
  side: "responder",
  name: { zh: "接警出警", en: "Response" },
};

const CALL_IS_TAKEN: Scenario["items"][number] = {
  id: "item-1",
  kind: "procedure",
  side: "responder",
  categoryId: RESPONSE.id,
  objectiveId: BY_THE_BOOK.id,
  title: { zh: "接起报警电话", en: "The call is taken" },
  points: 100,
  rule: "mandatory",
  condition: { op: "action-done", actionId: "accept", incidentId: INCIDENT_ID },
};
