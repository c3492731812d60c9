"use client";

import { useState, type ReactNode } from "react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { isJoinCode, JOIN_CODE_LENGTH, joinCodeFrom } from "@/domain/roster/join-code";
import styles from "./join-code-field.module.css";

/** What is typed of a join code, and the way to the drill's join page, which says whether the code is any good. */
export function useJoinCode() {
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState(false);
  return {
    typed,
    /** Whether it was sent although it cannot be a code. */
    wrong,
    type: (next: string) => {
      setTyped(next);
      setWrong(false);
    },
    open: () => {
      const code = joinCodeFrom(typed);
      if (isJoinCode(code)) router.push(`/join/${code}`);
      else setWrong(true);
    },
  };
}

/** The field for a join code. It writes what is typed as a code, but never while an input method composes. */
export function JoinCodeField({
  code,
  autoFocus,
  children,
}: {
  code: ReturnType<typeof useJoinCode>;
  autoFocus?: boolean;
  /** The button, where it stands beside the field. */
  children?: ReactNode;
}) {
  const t = useTranslations("common.joinCode");
  const [composing, setComposing] = useState(false);
  const length = JOIN_CODE_LENGTH;
  return (
    <Field
      label={t("label")}
      hint={t("hint", { length })}
      error={code.wrong ? t("short", { length }) : undefined}
    >
      <div className={styles.row}>
        <Input
          className={styles.code}
          size="large"
          autoFocus={autoFocus}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          value={code.typed}
          onCompositionStart={() => setComposing(true)}
          onCompositionEnd={(event) => {
            setComposing(false);
            code.type(joinCodeFrom(event.currentTarget.value));
          }}
          // Rewriting what an input method is working on makes it write its letters twice.
          onChange={({ target: { value } }) => code.type(composing ? value : joinCodeFrom(value))}
        />
        {children}
      </div>
    </Field>
  );
}
