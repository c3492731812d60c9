import { z } from "zod";

/** What a text that is still to be written breaks, and nothing else does (domain/text.ts). */
const UNWRITTEN = "text-empty";

/**
 * What somebody is still writing: everything that `schema` accepts, and the same with texts that are still empty.
 * Other faults are refused as ever. Whoever publishes asks `schema` itself.
 *
 * An empty text is stored as one. A sentence put in its place would be read as the author's own.
 */
export function unfinished<Schema extends z.ZodType>(
  schema: Schema,
): z.ZodType<z.output<Schema>, z.input<Schema>> {
  return z.transform((value: z.input<Schema>, context): z.output<Schema> => {
    const whole = schema.safeParse(value);
    if (whole.success) return whole.data;
    for (const issue of whole.error.issues) {
      if (!isUnwritten(issue)) context.issues.push(issue as z.core.$ZodRawIssue);
    }
    // Without the check for empty texts this is what the schema makes of the value, its defaults included.
    return (schema._zod.run({ value, issues: [] }, { async: false }) as { value: z.output<Schema> }).value;
  });
}

/** Where a document still misses a text, as paths into it. */
export function unwrittenIn(schema: z.ZodType, value: unknown): (string | number)[][] {
  const { error } = schema.safeParse(value);
  return (error?.issues ?? [])
    .filter(isUnwritten)
    .map(({ path }) => path.map((step) => (typeof step === "symbol" ? String(step) : step)));
}

function isUnwritten(issue: z.core.$ZodIssue): boolean {
  return issue.code === "custom" && issue.message === UNWRITTEN;
}
