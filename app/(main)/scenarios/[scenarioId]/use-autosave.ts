"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useTRPCClient } from "@/app/_trpc/client";
import { readableError } from "@/app/_trpc/readable-error";
import type { RouterOutputs } from "@/app/_trpc/router-types";
import type { Saving } from "@/app/_ui/save-state";
import { Scenario } from "@/domain/scenario/schema";

type CheckedProblem = RouterOutputs["scenario"]["read"]["problems"][number];

/** After the last keystroke, in ms; well below the two seconds of work that may be lost. */
const PAUSE_MS = 900;
/** Before another try when the server could not be reached, in ms. */
const RETRY_MS = 4_000;

/**
 * Keeps a draft on the server a moment behind the author.
 *
 * Saves go one after the other, each naming the revision it was made from. A conflict stops them until the
 * author has chosen. What does not fit the schema (a name still empty) waits until it does.
 */
export function useAutosave(
  scenarioId: string,
  content: Scenario,
  opening: { revision: number; editedAtMs: number; content: Scenario; problems: readonly CheckedProblem[] },
) {
  const client = useTRPCClient();
  const [revision, setRevision] = useState(opening.revision);
  const [savedAtMs, setSavedAtMs] = useState(opening.editedAtMs);
  const [problems, setProblems] = useState(opening.problems);
  const [saved, setSaved] = useState<Scenario>(opening.content);
  const [outcome, setOutcome] = useState<"fine" | "failed" | "conflict">("fine");
  const [saving, setSaving] = useState(false);

  const parsed = Scenario.safeParse(content);
  const fits = parsed.success;
  const issues = parsed.success ? [] : parsed.error.issues;
  const dirty = content !== saved;

  // What a save under way must see when it ends, not what it saw when it began.
  const latest = useRef({ content, revision, dirty, fits });
  useEffect(() => {
    latest.current = { content, revision, dirty, fits };
  });
  const underWay = useRef<Promise<number | null> | null>(null);

  /** Saves what there is. @returns the revision now stored, or null when it could not be. */
  const saveNow = useCallback(async (): Promise<number | null> => {
    if (underWay.current) await underWay.current;
    const { content: wanted, revision: from, dirty: isNeeded, fits: isPossible } = latest.current;
    if (!isNeeded) return from;
    if (!isPossible) return null;
    const attempt = async () => {
      setSaving(true);
      try {
        const answer = await client.scenario.save.mutate({ scenarioId, revision: from, content: wanted });
        latest.current = {
          ...latest.current,
          revision: answer.revision,
          dirty: latest.current.content !== wanted,
        };
        setRevision(answer.revision);
        setSavedAtMs(answer.editedAtMs);
        setProblems(answer.problems);
        setSaved(wanted);
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
  }, [client, scenarioId]);

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

  /** After a conflict: what is here goes on top of what the other person saved. */
  const keepMine = useCallback(async () => {
    const theirs = await client.scenario.read.query({ scenarioId });
    latest.current = { ...latest.current, revision: theirs.revision, dirty: true };
    setRevision(theirs.revision);
    setOutcome("fine");
  }, [client, scenarioId]);

  /** After a conflict: what the other person saved, taken for the state to go on from. */
  const takeTheirs = useCallback(async () => {
    const theirs = await client.scenario.read.query({ scenarioId });
    latest.current = { content: theirs.content, revision: theirs.revision, dirty: false, fits: true };
    setRevision(theirs.revision);
    setSavedAtMs(theirs.editedAtMs);
    setProblems(theirs.problems);
    setSaved(theirs.content);
    setOutcome("fine");
    return theirs.content;
  }, [client, scenarioId]);

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
  return { state, savedAtMs, revision, problems, issues, saveNow, keepMine, takeTheirs };
}
