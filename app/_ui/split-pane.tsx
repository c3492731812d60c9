"use client";

import {
  useCallback,
  useRef,
  useSyncExternalStore,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
} from "react";
import { useTranslations } from "next-intl";
import { classNames } from "./class-names";
import styles from "./split-pane.module.css";

const SHARE_MIN = 15;
const SHARE_MAX = 85;

/**
 * Two panes with a divider that can be dragged, or moved with the arrow keys. Remembers its place in this
 * browser. On a narrow screen the panes stand one below the other.
 */
export function SplitPane({
  id,
  start,
  end,
  direction = "row",
  initialShare = 50,
  className,
}: {
  /** Under which the place of the divider is remembered. */
  id: string;
  start: ReactNode;
  end: ReactNode;
  direction?: "row" | "column";
  /** Percent of the room that the first pane gets. */
  initialShare?: number;
  className?: string;
}) {
  const t = useTranslations("common");
  const frame = useRef<HTMLDivElement>(null);
  const [kept, keep] = useKeptShare(`sandtable.split.${id}`);
  const share = kept ?? initialShare;
  const move = (next: number) => keep(Math.min(SHARE_MAX, Math.max(SHARE_MIN, next)));

  function onPointerMove(event: PointerEvent<HTMLDivElement>) {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || !frame.current) return;
    const box = frame.current.getBoundingClientRect();
    move(
      direction === "row"
        ? ((event.clientX - box.left) / box.width) * 100
        : ((event.clientY - box.top) / box.height) * 100,
    );
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = event.shiftKey ? 10 : 2;
    const [less, more] = direction === "row" ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
    if (event.key === less) move(share - step);
    else if (event.key === more) move(share + step);
    else if (event.key === "Home") move(SHARE_MIN);
    else if (event.key === "End") move(SHARE_MAX);
    else if (event.key === "Enter") move(initialShare);
    else return;
    event.preventDefault();
  }

  return (
    <div ref={frame} className={classNames(styles.frame, styles[direction], className)}>
      <div className={styles.pane} style={{ flexBasis: `${share}%` }}>
        {start}
      </div>
      <div
        className={styles.divider}
        role="separator"
        tabIndex={0}
        aria-label={t("splitPane.resize")}
        aria-orientation={direction === "row" ? "vertical" : "horizontal"}
        aria-valuenow={Math.round(share)}
        aria-valuemin={SHARE_MIN}
        aria-valuemax={SHARE_MAX}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
        onKeyDown={onKeyDown}
        onDoubleClick={() => move(initialShare)}
      />
      <div className={styles.pane} style={{ flexBasis: `${100 - share}%` }}>
        {end}
      </div>
    </div>
  );
}

/** A share kept in this browser, null while there is none; the server always draws the initial one. */
function useKeptShare(key: string) {
  const read = useCallback(() => localStorage.getItem(key), [key]);
  const text = useSyncExternalStore(onShareKept, read, () => null);
  const share = Number(text);
  const keep = useCallback(
    (next: number) => {
      localStorage.setItem(key, String(Math.round(next * 10) / 10));
      window.dispatchEvent(new Event(SHARE_KEPT));
    },
    [key],
  );
  return [share >= SHARE_MIN && share <= SHARE_MAX ? share : null, keep] as const;
}

const SHARE_KEPT = "sandtable:share-kept";

function onShareKept(changed: () => void): () => void {
  window.addEventListener(SHARE_KEPT, changed);
  return () => window.removeEventListener(SHARE_KEPT, changed);
}
