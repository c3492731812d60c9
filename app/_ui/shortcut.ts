/**
 * A key as people write it: "s", "?", "Shift+N", "Mod+K". "Mod" is Ctrl, or Command on a Mac.
 * A bare key is a single-key shortcut, which a person may switch off.
 */
export type ShortcutKeys = string;

/** Whether a key press is this shortcut. Shift counts only with letters: "?" is typed with it on most keyboards. */
export function matchesShortcut(event: KeyboardEvent, keys: ShortcutKeys): boolean {
  const parts = keys.split("+");
  const key = parts.at(-1) ?? "";
  const wantsMod = parts.includes("Mod");
  const hasMod = event.ctrlKey || event.metaKey;
  if (wantsMod !== hasMod) return false;
  if (parts.includes("Alt") !== event.altKey) return false;
  const isNamed = key.length > 1 || /[a-z]/i.test(key);
  if (isNamed && parts.includes("Shift") !== event.shiftKey) return false;
  return event.key.toLowerCase() === key.toLowerCase();
}

export function isSingleKey(keys: ShortcutKeys): boolean {
  return !keys.includes("Mod+") && !keys.includes("Alt+");
}

/** The shortcut as it is printed on the keyboards of this machine. */
export function shortcutLabel(keys: ShortcutKeys): string {
  const isMac = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);
  return keys
    .split("+")
    .map((key) => (key === "Mod" ? (isMac ? "⌘" : "Ctrl") : key.length === 1 ? key.toUpperCase() : key))
    .join(isMac ? " " : "+");
}

/** Whether the person is typing, so that a single key is a letter and not a command. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement)
    return !["checkbox", "radio", "button", "submit", "range"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
