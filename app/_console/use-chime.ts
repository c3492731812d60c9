"use client";

import { useCallback, useEffect, useRef, useSyncExternalStore } from "react";

/** Where this browser remembers that someone does not want sounds. */
const MUTED = "sandtable.sounds-off";
const CHANGED = "sandtable:sounds-changed";

/**
 * Rings when a count grows: a new call, a move that waits for a ruling. Two soft tones made on the spot, no file
 * to load. A browser lets no page sound before its person has touched it; then the ring is simply not heard.
 */
export function useChime(count: number): { muted: boolean; toggle: () => void } {
  const muted = useSyncExternalStore(
    (changed) => {
      window.addEventListener(CHANGED, changed);
      return () => window.removeEventListener(CHANGED, changed);
    },
    () => localStorage.getItem(MUTED) !== null,
    () => true,
  );
  const before = useRef<number | null>(null);

  useEffect(() => {
    if (before.current !== null && count > before.current && !muted) ring();
    before.current = count;
  }, [count, muted]);

  const toggle = useCallback(() => {
    if (localStorage.getItem(MUTED) === null) localStorage.setItem(MUTED, "1");
    else localStorage.removeItem(MUTED);
    window.dispatchEvent(new Event(CHANGED));
  }, []);
  return { muted, toggle };
}

let sound: AudioContext | null = null;

function ring(): void {
  if (typeof AudioContext === "undefined") return;
  // Not every browser tells; one that does is not asked in vain.
  if ("userActivation" in navigator && !navigator.userActivation.hasBeenActive) return;
  sound ??= new AudioContext();
  const context = sound;
  for (const [i, hertz] of [660, 880].entries()) {
    const start = context.currentTime + i * 0.16;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0.0001, start);
    volume.gain.exponentialRampToValueAtTime(0.12, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.15);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + 0.16);
  }
}
