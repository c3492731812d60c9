import { z } from "zod";
import { FilledText } from "@/domain/text";
import { ResponseClass } from "@/domain/ground/schema";

/**
 * The stages a call goes through. A call is `diverted` instead of handled when
 * another line (12345, 114) is the right one for it.
 */
export const IncidentStatus = z.enum([
  "reported",
  "accepted",
  "classified",
  "dispatched",
  "on-scene",
  "controlled",
  "closed",
  "diverted",
]);
export type IncidentStatus = z.infer<typeof IncidentStatus>;

/** 1 is the most urgent. */
export const Priority = z.union([z.literal(1), z.literal(2), z.literal(3)]);
export type Priority = z.infer<typeof Priority>;

/**
 * One response-time standard: from one stage of a call to a later one, in tiers.
 * The first tier whose conditions fit the incident applies. Times are local policy
 * ("1-3-5-8" here, "5/10" elsewhere), so they are data of an organisation.
 */
export const Standard = z.strictObject({
  id: z.string().min(1).max(64),
  name: FilledText,
  from: IncidentStatus,
  to: IncidentStatus,
  tiers: z
    .array(
      z.strictObject({
        /** Empty: every class of place. */
        responseClasses: z.array(ResponseClass),
        /** Empty: every priority. */
        priorities: z.array(Priority),
        /** Up to here full marks, in ms of drill time. */
        fullMs: z.number().int().min(0),
        /** From here no marks, in ms of drill time; between the two a straight line. */
        limitMs: z.number().int().positive(),
      }),
    )
    .min(1),
});
export type Standard = z.infer<typeof Standard>;

/** How long a captain may appeal where a policy does not say, in ms: two days. */
export const APPEAL_WINDOW_MS = 172_800_000;

/** The response-time standards of an organisation, in one version. */
export const Policy = z.strictObject({
  /** Of the document's shape; none: the first. */
  schemaVersion: z.literal(1).optional(),
  id: z.string().min(1).max(64),
  /** Of the standards in it: what an organisation decided when. */
  version: z.number().int().min(1),
  name: FilledText,
  standards: z.array(Standard).min(1),
  /** How long after the release a captain may appeal, in ms of wall time; none: two days. 0: not at all. */
  appealWindowMs: z.number().int().min(0).max(2_592_000_000).optional(),
});
export type Policy = z.infer<typeof Policy>;
