"use client";

import { useState } from "react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import styles from "./join-form.module.css";

const CODE_LENGTH = 6;

/** Takes a join code and opens the drill's join page, which says whether the code is any good. */
export function JoinForm() {
  const t = useTranslations("home");
  const router = useRouter();
  const [code, setCode] = useState("");
  const [short, setShort] = useState(false);

  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (code.length === CODE_LENGTH) router.push(`/join/${code}`);
        else setShort(true);
      }}
    >
      <Field label={t("join.label")} hint={t("join.hint")} error={short ? t("join.short") : undefined}>
        <div className={styles.row}>
          <Input
            className={styles.code}
            size="large"
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
          <Button type="submit" size="large">
            {t("join.submit")}
          </Button>
        </div>
      </Field>
    </form>
  );
}
