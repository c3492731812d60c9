"use client";

import { useCallback } from "react";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { useToast } from "@/app/_ui/toast";
import type { DrillCommand } from "@/domain/drill/schema";

/** Asks the server; shows its sentence when it refuses. True when it was done. */
export function useAct(
  send: (command: DrillCommand) => Promise<void>,
): (command: DrillCommand) => Promise<boolean> {
  const toast = useToast();
  const errorText = useErrorText();
  return useCallback(
    async (command: DrillCommand) => {
      try {
        await send(command);
        return true;
      } catch (refused) {
        toast({ title: errorText(refused), tone: "problem" });
        return false;
      }
    },
    [send, toast, errorText],
  );
}
