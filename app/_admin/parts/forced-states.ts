"use client";

import { useEffect } from "react";

/** What the pointer and the keyboard do to a part, shown without either. */
export const FORCED = ["hover", "active", "focus-visible"] as const;
export type Forced = (typeof FORCED)[number];

/**
 * Lets a part inside `data-forced="hover"` look as if the pointer were on it: every rule of the page's style sheets that
 * speaks of such a state gets a second selector for it, right beside the first, so that the order of rules stays.
 */
export function useForcedStates(): void {
  useEffect(() => {
    for (const sheet of document.styleSheets) force(sheet);
  }, []);
}

function force(group: CSSStyleSheet | CSSGroupingRule): void {
  // From the end, so that what is put in does not shift what is still to come.
  for (let i = group.cssRules.length - 1; i >= 0; i--) {
    const rule = group.cssRules[i];
    if (rule instanceof CSSGroupingRule) force(rule);
    if (!(rule instanceof CSSStyleRule)) continue;
    const forced = forcedSelector(rule.selectorText);
    if (forced !== null) group.insertRule(`${forced} { ${rule.style.cssText} }`, i + 1);
  }
}

/** ".button:hover" of a part in a forced state, with the same weight; null of a selector without one. */
export function forcedSelector(selector: string): string | null {
  const states = new RegExp(`:(${FORCED.join("|")})(?![\\w-])`, "g");
  if (!states.test(selector)) return null;
  return selector.replace(states, (_, state: string) => `:is([data-forced~="${state}"] *)`);
}
