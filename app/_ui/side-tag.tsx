import type { ReactNode } from "react";
import { useTranslations } from "next-intl";
import { classNames } from "./class-names";
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
        <path d="M6 .8 10.600 2.300v3.700c0 2.500-1.900 4.300-4.600 5.300C3.300 10.300 1.400 8.500 1.400 6V2.300L6 .8Z" />
      ) : (
        <path d="M6 .6 11.400 6 6 11.400.6 6 6 .6Z" />
      )}
    </svg>
  );
}
