"use client";

import { useTelling } from "@/app/_ui/use-telling";
import type { Saying } from "@/domain/words/said";

/** Gives a scenario's text in the reader's language, or in the other one where that is empty; and what rules say. */
export function useLocal(): (text: Saying) => string {
  return useTelling();
}
