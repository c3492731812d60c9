"use client";

import { useId, useState } from "react";
import { useTranslations } from "next-intl";
import { timeOfDayFromText } from "@/domain/typed";
import { Input } from "./input";
import styles from "./number-field.module.css";

/**
 * A time of day of 24 hours in every language; the browser's own field writes AM and PM by its own. Takes what is typed
 * when the field is left or Enter is pressed; what is no time stays and is told.
 */
export function TimeOfDayField({
  value,
  onValueChange,
}: {
  /** "HH:MM". */
  value: string;
  onValueChange: (value: string) => void;
}) {
  const t = useTranslations("common.typed");
  const wrongId = useId();
  // What is being typed; null while the field shows the value itself.
  const [typed, setTyped] = useState<string | null>(null);
  const [isTold, setTold] = useState(false);

  function commit() {
    if (typed === null) return;
    const time = timeOfDayFromText(typed);
    setTold(time === null);
    if (time === null) return;
    setTyped(null);
    if (time !== value) onValueChange(time);
  }

  return (
    <>
      <Input
        className={styles.number}
        autoComplete="off"
        value={typed ?? value}
        onChange={(event) => {
          setTyped(event.target.value);
          setTold(false);
        }}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === "Enter") commit();
        }}
        {...(isTold ? { "aria-invalid": true, "aria-describedby": wrongId } : {})}
      />
      {isTold ? (
        <p className={styles.wrong} id={wrongId} role="alert">
          {t("timeOfDay")}
        </p>
      ) : null}
    </>
  );
}
