import { z } from "zod";
import { LegalBasis } from "@/domain/actions/schema";
import { FilledText, LocalText } from "@/domain/text";

/** Case teaching knows three kinds: to follow, to avoid, and to argue about. */
export const CaseKind = z.enum(["exemplary", "cautionary", "discussion"]);
export type CaseKind = z.infer<typeof CaseKind>;

/** draft -> in-review -> published; a reviewer may send it back, an editor may retire it. */
export const CaseStatus = z.enum(["draft", "in-review", "published", "retired"]);
export type CaseStatus = z.infer<typeof CaseStatus>;

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "id-malformed");

export const CaseSection = z.strictObject({
  id,
  heading: FilledText,
  /** Markdown: paragraphs, lists, emphasis, quotations. Never HTML. */
  body: LocalText,
});

export const CaseTimelineEntry = z.strictObject({
  /** Since the first call, in ms. */
  atMs: z.number().int().min(0),
  text: FilledText,
  /** A moment on which the case turned. */
  turningPoint: z.boolean(),
});

/** A question whose answer stays hidden until the reader has chosen. */
export const CaseDecision = z.strictObject({
  id,
  prompt: FilledText,
  options: z
    .array(z.strictObject({ id, label: FilledText, feedback: FilledText }))
    .min(2)
    .max(6),
  bestOptionId: id,
});
export type CaseDecision = z.infer<typeof CaseDecision>;

/** A past incident or drill, kept so that officers learn from it. */
export const CaseStudy = z.strictObject({
  schemaVersion: z.literal(1),
  title: FilledText,
  /** What a reader knows after 30 seconds. */
  summary: FilledText,
  kind: CaseKind,
  category: FilledText,
  place: FilledText,
  occurredOn: z.iso.date().nullable(),
  tags: z.array(FilledText).max(20),
  /** A few figures that tell the case: "on scene in", "3 min". */
  figures: z.array(z.strictObject({ label: FilledText, value: FilledText })).max(8),
  timeline: z.array(CaseTimelineEntry).max(300),
  sections: z.array(CaseSection).min(1).max(20),
  lessons: z.array(FilledText).max(30),
  decisions: z.array(CaseDecision).max(20),
  legal: z.array(LegalBasis).max(30),
});
export type CaseStudy = z.infer<typeof CaseStudy>;
