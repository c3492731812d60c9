"use client";

import { useCallback, useEffect, useRef, useState, type RefObject } from "react";
import type { z } from "zod";
import { readableError } from "@/app/_trpc/readable-error";
import type { Saving } from "@/app/_ui/save-state";
import { isSame, merged, type Clash } from "./merge";
import { storablePart } from "./storable";

/** After the last keystroke, in ms; well below the two seconds of work that may be lost. */
const PAUSE_MS = 900;
/** Before another try when the server could not be reached, in ms. */
const RETRY_MS = 4_000;

/** Something stored, with the revision it was stored as. */
export type Stored<T> = { content: T; revision: number; editedAtMs: number };

/** How a draft is kept, and what its author can do about it. */
export type Autosave<T> = {
  state: Saving;
  savedAtMs: number;
  revision: number;
  /** Saves what there is. @returns the revision now stored, or null when not all of it could be. */
  saveNow: () => Promise<number | null>;
  /**
   * After a conflict: what both have made of it, mine where both changed one field.
   *
   * @returns it, to go on from, and those fields.
   */
  keepMine: () => Promise<{ content: T; clashes: Clash[] }>;
  /** After a conflict: what the other person saved. @returns it, to go on from. */
  takeTheirs: () => Promise<T>;
};

/**
 * Keeps a draft on the server a moment behind its author.
 *
 * Saves go one after the other, each naming the revision it was made from. A conflict stops them until the
 * author has chosen. What cannot be stored yet (a name still empty) waits until it can, and nothing else waits for it.
 *
 * @param content What there is now; a change of it makes a new object.
 * @param opening What was stored when the author began.
 * @param schema What can be stored.
 */
export function useAutosave<T>({
  content,
  opening,
  schema,
  mayStore = true,
  save,
  reread,
}: {
  content: T;
  opening: Stored<T>;
  schema: z.ZodType<T>;
  /** False where the document is not the reader's to change. */
  mayStore?: boolean;
  save: (content: T, revision: number) => Promise<{ revision: number; editedAtMs: number }>;
  reread: () => Promise<Stored<T>>;
}): Autosave<T> {
  const [revision, setRevision] = useState(opening.revision);
  const [savedAtMs, setSavedAtMs] = useState(opening.editedAtMs);
  /** What was there when it was last saved: all of it, or all that could be stored. */
  const [saved, setSaved] = useState<T>(opening.content);
  const [heldBack, setHeldBack] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>("fine");
  const [saving, setSaving] = useState(false);
  const dirty = content !== saved;

  // What a save under way must see when it ends, not what it saw when it began.
  const latest = useRef({ content, revision, dirty, heldBack, schema, mayStore, save, reread });
  useEffect(() => {
    latest.current = { content, revision, dirty, heldBack, schema, mayStore, save, reread };
  });
  /** What the server has, as far as is known here: what a colleague's changes are told from. */
  const stored = useRef(opening.content);
  const underWay = useRef<Promise<number | null> | null>(null);

  const saveNow = useCallback(async (): Promise<number | null> => {
    if (underWay.current) await underWay.current;
    const now = latest.current;
    if (!now.dirty) return now.heldBack ? null : now.revision;
    if (!now.mayStore) return null;
    const part = storablePart(now.content, stored.current, now.schema);
    if (part === null) return null;
    const isPart = part !== now.content;
    if (isPart && isSame(part, stored.current)) {
      latest.current = { ...latest.current, dirty: latest.current.content !== now.content, heldBack: true };
      setSaved(now.content);
      setHeldBack(true);
      return null;
    }
    const attempt = async () => {
      setSaving(true);
      try {
        const answer = await now.save(part, now.revision);
        stored.current = part;
        latest.current = {
          ...latest.current,
          revision: answer.revision,
          dirty: latest.current.content !== now.content,
          heldBack: isPart,
        };
        setRevision(answer.revision);
        setSavedAtMs(answer.editedAtMs);
        setSaved(now.content);
        setHeldBack(isPart);
        setOutcome("fine");
        return isPart ? null : answer.revision;
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

  useSavingOnTime({ content, dirty, heldBack, saving, outcome, saveNow, latest });

  const keepMine = useCallback(async (): Promise<{ content: T; clashes: Clash[] }> => {
    const theirs = await latest.current.reread();
    const result = merged(stored.current, latest.current.content, theirs.content);
    stored.current = theirs.content;
    latest.current = {
      ...latest.current,
      content: result.content,
      revision: theirs.revision,
      dirty: true,
      heldBack: false,
    };
    setRevision(theirs.revision);
    setSavedAtMs(theirs.editedAtMs);
    setSaved(theirs.content);
    setHeldBack(false);
    setOutcome("fine");
    return result;
  }, []);

  const takeTheirs = useCallback(async (): Promise<T> => {
    const theirs = await latest.current.reread();
    latest.current = { ...latest.current, ...theirs, dirty: false, heldBack: false };
    stored.current = theirs.content;
    setRevision(theirs.revision);
    setSavedAtMs(theirs.editedAtMs);
    setSaved(theirs.content);
    setHeldBack(false);
    setOutcome("fine");
    return theirs.content;
  }, []);

  const state = stateOf({ outcome, saving, dirty, heldBack });
  return { state, savedAtMs, revision, saveNow, keepMine, takeTheirs };
}

/** How the last save ended. */
type Outcome = "fine" | "failed" | "conflict";

/** Saves when the author pauses, when the page is out of sight and when they go elsewhere. */
function useSavingOnTime({
  content,
  dirty,
  heldBack,
  saving,
  outcome,
  saveNow,
  latest,
}: {
  content: unknown;
  dirty: boolean;
  heldBack: boolean;
  saving: boolean;
  outcome: Outcome;
  saveNow: () => Promise<unknown>;
  latest: RefObject<{ dirty: boolean }>;
}): void {
  useEffect(() => {
    if (!dirty || saving || outcome === "conflict") return;
    const timer = setTimeout(() => void saveNow(), outcome === "failed" ? RETRY_MS : PAUSE_MS);
    return () => clearTimeout(timer);
  }, [content, dirty, saving, outcome, saveNow]);

  useEffect(() => {
    if (!dirty && !heldBack) return;
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
  }, [dirty, heldBack, outcome, saveNow]);

  // Going to another page of the product is not closing it: what is left is saved on the way out.
  const isLost = outcome === "conflict";
  useEffect(
    () => () => {
      if (latest.current.dirty && !isLost) void saveNow();
    },
    [isLost, latest, saveNow],
  );
}

function stateOf({
  outcome,
  saving,
  dirty,
  heldBack,
}: {
  outcome: Outcome;
  saving: boolean;
  dirty: boolean;
  heldBack: boolean;
}): Saving {
  if (outcome === "conflict") return "conflict";
  if (saving) return "saving";
  if (!dirty && !heldBack) return "saved";
  return outcome === "failed" ? "failed" : "unsaved";
}
