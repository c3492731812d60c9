import { expect, test } from "vitest";
import { addressOfAudit, askedOf, auditFilterFrom } from "./audit-filter";

test("a filter of the trail survives its own address, and nonsense in an address is no filter", () => {
  const filter = {
    action: "person.edit",
    actor: "沈砺",
    object: "A&B",
    result: "refused" as const,
    from: "2026-11-01",
    until: "2026-11-30",
  };
  const params = new URLSearchParams(addressOfAudit(filter).split("?")[1]);
  expect(auditFilterFrom((key) => params.get(key))).toEqual(filter);
  const nonsense = new URLSearchParams("action=%3Cx&result=maybe&from=2026-13-45&until=yesterday");
  expect(addressOfAudit(auditFilterFrom((key) => nonsense.get(key)))).toBe("/admin/audit");
});

test("the days of a filter begin and end by the clock of the installation, also where it is put forward", () => {
  const days = (from: string, until: string, timeZone: string) => {
    const asked = askedOf({ ...auditFilterFrom(() => null), from, until }, timeZone);
    return [asked.fromMs, asked.untilMs].map((atMs) => new Date(atMs ?? 0).toISOString());
  };
  expect(days("2026-11-30", "2026-11-30", "Asia/Shanghai")).toEqual([
    "2026-11-29T16:00:00.000Z",
    "2026-11-30T16:00:00.000Z",
  ]);
  expect(days("2026-03-29", "2026-03-29", "Europe/Berlin")).toEqual([
    "2026-03-28T23:00:00.000Z",
    "2026-03-29T22:00:00.000Z",
  ]);
});
