"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "next-intl";
import { useCommands } from "@/app/_ui/command-context";
import type { WallPage } from "./wall-pages";

/** Long enough to read a page from the back of the room. */
export const DWELL_MS = 12_000;
/** Somebody who stopped it has gone: nobody stands before an unattended wall to start it again. */
const HOLD_MS_MAX = 5 * 60_000;

/**
 * Shows one page after the other without anybody's doing. A page that comes or goes does not move the one on screen.
 *
 * Arrow keys turn the pages and "p" stops and starts, for whoever explains something or needs more time.
 */
export function useRotation(pages: readonly WallPage[]): {
  page: WallPage | undefined;
  at: number;
  held: boolean;
} {
  const t = useTranslations("console.wall.keys");
  const [key, setKey] = useState("");
  const [held, setHeld] = useState(false);
  const found = pages.findIndex((page) => page.key === key);
  const at = Math.max(0, found);
  const keyAt = (by: number) => pages[(at + by + pages.length) % Math.max(1, pages.length)]?.key ?? "";
  const next = keyAt(1);
  const current = pages[at]?.key ?? "";

  useEffect(() => {
    if (held) {
      const timer = setTimeout(() => setHeld(false), HOLD_MS_MAX);
      return () => clearTimeout(timer);
    }
    const timer = setTimeout(() => setKey(next), DWELL_MS);
    return () => clearTimeout(timer);
  }, [current, next, held]);

  useCommands([
    { id: "wall-next", label: t("next"), group: "action", keys: "ArrowRight", run: () => setKey(next) },
    {
      id: "wall-previous",
      label: t("previous"),
      group: "action",
      keys: "ArrowLeft",
      run: () => setKey(keyAt(-1)),
    },
    {
      id: "wall-hold",
      label: t(held ? "go" : "hold"),
      group: "action",
      keys: "p",
      run: () => setHeld(!held),
    },
  ]);

  return { page: pages[at], at, held };
}
