import { fitting } from "@/domain/shortened";
import { zoneOffsetMs } from "@/app/_i18n/zoned-time";
/** Which entries of the trail are shown; lives in the address, so that a link shows the same ones. */
export type AuditFilter = {
  /** The beginning of an action's name: "person" or "person.edit". */
  action: string | null;
  actor: string;
  object: string;
  result: "done" | "refused" | null;
  /** Days as "2026-11-30", both included. */
  from: string;
  until: string;
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads a filter from the address. What makes no sense counts as not given. */
export function auditFilterFrom(param: (key: string) => string | null): AuditFilter {
  const day = (key: string) => {
    const value = param(key) ?? "";
    return DAY.test(value) && !Number.isNaN(Date.parse(value)) ? value : "";
  };
  const action = param("action") ?? "";
  const result = param("result");
  return {
    action: /^[a-z-]+(\.[a-z-]+)?$/.test(action) ? fitting(action, 60) : null,
    actor: fitting(param("actor") ?? "", 100),
    object: fitting(param("object") ?? "", 100),
    result: result === "done" || result === "refused" ? result : null,
    from: day("from"),
    until: day("until"),
  };
}

/** The same filter as an address; what is not given is left out. */
export function addressOfAudit(filter: AuditFilter): string {
  const given = Object.entries(filter).flatMap(([key, value]) => (value ? [[key, value]] : []));
  const query = new URLSearchParams(given).toString();
  return query === "" ? "/admin/audit" : `/admin/audit?${query}`;
}

/**
 * The filter as it is asked for: from the first moment of the first day to the first that is no longer meant, by the
 * clock of `timeZone`.
 */
export function askedOf({ from, until, ...filter }: AuditFilter, timeZone: string) {
  return {
    ...filter,
    fromMs: from === "" ? null : startOfDay(from, 0, timeZone),
    untilMs: until === "" ? null : startOfDay(until, 1, timeZone),
  };
}

/** The first moment of a day, or of the day `later` days after it, in Unix ms. */
function startOfDay(day: string, later: number, timeZone: string): number {
  const asUtc = Date.parse(`${day}T00:00:00Z`) + later * 86_400_000;
  // A zone's offset at that moment, found once more where the first guess lies on the other side of a change.
  const first = asUtc - zoneOffsetMs(timeZone, asUtc);
  return asUtc - zoneOffsetMs(timeZone, first);
}

/** A moment as "2026-11-30 23:59:59" by the clock of a zone: the same in every language, and sortable. */
export function clockText(atMs: number, timeZone: string): string {
  return new Date(atMs + zoneOffsetMs(timeZone, atMs))
    .toISOString()
    .replace(/\.\d+Z$/, "")
    .replace("T", " ");
}
