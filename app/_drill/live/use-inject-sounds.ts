"use client";

import { useEffect, useRef } from "react";
import type { DeliverySeen } from "@/domain/view/schema";
import { KIND_TONES, play, RING } from "./tones";
import { useMuted } from "./use-chime";

/** A telephone rings, pauses, and rings again, in ms. */
const RINGS_EVERY_MS = 3_000;

/** Every kind of information with a sound of its own, and a call rings until somebody answers it. */
export function useInjectSounds(
  inbox: readonly DeliverySeen[],
  ringing: boolean,
): { muted: boolean; toggle: () => void } {
  const sounds = useMuted();
  const { muted } = sounds;
  const heard = useRef<number | null>(null);

  useEffect(() => {
    const before = heard.current;
    heard.current = inbox.length;
    if (before === null || muted) return;
    // Where several come at once the newest speaks for them; calls ring by themselves.
    const newest = [...inbox.slice(before)].reverse().find(({ kind }) => kind !== "call");
    if (newest) play(KIND_TONES[newest.kind]);
  }, [inbox, muted]);

  useEffect(() => {
    if (!ringing || muted) return;
    play(RING);
    const timer = setInterval(() => play(RING), RINGS_EVERY_MS);
    return () => clearInterval(timer);
  }, [ringing, muted]);
  return sounds;
}
