"use client";

import { useState, type ReactNode } from "react";
import { useRouter } from "next/navigation";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { asTyped } from "@/domain/typed";
import styles from "./join-code-field.module.css";

const CODE = /^[A-Z0-9]{6}$/;

/** A join code as it is written: full-width and small letters are the same letters, gaps and hyphens are none. */
export function codeFrom(typed: string): string {
  return asTyped(typed).toUpperCase().replace(/[\s-]/g, "");
}

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
      const code = codeFrom(typed);
      if (CODE.test(code)) router.push(`/join/${code}`);
      else setWrong(true);
    },
  };
}

/** The field for a join code. It writes what is typed as a code, but never while an input method composes. */
export function JoinCodeField({
  code,
  label,
  hint,
  error,
  autoFocus,
  children,
}: {
  code: ReturnType<typeof useJoinCode>;
  label: string;
  hint: string;
  /** What is said about something that cannot be a code. */
  error: string;
  autoFocus?: boolean;
  /** The button, where it stands beside the field. */
  children?: ReactNode;
}) {
  const [composing, setComposing] = useState(false);
  return (
    <Field label={label} hint={hint} error={code.wrong ? error : undefined}>
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
            code.type(codeFrom(event.currentTarget.value));
          }}
          // Rewriting what an input method is working on makes it write its letters twice.
          onChange={({ target: { value } }) => code.type(composing ? value : codeFrom(value))}
        />
        {children}
      </div>
    </Field>
  );
}
