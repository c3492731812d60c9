"use client";

import { useTranslations } from "next-intl";
import { JoinCodeField, useJoinCode } from "@/app/_drill/marks/join-code-field";
import { Button } from "@/app/_ui/button";
import styles from "./join-form.module.css";

/** Takes a join code and opens the drill's join page. */
export function JoinForm() {
  const t = useTranslations("home.join");
  const code = useJoinCode();
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        code.open();
      }}
    >
      <JoinCodeField code={code}>
        <Button type="submit" size="large">
          {t("submit")}
        </Button>
      </JoinCodeField>
    </form>
  );
}
