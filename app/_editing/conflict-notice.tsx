"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import type { Clash } from "./merge";
import styles from "./conflict-notice.module.css";

/** Somebody else saved meanwhile: what to go on with. */
export function ConflictNotice({ onTheirs, onBoth }: { onTheirs: () => void; onBoth: () => void }) {
  const t = useTranslations("common.conflict");
  return (
    <Notice tone="problem">
      <p>{t("text")}</p>
      <div className={styles.choices}>
        <Button onClick={onBoth}>{t("both")}</Button>
        <Button onClick={onTheirs}>{t("theirs")}</Button>
      </div>
    </Notice>
  );
}

/** After putting both together: the fields both had changed, with what either wrote. */
export function ClashNotice({ clashes, onSeen }: { clashes: readonly Clash[]; onSeen: () => void }) {
  const t = useTranslations("common.conflict");
  if (clashes.length === 0) return null;
  return (
    <Notice tone="problem">
      <p>{t("clashes", { count: clashes.length })}</p>
      <ul className={styles.clashes}>
        {clashes.map(({ path, mine, theirs }) => (
          <li key={path.join(".")}>
            <code>{path.join(" › ")}</code> {t("mine")} <q>{textOf(mine)}</q> {t("other")}{" "}
            <q>{textOf(theirs)}</q>
          </li>
        ))}
      </ul>
      <Button onClick={onSeen}>{t("seen")}</Button>
    </Notice>
  );
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : value === undefined ? "–" : JSON.stringify(value);
}
