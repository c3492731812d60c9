import { z } from "zod";
import { IncidentStatus } from "@/domain/policy/schema";
import type { NamedKind } from "@/domain/reference";
import { FilledText, LocalText } from "@/domain/text";
import { ActorStatus, Branch, Mark, Side } from "./terms";

/** What a form knows of a scenario when it makes a first value. */
export type Fresh = {
  /** The first thing of a kind, or the first of its parts; undefined where there is none. */
  first: (kind: NamedKind, of?: string) => string | undefined;
  /** The upper bound of a gauge. */
  maxOf: (gaugeId: string) => number;
  /** The day on which somebody writes it, "2026-11-23". */
  today: () => string;
};

/** What one of a few is chosen from. Their words stand in the editor (`use-choices.ts`). */
export type ChoiceKind =
  | "action-group"
  | "actor-status"
  | "adjudication"
  | "branch"
  | "compare"
  | "crew"
  | "default-ruling"
  | "effect"
  | "equipment"
  | "mark"
  | "note"
  | "notice"
  | "outcome"
  | "rule"
  | "side"
  | "status"
  | "target-kind";

/** What a field holds that is no reference: how a form asks for it. */
export type FieldKind =
  ChoiceKind | "condition" | "count" | "date" | "flag" | "length" | "moment" | "number" | "share" | "text";

const kinds = z.registry<{ kind: FieldKind }>();
const firsts = z.registry<{ fresh: (scenario: Fresh, option: string) => unknown }>();

kinds.add(Side, { kind: "side" });
kinds.add(Branch, { kind: "branch" });
kinds.add(IncidentStatus, { kind: "status" });
kinds.add(ActorStatus, { kind: "actor-status" });
kinds.add(FilledText, { kind: "text" });
kinds.add(LocalText, { kind: "text" });

/** A number that a form asks for; its bounds are its own. */
export function asNumber(schema: z.ZodNumber): z.ZodNumber {
  return schema.register(kinds, { kind: "number" });
}

/** A length of drill time in ms that a form asks for; its bounds are its own. */
export function asLength(schema: z.ZodNumber): z.ZodNumber {
  return schema.register(kinds, { kind: "length" });
}

/** A day of the calendar. */
export function asDate(schema: z.ZodISODate): z.ZodISODate {
  return schema.register(kinds, { kind: "date" });
}

/** Yes or no. */
export function asFlag(schema: z.ZodBoolean): z.ZodBoolean {
  return schema.register(kinds, { kind: "flag" });
}

/** One of a few. */
export function asChoice<Choice extends z.ZodEnum>(kind: ChoiceKind, schema: Choice): Choice {
  kinds.add(schema, { kind });
  return schema;
}

/** One of a few shapes, and what each begins with; null where the scenario has nothing it could be about. */
export function asUnion<Value>(
  kind: ChoiceKind,
  schema: z.ZodType<Value>,
  fresh: (scenario: Fresh, option: string) => NoInfer<Value> | null,
): z.ZodType<Value> {
  kinds.add(schema, { kind });
  firsts.add(schema, { fresh });
  return schema;
}

/** A condition, which has a form of its own, and the first value of one that may be left out. */
export function asCondition<Value>(schema: z.ZodType<Value>, fresh: () => Value): z.ZodType<Value> {
  kinds.add(schema, { kind: "condition" });
  firsts.add(schema, { fresh });
  return schema;
}

/** Fields that belong together and may be left out together, and what they begin with. */
export function asGroup<Value>(
  schema: z.ZodType<Value>,
  fresh: (scenario: Fresh) => NoInfer<Value> | null,
): z.ZodType<Value> {
  firsts.add(schema, { fresh });
  return schema;
}

/** A list, and what a new entry begins with; null where the scenario has nothing it could be about. */
export function asList<Value>(
  schema: z.ZodType<Value[]>,
  fresh: (scenario: Fresh) => NoInfer<Value> | null,
): z.ZodType<Value[]> {
  firsts.add(schema, { fresh });
  return schema;
}

asUnion("mark", Mark, ({ first }, option): Mark | null => {
  switch (option) {
    case "incident": {
      const incidentId = first("incident");
      return incidentId === undefined ? null : { mark: "incident", incidentId, status: "on-scene" };
    }
    case "inject": {
      const injectId = first("inject");
      return injectId === undefined ? null : { mark: "inject", injectId };
    }
    case "action":
      return { mark: "action", actionId: first("action") ?? "accept" };
    default:
      return { mark: "start" };
  }
});

/** Whether a value has to be at least or at most so much. */
export const Compare = asChoice("compare", z.enum([">=", "<="]));
/** How an action turned out. */
export const Outcome = asChoice("outcome", z.enum(["success", "failure"]));
/** A moment of the drill, in ms. */
export const Moment = z.number().int().min(0).register(kinds, { kind: "moment" });
/** A length of drill time from nothing on, in ms. */
export const LengthOrNone = z.number().int().min(0).register(kinds, { kind: "length" });
/** A length of drill time, in ms. */
export const Length = z.number().int().positive().register(kinds, { kind: "length" });
/** How many times, or how many. */
export const Count = z.number().int().min(1).register(kinds, { kind: "count" });
/** A value in the unit of the thing it belongs to. */
export const Value = z.number().register(kinds, { kind: "number" });
/** A share of a whole, 0 to 1. Forms ask for percent. */
export const Share = z.number().min(0).max(1).register(kinds, { kind: "share" });
firsts.add(Share, { fresh: () => 0.5 });

/** What a field holds; null for a reference, and for what tells the kind of leaf. */
export function fieldKindOf(field: z.core.$ZodType): FieldKind | null {
  return kinds.get(field)?.kind ?? null;
}

/**
 * A first value of a field that may be left out, of a list's new entry, or of one shape of several; null where there is
 * none.
 *
 * @param option Which of several shapes.
 */
export function freshOf(field: z.core.$ZodType, scenario: Fresh, option = ""): unknown {
  return firsts.get(field)?.fresh(scenario, option) ?? null;
}
