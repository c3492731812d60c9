"use client";

import { useState } from "react";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { Input } from "@/app/_ui/input";
import type { FieldOf } from "./field-of";
import styles from "./asks.module.css";

const CATEGORIES = ["criminal", "order", "traffic", "dispute", "crowd", "hazard", "help", "other"] as const;

/** What kind of incident it is: one of the usual ones by a press, or words of one's own. */
export function CategoryField({ label, chosen, onChoose }: FieldOf<string>) {
  const t = useTranslations("console.ask");
  const [ownWords, setOwnWords] = useState(false);
  return (
    <div className={styles.group}>
      <span className={styles.label}>{label}</span>
      <div className={styles.choices}>
        {CATEGORIES.map((id) => {
          const name = t(`categories.${id}`);
          return (
            <Button
              key={id}
              size="small"
              aria-pressed={chosen === name}
              className={chosen === name ? styles.chosen : undefined}
              onClick={() => {
                onChoose(name);
                setOwnWords(false);
              }}
            >
              {name}
            </Button>
          );
        })}
        <Button size="small" variant="quiet" aria-expanded={ownWords} onClick={() => setOwnWords(true)}>
          {t("categoryOwn")}
        </Button>
      </div>
      {ownWords ? (
        <Input
          aria-label={label}
          maxLength={100}
          value={chosen ?? ""}
          autoFocus
          onChange={({ target }) => onChoose(target.value)}
        />
      ) : null}
    </div>
  );
}
