import "server-only";

/** Codes of the driver and of the system under it for a database that cannot be reached, or was lost on the way. */
const LOST: ReadonlySet<string> = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "EPIPE",
  "ETIMEDOUT",
]);

/**
 * SQLSTATEs of a server that cannot do its work now: connections (08), no disk, memory or connection left (53), a lock
 * somebody else keeps (55P03), shut down or starting (57P), failures of the disk (58).
 */
const UNABLE = /^(08...|53...|55P03|57P..|58...)$/;

/** Whether something failed because the database cannot be used now, and not because of what was asked of it. */
export function isOutage(error: unknown): boolean {
  for (let one = error; one instanceof Error; one = one.cause) {
    const code = "code" in one ? one.code : undefined;
    if (typeof code === "string" && (LOST.has(code) || UNABLE.test(code))) return true;
  }
  return false;
}
