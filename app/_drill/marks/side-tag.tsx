import type { ReactNode } from "react";
import { useTranslations } from "next-intl";
import { classNames } from "@/app/_ui/class-names";
import styles from "./side-tag.module.css";

export type Side = "responder" | "opposition";

/**
 * Names a side: a shield for the responders, a diamond for the opposition, the word, and the organisation's
 * colour for it. `children` replace the word, for instance by a team's name.
 */
export function SideTag({
  side,
  emphasis = "quiet",
  children,
}: {
  side: Side;
  /** "strong" fills the tag with the side's colour: once per screen, to say which side one is on. */
  emphasis?: "quiet" | "strong";
  children?: ReactNode;
}) {
  const t = useTranslations("common");
  return (
    <span className={classNames(styles.tag, styles[side], emphasis === "strong" && styles.strong)}>
      <SideShape side={side} />
      {children ?? t(`side.${side}`)}
    </span>
  );
}

function SideShape({ side }: { side: Side }) {
  return (
    <svg className={styles.shape} viewBox="0 0 12 12" fill="currentColor" aria-hidden="true">
      {side === "responder" ? (
        <path d="M6 .8 10.6 2.3v3.7c0 2.5-1.9 4.3-4.6 5.3C3.3 10.3 1.4 8.5 1.4 6V2.3L6 .8Z" />
      ) : (
        <path d="M6 .6 11.4 6 6 11.4.6 6 6 .6Z" />
      )}
    </svg>
  );
}
