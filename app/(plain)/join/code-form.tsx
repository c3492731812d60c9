"use client";

import { useState } from "react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import styles from "./join.module.css";

const CODE_LENGTH = 6;

/** Asks for a join code; whether it is any good the next page says. */
export function CodeForm() {
  const t = useTranslations("drills.join");
  const router = useRouter();
  const [code, setCode] = useState("");
  const [short, setShort] = useState(false);
  return (
    <form
      className={styles.card}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (code.length === CODE_LENGTH) router.push(`/join/${code}`);
        else setShort(true);
      }}
    >
      <h1 className={styles.heading}>{t("title")}</h1>
      <Field label={t("label")} hint={t("hint")} error={short ? t("short") : undefined}>
        <Input
          className={styles.code}
          size="large"
          autoFocus
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={CODE_LENGTH}
          value={code}
          onChange={(event) => {
            setCode(event.target.value.toUpperCase().replace(/[^A-Z0-9]/g, ""));
            setShort(false);
          }}
        />
      </Field>
      <Button type="submit" variant="primary" size="large" fullWidth>
        {t("next")}
      </Button>
      <Link href="/" className={styles.away}>
        {t("home")}
      </Link>
    </form>
  );
}
