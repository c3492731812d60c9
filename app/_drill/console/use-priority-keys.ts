"use client";

import { useEffect, useEffectEvent } from "react";
import { isTyping } from "@/app/_ui/shortcut";
import type { Priority } from "@/domain/policy/schema";

/** A call is classified by one key and Enter: nobody should reach for the mouse while a caller waits. */
export function usePriorityKeys(
  asked: boolean,
  onPriority: (priority: Priority) => void,
  onEnter: () => void,
): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (isTyping(event.target) || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "1" || event.key === "2" || event.key === "3") {
      onPriority(event.key === "1" ? 1 : event.key === "2" ? 2 : 3);
    } else if (event.key === "Enter" && !(event.target instanceof HTMLButtonElement)) onEnter();
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    if (!asked) return;
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [asked]);
}
