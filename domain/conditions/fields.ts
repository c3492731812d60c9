import { z } from "zod";
import { IncidentStatus } from "@/domain/policy/schema";
import { ActorStatus, Branch, Mark, Side } from "./terms";

/** What a field of a leaf holds that is no reference: how a form asks for it. */
export type FieldKind =
  | "side"
  | "branch"
  | "status"
  | "actor-status"
  | "compare"
  | "outcome"
  | "moment"
  | "length"
  | "count"
  | "number"
  | "mark";

const kinds = z.registry<{ kind: FieldKind }>();

kinds.add(Side, { kind: "side" });
kinds.add(Branch, { kind: "branch" });
kinds.add(IncidentStatus, { kind: "status" });
kinds.add(ActorStatus, { kind: "actor-status" });
kinds.add(Mark, { kind: "mark" });

/** A number that a form asks for; its bounds are its own. */
export function asNumber(schema: z.ZodNumber): z.ZodNumber {
  return schema.register(kinds, { kind: "number" });
}

/** Whether a value has to be at least or at most so much. */
export const Compare = z.enum([">=", "<="]).register(kinds, { kind: "compare" });
/** How an action turned out. */
export const Outcome = z.enum(["success", "failure"]).register(kinds, { kind: "outcome" });
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

/** What a field holds; null for a reference, and for what tells the kind of leaf. */
export function fieldKindOf(field: z.core.$ZodType): FieldKind | null {
  return kinds.get(field)?.kind ?? null;
}
