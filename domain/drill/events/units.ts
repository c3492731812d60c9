import { z } from "zod";
import { say } from "@/domain/words/said";
import { ofLane } from "@/domain/drill/event-kind";
import { planOf } from "@/domain/drill/plan";
import { id, record, photos, leg } from "@/domain/drill/terms";
import { junctionOf } from "@/domain/ground/atlas";

/** Units: their journeys and their shifts. */
export const units = {
  /** `placeId`: where it goes when that is neither an incident nor its own station. */
  UnitSent: ofLane(
    z.strictObject({
      type: z.literal("UnitSent"),
      unitId: id,
      incidentId: id.nullable(),
      placeId: id.nullable().default(null),
      ...leg,
    }),
  )({
    review: "move",
    change(lane, event, { seen, observedAtMs }) {
      const unit = lane.units[event.unitId];
      if (!unit) return;
      const last = unit.visits.at(-1);
      if (last) last.toMs ??= seen.atMs;
      const { toJunctionId, path, via, lengthM, departsAtMs, arrivesAtMs } = event;
      // Nobody waits at a station to see a crew come home: that way is computed.
      const awaitsRecord = observedAtMs !== null && event.incidentId !== null;
      unit.leg = { toJunctionId, path, via, lengthM, departsAtMs, arrivesAtMs, awaitsRecord };
      unit.incidentId = event.incidentId;
      lane.congestionKnown = lane.congestion;
      unit.placeId = event.placeId;
    },
    says: (event, { name, sign }) => {
      const [unit, km] = [sign(event.unitId), (event.lengthM / 1_000).toFixed(1)];
      if (event.placeId !== null) {
        return say("log.UnitSent.place", { unit, place: name("place", event.placeId), km });
      }
      return event.incidentId === null
        ? say("log.UnitSent.home", { unit })
        : say("log.UnitSent.incident", { unit, incident: name("incident", event.incidentId), km });
    },
  }),

  UnitArrived: ofLane(
    z.strictObject({
      type: z.literal("UnitArrived"),
      unitId: id,
      /** The incident it came to; null: a place, or its station. Old logs do not say. */
      incidentId: id.nullable().optional(),
      /** Where it came to when that is neither an incident nor its own station. */
      placeId: id.optional(),
      record: record.optional(),
      photos,
    }),
  )({
    review: "world",
    change(lane, event, { atMs, position, seen, setup }) {
      const unit = lane.units[event.unitId];
      // A crew on the street arrives where it is seen, sent there or not.
      if (unit && event.record !== undefined && event.incidentId != null) {
        const last = unit.visits.at(-1);
        // Of two who saw the same arrival the earlier counts.
        if (last?.toMs === null && last.incidentId === event.incidentId) return;
        if (last) last.toMs ??= seen.atMs;
        const { incidents, atlas } = planOf(setup);
        unit.junctionId =
          junctionOf(atlas, incidents.get(event.incidentId)?.placeId ?? "") ?? unit.junctionId;
        unit.leg = null;
        unit.incidentId = event.incidentId;
        unit.placeId = null;
        unit.standsSinceMs = seen.atMs;
        unit.visits.push({ incidentId: event.incidentId, fromMs: seen.atMs, toMs: null, position });
        return;
      }
      // The end of a way the crew was meanwhile seen to have left is no arrival.
      if (!unit?.leg || unit.leg.awaitsRecord || atMs < unit.leg.arrivesAtMs) return;
      unit.junctionId = unit.leg.toJunctionId;
      unit.leg = null;
      unit.standsSinceMs = atMs;
      if (unit.incidentId !== null) {
        unit.visits.push({ incidentId: unit.incidentId, fromMs: seen.atMs, toMs: null, position });
      }
    },
    says: (event, { name, sign }) => {
      const unit = sign(event.unitId);
      if (event.placeId !== undefined) {
        return say("log.UnitArrived.place", { unit, place: name("place", event.placeId) });
      }
      if (event.incidentId === null) return say("log.UnitArrived.home", { unit });
      return event.incidentId === undefined
        ? say("log.UnitArrived.somewhere", { unit })
        : say("log.UnitArrived.incident", { unit, incident: name("incident", event.incidentId) });
    },
  }),

  /** Another shift takes over. Crews at work stay on duty until they are back at their station. */
  ShiftChanged: ofLane(z.strictObject({ type: z.literal("ShiftChanged"), shift: z.number().int().min(1) }))({
    review: "world",
    change(lane, event) {
      lane.shift = event.shift;
      lane.shiftChanges += 1;
      for (const unit of Object.values(lane.units)) unit.calledIn = false;
    },
    says: (event) => say("log.ShiftChanged", { shift: event.shift }),
  }),

  /** A crew that was off duty has come in. */
  UnitCalledIn: ofLane(z.strictObject({ type: z.literal("UnitCalledIn"), unitId: id }))({
    review: "world",
    change(lane, event) {
      const unit = lane.units[event.unitId];
      if (unit) unit.calledIn = true;
    },
    says: (event, { sign }) => say("log.UnitCalledIn", { unit: sign(event.unitId) }),
  }),
};
