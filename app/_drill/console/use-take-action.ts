"use client";

import { useMemo, useState } from "react";
import { useLiveDrill } from "@/app/_drill/live/drill-context";
import type { Answers, Known } from "@/domain/actions/asks/ask";
import { commandOf, hasToAsk, withPresets } from "@/domain/actions/asks/asks";
import { knownToSide } from "@/domain/view/known";
import type { ActionKnown, SideSetting, SideView } from "@/domain/view/schema";

/** An action that still needs something from the person, with what is answered already. */
export type OpenAction = { action: ActionKnown; given: Answers };

/**
 * Takes an action at once when all it needs is known, and opens its window when it is not: most things are one
 * press, and nothing is asked that has only one answer.
 */
export function useTakeAction(
  setting: SideSetting,
  view: SideView,
): {
  open: OpenAction | null;
  /** Resolves to whether it was done, or its window asks for the rest. */
  begin: (action: ActionKnown, given: Partial<Answers>, details?: boolean) => Promise<boolean>;
  close: () => void;
} {
  const { act } = useLiveDrill();
  const [open, setOpen] = useState<OpenAction | null>(null);

  async function begin(action: ActionKnown, given: Partial<Answers>, details = false) {
    const known = knownToSide(setting, view);
    const answers = withPresets(action, known, given);
    if (details || hasToAsk(action, known, answers)) {
      setOpen({ action, given: answers });
      return true;
    }
    return act({ type: "TakeAction", ...commandOf(action, answers) });
  }
  return { open, begin, close: () => setOpen(null) };
}

/** What a side can name. */
export function useKnown(setting: SideSetting, view: SideView): Known {
  return useMemo(() => knownToSide(setting, view), [setting, view]);
}
