"use client";

import type { ReactNode } from "react";
import { classNames } from "@/app/_ui/class-names";
import styles from "./pane-deck.module.css";

export type DeckPane<Id extends string> = {
  id: Id;
  label: string;
  icon: ReactNode;
  /** How many things wait there. */
  count?: number;
  content: ReactNode;
};

/**
 * The panes of a console. With room they stand side by side in the grid of `className` (each in the grid area of
 * its id); on a phone one shows at a time, with the others a thumb away at the bottom edge.
 */
export function PaneDeck<Id extends string>({
  label,
  panes,
  active,
  onActive,
  className,
}: {
  label: string;
  panes: readonly DeckPane<Id>[];
  active: Id;
  onActive: (id: Id) => void;
  className?: string | undefined;
}) {
  return (
    <div className={styles.deck}>
      <div className={classNames(styles.grid, className)}>
        {panes.map((pane) => (
          <div
            key={pane.id}
            className={classNames(styles.cell, pane.id === active && styles.active)}
            style={{ gridArea: pane.id }}
          >
            {pane.content}
          </div>
        ))}
      </div>
      <nav className={styles.nav} aria-label={label}>
        {panes.map((pane) => (
          <button
            key={pane.id}
            type="button"
            className={styles.tab}
            aria-pressed={pane.id === active}
            onClick={() => onActive(pane.id)}
          >
            <span className={styles.icon}>
              {pane.icon}
              {pane.count ? <span className={styles.count}>{pane.count}</span> : null}
            </span>
            {pane.label}
          </button>
        ))}
      </nav>
    </div>
  );
}
