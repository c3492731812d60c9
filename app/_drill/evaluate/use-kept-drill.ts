"use client";

import { useEffect, useRef, useState } from "react";
import { useLocale } from "next-intl";
import { later } from "@/app/_ui/later";
import { deviceMs, wallApartMs, wallMs, watchLeaps } from "@/app/_ui/device-clock";
import { useAppearance } from "@/app/_shell/appearance";
import { canKeepPages, forgetPages, keepPage } from "@/app/_device/keep-page";
import { forgetOthers, keepSetting, keepView, readKeptDrill, type KeptDrill } from "@/app/_device/kept-drill";
import { forgetOrphans } from "@/app/_device/photos";
import type { EvaluatorView, FullSetting } from "@/domain/view/schema";
import { photosWaiting } from "./outbox";

const keySheet = later(() => import("@/app/_ui/shortcut-sheet"));

/** A view is written down at most this often, in ms: a tablet's storage wears out, and nobody works by the second. */
const KEEP_EVERY_MS = 3_000;
/** And this often without any change, in ms, because the screen says how old it is. */
const CONFIRM_EVERY_MS = 30_000;

/** What this device has kept of the drill; undefined while it is being looked up. */
export function useKeptDrill(drillId: string, personId: string): KeptDrill | null | undefined {
  const [kept, setKept] = useState<KeptDrill | null | undefined>(undefined);
  useEffect(() => {
    let over = false;
    async function read() {
      // A browser without a database, as in some private windows, still works with a network.
      const found = await readKeptDrill(personId, drillId).catch(() => null);
      if (!over) setKept(found);
    }
    void read();
    return () => {
      over = true;
    };
  }, [drillId, personId]);
  return kept;
}

/**
 * Keeps the screen and what it shows on this device, for as long as there is a network to learn of anything new.
 * What others kept here before is forgotten.
 *
 * @returns Whether the screen would open again without a network; "cannot" where browsers do not allow it, as on a
 *   plain http address.
 */
export function useKeeping({
  drillId,
  personId,
  setting,
  view,
  serverOffsetMs,
  asOfMs,
  live,
}: {
  drillId: string;
  personId: string;
  setting: FullSetting;
  view: EvaluatorView;
  serverOffsetMs: number;
  /** From when the view is, Unix time in ms by the server's clock; null while it is of now. */
  asOfMs: number | null;
  /** Whether all this comes from the server just now. */
  live: boolean;
}): "keeping" | "ready" | "cannot" {
  const [page, setPage] = useState<"keeping" | "ready" | "cannot">("keeping");
  const locale = useLocale();
  const { theme } = useAppearance();

  useEffect(() => {
    if (!live) return;
    async function keep() {
      // Asked for once: a browser that needs room must not take it from what the server does not have yet.
      if ("storage" in navigator) await navigator.storage.persist();
      await forgetOthers(personId, wallMs());
      await forgetOrphans(photosWaiting(), wallMs());
      await keepSetting(personId, drillId, setting);
    }
    void keep().catch(keepsNothing);
  }, [live, personId, drillId, setting]);

  // The page is kept as it looks: in another language it is another page.
  useEffect(() => {
    if (!live) return;
    async function keep() {
      if (!canKeepPages()) {
        await forgetPages(personId);
        return setPage("cannot");
      }
      // The sheet of keys is fetched when it is first asked for; without a network it would not come.
      await keySheet.now();
      setPage((await keepPage(personId, drillId)) ? "ready" : "cannot");
    }
    void keep().catch(keepsNothing);
  }, [live, personId, drillId, locale, theme]);

  const latest = useRef({ view, serverOffsetMs, asOfMs: 0 });
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => {
    if (!live) return;
    latest.current = { view, serverOffsetMs, asOfMs: deviceMs() + serverOffsetMs };
    if (timer.current !== null) return;
    function keep() {
      timer.current = null;
      void keepView(personId, drillId, byWallClock(latest.current)).catch(keepsNothing);
    }
    keep();
    timer.current = setTimeout(keep, KEEP_EVERY_MS);
  }, [live, personId, drillId, view, serverOffsetMs]);

  // A drill in which nothing happens is still known to be so.
  useEffect(() => {
    if (!live) return;
    let lastMs = deviceMs();
    const again = setInterval(() => {
      const nowMs = deviceMs();
      const slept = nowMs - lastMs > 2 * CONFIRM_EVERY_MS;
      lastMs = nowMs;
      // A tablet that wakes up takes its dead connection for a live one for a moment.
      if (slept) return;
      latest.current = { ...latest.current, asOfMs: nowMs + latest.current.serverOffsetMs };
      void keepView(personId, drillId, byWallClock(latest.current)).catch(keepsNothing);
    }, CONFIRM_EVERY_MS);
    return () => clearInterval(again);
  }, [live, personId, drillId]);

  // The next life of this page has nothing but the device's wall clock: it must know that it was set.
  const shown = useRef({ view, serverOffsetMs, asOfMs });
  useEffect(() => {
    shown.current = { view, serverOffsetMs, asOfMs };
  });
  useEffect(
    () =>
      watchLeaps(() => {
        const { asOfMs: ofBefore, ...now } = shown.current;
        const kept = { ...now, asOfMs: ofBefore ?? deviceMs() + now.serverOffsetMs };
        void keepView(personId, drillId, byWallClock(kept)).catch(keepsNothing);
      }),
    [personId, drillId],
  );

  return page;
}

/** The offset as it is to the device's wall clock, which is all that the next life of the page can read. */
function byWallClock<T extends { serverOffsetMs: number }>(kept: T): T {
  return { ...kept, serverOffsetMs: Math.round(kept.serverOffsetMs - wallApartMs()) };
}

/** Storage that is full or forbidden takes the offline screen away, not the drill: the entries are kept elsewhere. */
function keepsNothing(): void {}
