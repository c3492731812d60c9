import { TRPCClientError } from "@trpc/client";
import { isRefusalCode, type RefusalCode, type RefusalParams } from "@/domain/refusal";

/** A failed call as a screen shows it. */
export type ReadableError = {
  /** For people, in their language, if the server could be reached; null when there was no answer at all. */
  sentence: string | null;
  /** The refusal's code; null for a bug or an outage. */
  code: RefusalCode | null;
  params: RefusalParams;
  /** One sentence per bad field, by dotted path; "" stands for the input as a whole. */
  fields: Readonly<Record<string, string>>;
  /** What to quote when reporting a bug. */
  requestId: string | null;
};

/** Reads what the server said in an error thrown by a query, mutation or subscription. */
export function readableError(error: unknown): ReadableError {
  const nothing: ReadableError = { sentence: null, code: null, params: {}, fields: {}, requestId: null };
  if (!(error instanceof TRPCClientError)) return nothing;

  // The type of `data` is a promise of our own server; a proxy in between may have answered something else.
  const data: unknown = error.data;
  if (!isRecord(data) || !("refusal" in data)) return nothing;
  const refusal = isRecord(data.refusal) ? data.refusal : {};
  return {
    sentence: error.message,
    code: isRefusalCode(refusal.code) ? refusal.code : null,
    params: entriesOf(refusal.params, (value) => typeof value === "string" || typeof value === "number"),
    fields: entriesOf(data.fields, (value) => typeof value === "string"),
    requestId: typeof data.requestId === "string" ? data.requestId : null,
  };
}

function entriesOf<T>(value: unknown, fits: (value: unknown) => value is T): Record<string, T> {
  const entries: Record<string, T> = {};
  if (!isRecord(value)) return entries;
  for (const [key, one] of Object.entries(value)) if (fits(one)) entries[key] = one;
  return entries;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
