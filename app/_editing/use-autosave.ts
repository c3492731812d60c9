"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { readableError } from "@/app/_trpc/readable-error";
import type { Saving } from "@/app/_ui/save-state";

/** After the last keystroke, in ms; well below the two seconds of work that may be lost. */
const PAUSE_MS = 900;
/** Before another try when the server could not be reached, in ms. */
const RETRY_MS = 4_000;

/** Something stored, with the revision it was stored as. */
export type Stored<T> = { content: T; revision: number; editedAtMs: number };

/**
 * Keeps a draft on the server a moment behind its author.
 *
 * Saves go one after the other, each naming the revision it was made from. A conflict stops them until the
 * author has chosen. What cannot be stored yet (a name still empty) waits until it can.
 *
 * @param content What there is now; a change of it makes a new object.
 * @param opening What was stored when the author began.
 * @param fits Whether `content` can be stored as it is.
 */
export function useAutosave<T>({
  content,
  opening,
  fits,
  save,
  reread,
}: {
  content: T;
  opening: Stored<T>;
  fits: boolean;
  save: (content: T, revision: number) => Promise<{ revision: number; editedAtMs: number }>;
  reread: () => Promise<Stored<T>>;
}) {
  const [revision, setRevision] = useState(opening.revision);
  const [savedAtMs, setSavedAtMs] = useState(opening.editedAtMs);
  const [saved, setSaved] = useState<T>(opening.content);
  const [outcome, setOutcome] = useState<"fine" | "failed" | "conflict">("fine");
  const [saving, setSaving] = useState(false);
  const dirty = content !== saved;

  // What a save under way must see when it ends, not what it saw when it began.
  const latest = useRef({ content, revision, dirty, fits, save, reread });
  useEffect(() => {
    latest.current = { content, revision, dirty, fits, save, reread };
  });
  const underWay = useRef<Promise<number | null> | null>(null);

  /** Saves what there is. @returns the revision now stored, or null when it could not be. */
  const saveNow = useCallback(async (): Promise<number | null> => {
    if (underWay.current) await underWay.current;
    const now = latest.current;
    if (!now.dirty) return now.revision;
    if (!now.fits) return null;
    const attempt = async () => {
      setSaving(true);
      try {
        const answer = await now.save(now.content, now.revision);
        latest.current = {
          ...latest.current,
          revision: answer.revision,
          dirty: latest.current.content !== now.content,
        };
        setRevision(answer.revision);
        setSavedAtMs(answer.editedAtMs);
        setSaved(now.content);
        setOutcome("fine");
        return answer.revision;
      } catch (error) {
        setOutcome(readableError(error).code === "changed-meanwhile" ? "conflict" : "failed");
        return null;
      } finally {
        setSaving(false);
        underWay.current = null;
      }
    };
    underWay.current = attempt();
    return underWay.current;
  }, []);

  useEffect(() => {
    if (!dirty || !fits || saving || outcome === "conflict") return;
    const timer = setTimeout(() => void saveNow(), outcome === "failed" ? RETRY_MS : PAUSE_MS);
    return () => clearTimeout(timer);
  }, [content, dirty, fits, saving, outcome, saveNow]);

  useEffect(() => {
    if (!dirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    // The browser may be closed before the pause is over: save as soon as the page is out of sight.
    const hurry = () => {
      if (document.visibilityState === "hidden" && outcome !== "conflict") void saveNow();
    };
    window.addEventListener("beforeunload", warn);
    document.addEventListener("visibilitychange", hurry);
    return () => {
      window.removeEventListener("beforeunload", warn);
      document.removeEventListener("visibilitychange", hurry);
    };
  }, [dirty, outcome, saveNow]);

  // Going to another page of the product is not closing it: what is left is saved on the way out.
  const isLost = outcome === "conflict";
  useEffect(
    () => () => {
      if (latest.current.dirty && !isLost) void saveNow();
    },
    [isLost, saveNow],
  );

  /** After a conflict: what is here goes on top of what the other person saved. */
  const keepMine = useCallback(async () => {
    const theirs = await latest.current.reread();
    latest.current = { ...latest.current, revision: theirs.revision, dirty: true };
    setRevision(theirs.revision);
    setOutcome("fine");
  }, []);

  /** After a conflict: what the other person saved. @returns it, to go on from. */
  const takeTheirs = useCallback(async (): Promise<T> => {
    const theirs = await latest.current.reread();
    latest.current = { ...latest.current, ...theirs, dirty: false, fits: true };
    setRevision(theirs.revision);
    setSavedAtMs(theirs.editedAtMs);
    setSaved(theirs.content);
    setOutcome("fine");
    return theirs.content;
  }, []);

  const state: Saving =
    outcome === "conflict"
      ? "conflict"
      : saving
        ? "saving"
        : !dirty
          ? "saved"
          : outcome === "failed"
            ? "failed"
            : "unsaved";
  return { state, savedAtMs, revision, saveNow, keepMine, takeTheirs };
}
