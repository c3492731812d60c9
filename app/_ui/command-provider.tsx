"use client";

import dynamic from "next/dynamic";
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { CommandContext, type Command } from "./command-context";
import { later } from "./later";
import { isSingleKey, isTyping, matchesShortcut } from "./shortcut";
import { useCannotFetch } from "./use-cannot-fetch";

// Fetched when first asked for: most pages are left without either being opened.
const palette = later(() => import("./command-palette").then((module) => module.CommandPalette));
const CommandPalette = dynamic(palette.now, { ssr: false });
const sheet = later(() => import("./shortcut-sheet").then((module) => module.ShortcutSheet));
const ShortcutSheet = dynamic(sheet.now, { ssr: false });

/** Where this browser remembers that someone does not want single-key shortcuts. */
const SINGLE_KEYS_OFF = "sandtable.single-keys-off";

/** Collects the commands of everything on screen; `Ctrl+K` opens the palette, `?` the sheet of shortcuts. */
export function CommandProvider({ children }: { children: ReactNode }) {
  const owners = useRef(new Map<string, () => readonly Command[]>());
  // What the open window lists. The palette reads once at opening, so that it does not shift under the hand.
  const [open, setOpen] = useState<{ window: "palette" | "shortcuts"; commands: readonly Command[] } | null>(
    null,
  );
  const [singleKeys, setSingleKeys] = useState(true);

  const allCommands = useCallback(() => [...owners.current.values()].reverse().flatMap((read) => read()), []);
  const cannotFetch = useCannotFetch();
  // Opened once it has arrived: without the server nothing opens, the page stays as it is, and a message says so.
  const openPalette = useCallback(() => {
    palette.now().then(() => setOpen({ window: "palette", commands: allCommands() }), cannotFetch);
  }, [allCommands, cannotFetch]);
  const openShortcuts = useCallback(() => {
    sheet.now().then(() => setOpen({ window: "shortcuts", commands: allCommands() }), cannotFetch);
  }, [allCommands, cannotFetch]);
  const register = useCallback(
    (owner: string, commands: () => readonly Command[]) => {
      owners.current.set(owner, commands);
      // A page may still be arriving when its keys are asked for.
      setOpen((now) => (now?.window === "shortcuts" ? { ...now, commands: allCommands() } : now));
      return () => {
        owners.current.delete(owner);
      };
    },
    [allCommands],
  );

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented) return;
      // The K is likely to follow.
      if (event.key === "Control" || event.key === "Meta") palette.ahead();
      if (matchesShortcut(event, "Mod+K")) {
        event.preventDefault();
        openPalette();
        return;
      }
      // A window on top has the keyboard to itself.
      if (document.querySelector('[data-modal],[role="alertdialog"]')) return;
      const singleAllowed = !isTyping(event.target) && localStorage.getItem(SINGLE_KEYS_OFF) === null;
      if (singleAllowed && matchesShortcut(event, "?")) {
        event.preventDefault();
        openShortcuts();
        return;
      }
      const command = allCommands().find(
        ({ keys }) =>
          keys !== undefined && (singleAllowed || !isSingleKey(keys)) && matchesShortcut(event, keys),
      );
      if (!command) return;
      event.preventDefault();
      command.run();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [allCommands, openPalette, openShortcuts]);

  const registry = useMemo(
    () => ({ register, openPalette, openShortcuts }),
    [register, openPalette, openShortcuts],
  );

  function showSingleKeys(enabled: boolean) {
    if (enabled) localStorage.removeItem(SINGLE_KEYS_OFF);
    else localStorage.setItem(SINGLE_KEYS_OFF, "1");
    setSingleKeys(enabled);
  }

  return (
    <CommandContext value={registry}>
      {children}
      {open?.window === "palette" ? (
        <CommandPalette
          commands={open.commands.filter((command) => !command.keyOnly)}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {open?.window === "shortcuts" ? (
        <ShortcutSheet
          commands={open.commands.filter((command) => command.keys)}
          singleKeys={singleKeys && localStorage.getItem(SINGLE_KEYS_OFF) === null}
          onSingleKeysChange={showSingleKeys}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </CommandContext>
  );
}
