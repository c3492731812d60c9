import type { LocalText } from "./text";

/** A length of time as score cards of rules version 2 say it, which are kept to the byte. */
export function durationOnCards(ms: number): LocalText {
  const seconds = Math.round(ms / 1_000);
  const parts = [
    { n: Math.floor(seconds / 3_600), zh: "小时", en: "h" },
    { n: Math.floor((seconds % 3_600) / 60), zh: "分", en: "min" },
    { n: seconds % 60, zh: "秒", en: "s" },
  ].filter((part) => part.n > 0);
  if (parts.length === 0) return { zh: "0 秒", en: "0 s" };
  return {
    zh: parts.map((part) => `${part.n} ${part.zh}`).join(" "),
    en: parts.map((part) => `${part.n} ${part.en}`).join(" "),
  };
}

/** Drill time as it is shown everywhere: "T+12:05" or "T+1:02:05". */
export function tPlus(atMs: number): string {
  const seconds = Math.floor(atMs / 1_000);
  const two = (n: number) => String(n).padStart(2, "0");
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor((seconds % 3_600) / 60);
  return `T+${hours > 0 ? `${hours}:` : ""}${two(minutes)}:${two(seconds % 60)}`;
}
