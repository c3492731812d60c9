"use client";

import type { ComponentProps } from "react";
import { useTranslations } from "next-intl";
import styles from "./account-menu.module.css";
import { charactersOf, firstCharacters } from "@/domain/shortened";

/** The person's initials; pressed, it opens their menu. */
export function AccountButton({ name, ...rest }: { name: string } & ComponentProps<"button">) {
  const t = useTranslations("shell");
  return (
    <button {...rest} type="button" className={styles.trigger} aria-label={`${t("account.menu")}: ${name}`}>
      <span className={styles.initials} aria-hidden="true">
        {initials(name)}
      </span>
    </button>
  );
}

/** Two characters to recognise a person by: the given name of a Chinese name, the initials of another. */
function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  if (words.length === 1) return [...charactersOf(name)].slice(-2).join("");
  return words
    .map((word) => firstCharacters(word, 1))
    .slice(0, 2)
    .join("")
    .toUpperCase();
}
