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
    objectives: [
      {
        id: "objective-1",
        side: "responder",
        text: {
          zh: "按规范完成接警、派警、到场和处置。",
          en: "Take, dispatch, reach and handle the call by the book.",
        },
      },
    ],
    forces: {
      package: { officers: 8, auxiliaries: 16, riders: 6, community: 4, shifts: 4 },
      units: [
        {
          id: "unit-1",
          callSign: "101",
          name: { zh: "巡逻一组", en: "Patrol 1" },
          branch: "patrol",
          crew: 2,
          vehicle: "car",
          stationId: station.id,
        },
      ],
    },
    actors: [],
    oppositionBudget: 0,
    agencies: [],
    gauges: [],
    facts: [],
    incidents: [
      {
        id: "incident-1",
        title: { zh: "第一起警情", en: "First incident" },
        category: { zh: "求助", en: "Call for help" },
        priority: 2,
        placeId: place.id,
        truth: { zh: "", en: "" },
      },
    ],
    injects: [
      {
        id: "inject-1",
        title: { zh: "第一个报警电话", en: "The first call" },
        kind: "call",
        from: { zh: "报警人", en: "Caller" },
        text: UNWRITTEN,
        audience: "responder",
        trigger: { on: "time", atMs: 60_000 },
        incidentId: "incident-1",
        effects: [],
        expected: [{ actionId: "accept", objectiveId: "objective-1" }],
      },
    ],
    decisions: [],
    actions: [],
    builtInActions: [],
    categories: [{ id: "response", side: "responder", name: { zh: "接警出警", en: "Response" } }],
    items: [
      {
        id: "item-1",
        kind: "procedure",
        side: "responder",
        categoryId: "response",
        objectiveId: "objective-1",
        title: { zh: "接起报警电话", en: "The call is taken" },
        points: 100,
        rule: "mandatory",
        condition: { op: "action-done", actionId: "accept", incidentId: "incident-1" },
      },
    ],
  };
}
