"use client";

import { createContext, useContext, useEffect, useId, useLayoutEffect, useRef, type ReactNode } from "react";
import type { ShortcutKeys } from "./shortcut";

/** Something a person can do from the command palette, and, when it has keys, from the keyboard. */
export type Command = {
  id: string;
  label: string;
  /** Further words to find it by, such as pinyin or the other language. */
  keywords?: string;
  /** "navigation" goes somewhere; "action" does something on this page. */
  group: "navigation" | "action";
  icon?: ReactNode;
  keys?: ShortcutKeys;
  /** Kept out of the palette: it only makes sense as a key (arrow keys in a replay). */
  keyOnly?: boolean;
  run: () => void;
};

export type CommandRegistry = {
  register: (owner: string, commands: () => readonly Command[]) => () => void;
  openPalette: () => void;
  openShortcuts: () => void;
};

export const CommandContext = createContext<CommandRegistry | null>(null);

export function useCommandRegistry(): CommandRegistry {
  const registry = useContext(CommandContext);
  if (!registry) throw new Error("commands need the CommandProvider of the root layout");
  return registry;
}

/** Offers commands while the calling component is on screen. The newest owner of a key wins. */
export function useCommands(commands: readonly Command[]): void {
  const { register } = useCommandRegistry();
  const owner = useId();
  const latest = useRef(commands);
  // Before anybody sees what they belong to: a key pressed at once must not do what the last picture offered.
  useLayoutEffect(() => {
    latest.current = commands;
  });
  useEffect(() => register(owner, () => latest.current), [register, owner]);
}
