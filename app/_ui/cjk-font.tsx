"use client";

import { useEffect } from "react";
import { later } from "./later";

const faces = later(() => import("./cjk-font-faces"));

/**
 * Fetches the bundled Chinese font when, and only when, the system has none.
 *
 * The system's own font is always preferred and costs nothing; even the bundled font's style sheet
 * (some 30 kB) stays on the server for everyone who does not need it.
 */
export function CjkFont() {
  useEffect(() => {
    if (systemDrawsChinese()) return;
    const gone = new AbortController();
    faces.untilThere(gone.signal, () => undefined);
    return () => gone.abort();
  }, []);
  return null;
}

/** Without a Chinese font two different characters are drawn as the same empty box. */
function systemDrawsChinese(): boolean {
  return drawn("演") !== drawn("练");
}

function drawn(character: string): string {
  const canvas = document.createElement("canvas");
  canvas.width = 24;
  canvas.height = 24;
  const context = canvas.getContext("2d");
  if (!context) return character;
  context.font = "20px sans-serif";
  context.fillText(character, 0, 20);
  return canvas.toDataURL();
}
