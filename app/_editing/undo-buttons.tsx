"use client";

import { Redo2, Undo2 } from "lucide-react";
import { IconButton } from "@/app/_ui/icon-button";
import type { Written } from "./use-history";

/** Takes the last change back, and makes it again. */
export function UndoButtons<T>({
  of: { history, undo, redo },
  labels,
}: {
  of: Written<T>;
  labels: { undo: string; redo: string };
}) {
  return (
    <>
      <IconButton
        label={labels.undo}
        shortcut="Mod+Z"
        icon={<Undo2 aria-hidden="true" />}
        disabled={history.past.length === 0}
        onClick={undo}
      />
      <IconButton
        label={labels.redo}
        shortcut="Mod+Y"
        icon={<Redo2 aria-hidden="true" />}
        disabled={history.future.length === 0}
        onClick={redo}
      />
    </>
  );
}
