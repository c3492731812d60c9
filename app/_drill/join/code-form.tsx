"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { JoinCodeField, useJoinCode } from "@/app/_drill/marks/join-code-field";
import { Button } from "@/app/_ui/button";
import styles from "./join.module.css";

/** Asks for a join code; whether it is any good the next page says. */
export function CodeForm() {
  const t = useTranslations("drills.join");
  const code = useJoinCode();
  return (
    <form
      className={styles.card}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        code.open();
      }}
    >
      <h1 className={styles.heading}>{t("title")}</h1>
      <JoinCodeField code={code} autoFocus />
      <Button type="submit" variant="primary" size="large" fullWidth>
        {t("next")}
      </Button>
      <Link href="/" className={styles.away}>
        {t("home")}
      </Link>
    </form>
  );
}
