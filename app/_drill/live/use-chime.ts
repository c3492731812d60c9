"use client";

import { useCallback, useEffect, useRef, useSyncExternalStore } from "react";
import { NOTICE, play } from "./tones";

/** Where this browser remembers that someone does not want sounds. */
const MUTED = "sandtable.sounds-off";
const CHANGED = "sandtable:sounds-changed";

/** Whether sounds are off on this device, and the switch. Off until the page has looked. */
export function useMuted(): { muted: boolean; toggle: () => void } {
  const muted = useSyncExternalStore(
    (changed) => {
      window.addEventListener(CHANGED, changed);
      return () => window.removeEventListener(CHANGED, changed);
    },
    () => localStorage.getItem(MUTED) !== null,
    () => true,
  );
  const toggle = useCallback(() => {
    if (localStorage.getItem(MUTED) === null) localStorage.setItem(MUTED, "1");
    else localStorage.removeItem(MUTED);
    window.dispatchEvent(new Event(CHANGED));
  }, []);
  return { muted, toggle };
}

/** Sounds when a count grows, such as that of the moves that wait for a ruling. */
export function useChime(count: number): { muted: boolean; toggle: () => void } {
  const sounds = useMuted();
  const { muted } = sounds;
  const before = useRef<number | null>(null);

  useEffect(() => {
    if (before.current !== null && count > before.current && !muted) play(NOTICE);
    before.current = count;
  }, [count, muted]);
  return sounds;
}
