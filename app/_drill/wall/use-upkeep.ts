"use client";

import { useEffect, useLayoutEffect } from "react";
import { z } from "zod";
import type { Connection } from "@/app/_ui/connection-state";

/** How often it is looked whether the server runs another build than the page came from. */
const LOOK_EVERY_MS = 10 * 60_000;
const READY_AGAIN_MS = 5_000;

const Health = z.object({ build: z.string().nullable() });

/** Keeps a screen that nobody touches alive: awake, dark, and on the release that the server runs. */
export function useUpkeep(connection: Connection): void {
  useDark();
  useAwake();
  useOwnRelease(connection);
}

/** A wall hangs in a dark room, whatever theme the person who put it up likes at their desk. */
function useDark(): void {
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    const before = dataset.theme;
    dataset.theme = "dark";
    return () => {
      if (before === undefined) delete dataset.theme;
      else dataset.theme = before;
    };
  }, []);
}

/** Asks the machine to leave the screen on, where the browser can; otherwise its own settings decide. */
function useAwake(): void {
  useEffect(() => {
    if (!("wakeLock" in navigator)) return;
    let over = false;
    let lock: WakeLockSentinel | null = null;
    async function hold() {
      if (over || document.visibilityState === "hidden" || (lock && !lock.released)) return;
      try {
        lock = await navigator.wakeLock.request("screen");
        if (over) await lock.release();
      } catch (error) {
        // Refused, as on an empty battery: then it is asked again the next time the page is shown.
        if (!(error instanceof DOMException)) throw error;
      }
    }
    void hold();
    const again = () => void hold();
    document.addEventListener("visibilitychange", again);
    return () => {
      over = true;
      document.removeEventListener("visibilitychange", again);
      void lock?.release();
    };
  }, []);
}

/**
 * Loads the page anew once the server runs another build: looked at after every outage, which is when a server was
 * exchanged, and now and then in case it was too short to be seen.
 */
function useOwnRelease(connection: Connection): void {
  useEffect(() => {
    if (connection !== "live") return;
    let over = false;
    async function look() {
      const build = await buildOfServer();
      if (over || build === null) return;
      // Of this page, however often the component is mounted.
      ownBuild ??= build;
      if (build !== ownBuild) void reloadOnceReady(() => over);
    }
    void look();
    const timer = setInterval(() => void look(), LOOK_EVERY_MS);
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, [connection]);
}

let ownBuild: string | null = null;

/** Null when it does not answer, and where there is no build, as during development. */
async function buildOfServer(): Promise<string | null> {
  const response = await answered("/health");
  if (response?.ok !== true) return null;
  return Health.parse(await response.json()).build;
}

/** A page that is asked for while the server starts would be an error that stays on the wall. */
export async function reloadOnceReady(isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    if ((await answered("/ready"))?.ok === true) {
      window.location.reload();
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, READY_AGAIN_MS));
  }
}

/** Null without an answer: the network is away, and that is no mistake of this page. */
async function answered(address: string): Promise<Response | null> {
  try {
    return await fetch(address, { cache: "no-store" });
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
