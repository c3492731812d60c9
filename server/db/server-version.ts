import "server-only";
import { openClient } from "./client";

/** The oldest major version whose behaviour we rely on; older ones get no corrections any more either. */
const MAJOR_MIN = 15;

/** The minor release of each major that has the corrections of November 2026 (docs: safety, minimum versions). */
const CORRECTED_MINOR: Readonly<Record<number, number>> = { 15: 20, 16: 16, 17: 12, 18: 7 };

export type ServerVerdict =
  | { verdict: "good"; version: string }
  | { verdict: "outdated"; version: string; wanted: string }
  | { verdict: "too-old"; version: string; wanted: string }
  | { verdict: "unreachable"; address: string; reason: string };

/** Looks at a PostgreSQL server before anything is entrusted to it. Never throws for what an operator can fix. */
export async function judgeServer(url: string): Promise<ServerVerdict> {
  const client = openClient(url, { connectionsMax: 1, connectTimeoutSeconds: 5 });
  try {
    const [row] = await client<{ server_version: string; number: number }[]>`
      select current_setting('server_version') as server_version,
             current_setting('server_version_num')::int as number`;
    return judgeVersion(row?.number ?? 0, row?.server_version ?? "?");
  } catch (error) {
    return { verdict: "unreachable", address: addressOf(url), reason: reasonOf(error) };
  } finally {
    await client.end({ timeout: 1 });
  }
}

/** @param number As in `server_version_num`: 180004 is 18.4. */
export function judgeVersion(number: number, version: string): ServerVerdict {
  const major = Math.floor(number / 10_000);
  const minor = number % 10_000;
  if (major < MAJOR_MIN) return { verdict: "too-old", version, wanted: String(MAJOR_MIN) };
  const corrected = CORRECTED_MINOR[major];
  if (corrected !== undefined && minor < corrected) {
    return { verdict: "outdated", version, wanted: `${major}.${corrected}` };
  }
  return { verdict: "good", version };
}

/** Where a URL leads, without its password. */
function addressOf(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url);
  return `${searchParams.get("host") ?? hostname}:${port === "" ? "5432" : port}${pathname}`;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Node reports a name with several addresses as one error without words of its own.
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join("; ");
  return error.message === "" && "code" in error ? String(error.code) : error.message;
}
