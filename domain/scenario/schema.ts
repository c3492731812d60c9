import { z } from "zod";
import { Effects } from "@/domain/actions/effects";
import { ActionDefinition } from "@/domain/actions/schema";
import { ActorStatus, Branch, Side } from "@/domain/conditions/terms";
import { Condition } from "@/domain/conditions/schema";
import { Vehicle } from "@/domain/ground/schema";
import { InjectAudience } from "@/domain/injects/audience";
import { InjectKind } from "@/domain/injects/schema";
import { ScoredItem } from "@/domain/items/schema";
import { Priority } from "@/domain/policy/schema";
import { FilledText, LocalText } from "@/domain/text";
import { SaidShape } from "@/domain/words/said";
import { Equipment } from "@/domain/actions/equipment";

/** Ids inside a scenario: kebab-case, stable, never shown to players. */
export const ScenarioId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "id-malformed");

/**
 * "8+16+6+N": what one joint-duty station has, over four shifts. Crews (units) are built from it.
 */
export const ForcePackage = z.strictObject({
  officers: z.number().int().min(0).max(500),
  auxiliaries: z.number().int().min(0).max(500),
  riders: z.number().int().min(0).max(500),
  /** N: community auxiliaries or case officers. */
  community: z.number().int().min(0).max(500),
  shifts: z.number().int().min(1).max(6),
});
export type ForcePackage = z.infer<typeof ForcePackage>;

/** Local time of day, "03:10". */
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** When shifts change, where they do not share 24 hours evenly (rota.ts). */
export const ShiftPlan = z.strictObject({
  /** The shift on duty at StartEx; without it, the one that took over last. */
  onDutyAtStart: z.number().int().min(1).max(6).optional(),
  /** When shift 1, 2, ... takes over, every day. */
  changesAt: z.array(TimeOfDay).min(1).max(6).optional(),
});
export type ShiftPlan = z.infer<typeof ShiftPlan>;

/** How many crews a scenario may have. */
export const UNITS_MAX = 200;

/** A crew that can be sent. */
export const Unit = z.strictObject({
  id: ScenarioId,
  /** What is said on the radio and typed in the command line: "101". */
  callSign: z.string().min(1).max(12),
  name: FilledText,
  branch: Branch,
  crew: z.number().int().min(1).max(60),
  vehicle: Vehicle,
  /** The station it starts from. */
  stationId: ScenarioId,
  /** The shift it belongs to, from 1; without one it is on duty in every shift. */
  shift: z.number().int().min(1).max(6).optional(),
  /** What it carries. */
  equipment: z.array(Equipment).max(14).optional(),
});
export type Unit = z.infer<typeof Unit>;

/** A suspect, a victim or a crowd, played by the opposition or by script. */
export const OppositionActor = z.strictObject({
  id: ScenarioId,
  name: FilledText,
  kind: z.enum(["suspect", "crowd", "person-in-need", "witness"]),
  status: ActorStatus,
  placeId: ScenarioId,
  /** What it looks like to someone who sees it: all that the responder learns when it is located. */
  appearance: FilledText,
  /** What it moves with. */
  vehicle: Vehicle.default("foot"),
  /** Whether it starts out of everybody's sight, indoors or under cover. */
  hidden: z.boolean().default(false),
});

export type OppositionActor = z.infer<typeof OppositionActor>;

export const Agency = z.strictObject({
  id: ScenarioId,
  name: FilledText,
  kind: z.enum([
    "gas",
    "power",
    "emergency",
    "street-office",
    "labour",
    "hospital",
    "fire",
    "12345",
    "114",
    "neighbour-police",
    "other",
  ]),
  /** From the notice until it answers, in ms of drill time. */
  answersAfterMs: z.number().int().min(0),
  answer: FilledText,
  /** From the notice until it is on the spot; null when it never comes in person. */
  arrivesAfterMs: z.number().int().min(0).nullable(),
});
export type Agency = z.infer<typeof Agency>;

/** A named number with bounds and a rate of change: crowd tension, gas, households. */
export const Gauge = z.strictObject({
  id: ScenarioId,
  name: FilledText,
  unit: LocalText,
  min: z.number(),
  max: z.number(),
  start: z.number(),
  /** Change per minute of drill time. */
  ratePerMin: z.number(),
  /** Which sides see it. Control and evaluators always do. */
  shownTo: z.array(Side),
  /** Whether a high value is good or bad, for the meter's marks. */
  goodIs: z.enum(["high", "low"]),
});
export type Gauge = z.infer<typeof Gauge>;

/** A piece of information that is hidden until something reveals it to a side. */
export const Fact = z.strictObject({ id: ScenarioId, text: FilledText });
export type Fact = z.infer<typeof Fact>;

/** What lies behind one or several calls. It is not known to anyone until a call reports it. */
export const IncidentPlan = z.strictObject({
  id: ScenarioId,
  title: FilledText,
  category: FilledText,
  /** The priority a good call-taker gives it; what they chose is compared with it. */
  priority: Priority,
  placeId: ScenarioId,
  /** The truth, for control and evaluators. */
  truth: LocalText,
});
export type IncidentPlan = z.infer<typeof IncidentPlan>;

/** When an inject falls due. */
export const Trigger = z.discriminatedUnion("on", [
  z.strictObject({ on: z.literal("time"), atMs: z.number().int().min(0) }),
  z.strictObject({ on: z.literal("condition"), when: Condition, delayMs: z.number().int().min(0) }),
  z.strictObject({ on: z.literal("after"), injectId: ScenarioId, delayMs: z.number().int().min(0) }),
  z.strictObject({ on: z.literal("hand") }),
]);
export type Trigger = z.infer<typeof Trigger>;

/** One planned piece of information handed to players; a row of the MSEL. */
export const Inject = z.strictObject({
  id: ScenarioId,
  title: FilledText,
  kind: InjectKind,
  /** Who it seems to come from. */
  from: LocalText,
  text: FilledText,
  audience: InjectAudience,
  trigger: Trigger,
  /** The incident it reports or belongs to. */
  incidentId: ScenarioId.optional(),
  /** Whether its delivery reports that incident and starts its response clock; without it see reports.ts. */
  reports: z.boolean().optional(),
  /** The opposition's action it stands in for: where somebody plays the opposition it does not come by the clock. */
  standsInFor: ScenarioId.optional(),
  effects: Effects,
  /** What players are expected to do about it, and the objective that serves. */
  expected: z.array(z.strictObject({ actionId: ScenarioId, objectiveId: ScenarioId })).max(20),
});
export type Inject = z.infer<typeof Inject>;

/** A question put to the responder while the drill runs; the answer is scored with its reason. */
export const DecisionPoint = z.strictObject({
  id: ScenarioId,
  prompt: FilledText,
  opens: Condition,
  /** How long it stays open, in ms of drill time. */
  windowMs: z.number().int().positive(),
  options: z
    .array(
      z.strictObject({
        id: ScenarioId,
        label: FilledText,
        /** Share of the item's points, 0 to 1. */
        worth: z.number().min(0).max(1),
        /** Why it is worth that; shown in the review. */
        rationale: FilledText,
      }),
    )
    .min(2)
    .max(6),
});
export type DecisionPoint = z.infer<typeof DecisionPoint>;

/** What the drill is meant to test. */
export const Objective = z.strictObject({ id: ScenarioId, side: Side, text: FilledText });

export const Category = z.strictObject({ id: ScenarioId, side: Side, name: FilledText });
export type Category = z.infer<typeof Category>;

/** A plan that was brought in from a file, and everything of it that has no place here. It stays with the draft. */
export const Import = z.strictObject({
  fileName: z.string().min(1).max(300),
  /** What it was recognised as; nothing for a table. */
  format: z.string().max(60),
  /** When: "2026-12-01T10:00:00.000Z". */
  at: z.iso.datetime(),
  injects: z.number().int().min(0),
  losses: z.array(z.strictObject({ row: z.number().int().min(1).nullable(), said: SaidShape })).max(2_000),
});
export type Import = z.infer<typeof Import>;

/** A written story and its plan: all that a drill needs but the people, the ground and the policy. */
export const Scenario = z.strictObject({
  schemaVersion: z.literal(1),
  title: FilledText,
  summary: FilledText,
  /** Minutes of drill time it is made for. */
  plannedMinutes: z.number().int().min(1).max(600),
  /** Local time of day at StartEx, "03:10": what the players' world clock shows. */
  startsAt: TimeOfDay,
  groundId: ScenarioId,
  brief: z.strictObject({
    situation: FilledText,
    responder: FilledText,
    opposition: LocalText,
    control: LocalText,
  }),
  /** Whether there is an opposition for people to play. */
  opposed: z.boolean(),
  objectives: z.array(Objective).max(40),
  forces: z.strictObject({
    package: ForcePackage,
    rota: ShiftPlan.optional(),
    units: z.array(Unit).min(1).max(UNITS_MAX),
  }),
  actors: z.array(OppositionActor).max(60),
  oppositionBudget: z.number().int().min(0).max(1_000),
  agencies: z.array(Agency).max(40),
  gauges: z.array(Gauge).max(30),
  facts: z.array(Fact).max(100),
  incidents: z.array(IncidentPlan).min(1).max(40),
  injects: z.array(Inject).max(1_000),
  decisions: z.array(DecisionPoint).max(40),
  /** Actions of this scenario, beside the built-in catalogue. */
  actions: z.array(ActionDefinition).max(80),
  /** Ids of built-in actions players may use; empty: all of them. */
  builtInActions: z.array(z.string()).max(200),
  categories: z.array(Category).max(20),
  items: z.array(ScoredItem).max(200),
  imports: z.array(Import).max(20).optional(),
});
export type Scenario = z.infer<typeof Scenario>;
