import { randomUUID } from "node:crypto";
import { expect, onTestFinished, test } from "vitest";
import { openClient } from "@/server/db/client";
import { debianFile } from "@/server/ops/launch/debian-file.mjs";
import { openHouse, readLedger, report } from "./house";
import { openReader } from "./reader";
import { runningScene } from "./scene";
import { sized } from "./testing";
import { inParallel, writerWith } from "./writer";

const library = debianFile("libfaketime", "usr/lib/*/faketime/libfaketime.so.1");

const AHEAD_S = 300;

test.skipIf(library === null)(
  "the clock of an instance that is five minutes ahead moves nothing in a drill: the database's counts",
  async () => {
    const house = await openHouse();
    onTestFinished(() => house.close());
    const right = await house.startInstance();
    const ahead = await house.startInstance({
      env: { LD_PRELOAD: library ?? "", FAKETIME: `+${AHEAD_S}s`, FAKETIME_DONT_FAKE_MONOTONIC: "1" },
    });
    const theirs = await aheadBy(ahead.origin);
    const { drillId, control, player } = await runningScene(house.db, { rate: 60 });
    const readers = [right, ahead].map(({ origin }) =>
      openReader({ where: () => origin, cookie: player, drillId, comeBackMs: () => 100 }),
    );
    const writer = writerWith(control);
    const commandIds = Array.from({ length: sized({ whole: 2_000, short: 400 }) }, () => randomUUID());
    await inParallel(8, commandIds, async (commandId, i) => {
      await writer.carryOut(() => (i % 2 ? ahead : right).origin, drillId, commandId, {
        type: "SendRadio",
        lane: 1,
        side: "responder",
        text: commandId,
        as: "HQ",
      });
    });
    writer.close();
    const sql = openClient(house.database.ownerUrl, { connectionsMax: 1 });
    const [times] = await sql<{ back: number; off: number; late: number; due: number }[]>`
      with e as (
        select position, at_ms, wall_ms, event,
               lag(wall_ms) over (order by position) as wall_before,
               lag(at_ms) over (order by position) as at_before
          from drill_events where drill_id = ${drillId})
      select count(*) filter (where wall_ms < wall_before or at_ms < at_before)::int as back,
             (max(abs(extract(epoch from now()) * 1000 - wall_ms)) / 1000)::int as off,
             count(*) filter (where event ->> 'type' = 'InjectDelivered')::int as due,
             coalesce(max(wall_ms - wall_before) filter (where event ->> 'type' = 'InjectDelivered'), 0)::int as late
        from e`;
    await sql.end();
    const ledger = await readLedger(house.database.ownerUrl, drillId);
    const { missing, doubled } = await ledger.check(commandIds);
    await expect
      .poll(() => readers.map((reader) => reader.radio().length), { timeout: 10_000 })
      .toEqual([commandIds.length, commandIds.length]);
    report("clocks five minutes apart", {
      "ahead s": theirs,
      acknowledged: commandIds.length,
      missing,
      doubled,
      gaps: ledger.gaps,
      "times that go back": times?.back ?? -1,
      "furthest from the database's clock s": times?.off ?? -1,
      "fell due": times?.due ?? 0,
    });
    expect(theirs).toBeGreaterThan(AHEAD_S - 10);
    expect({ missing, doubled, gaps: ledger.gaps, back: times?.back }).toEqual({
      missing: 0,
      doubled: 0,
      gaps: 0,
      back: 0,
    });
    expect(times?.off).toBeLessThan(AHEAD_S / 2);
    expect(times?.due).toBeGreaterThan(0);
    // Both see one order, whichever instance they watch through.
    expect(readers[0]?.radio()).toEqual(readers[1]?.radio());
    expect(readers.flatMap((reader) => reader.faults())).toEqual([]);
    for (const reader of readers) reader.close();
  },
  60_000,
);

/** How many seconds a server's own clock is ahead, as its answers say. */
async function aheadBy(origin: string): Promise<number> {
  const date = (await fetch(`${origin}/health`)).headers.get("date") ?? "";
  return Math.round((Date.parse(date) - Date.now()) / 1_000);
}
