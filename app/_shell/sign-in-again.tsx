"use client";

import { useEffect, useEffectEvent, useState, useSyncExternalStore } from "react";
import { useTranslations } from "next-intl";
import { useTRPCClient } from "@/app/_trpc/client";
import { answerSignIn, signInAgain, whoOpenedThePage } from "@/app/_trpc/sign-in-again";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Notice } from "@/app/_ui/notice";
import styles from "./sign-in-again.module.css";

/** The window in which somebody whose session was lost signs in again, over everything they have typed. */
export function SignInAgain() {
  const asked = useSyncExternalStore(signInAgain.watch, signInAgain.isAsked, () => false);
  return asked ? <Window /> : null;
}

function Window() {
  const t = useTranslations("common.signInAgain");
  const common = useTranslations("common");
  const client = useTRPCClient();
  const errorText = useErrorText();
  const [identifier, setIdentifier] = useState("");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  /** Only the same person goes on: nothing is sent in another one's name. */
  async function goOn() {
    const now = await client.session.current.query();
    if (now === null) return;
    if (now.id === whoOpenedThePage()) answerSignIn(true);
    else setProblem(t("other"));
  }

  async function submit() {
    if (identifier.trim() === "" || password === "") return;
    setBusy(true);
    setProblem(null);
    try {
      await client.session.signIn.mutate({ identifier: identifier.trim(), password });
      await goOn();
    } catch (error) {
      setProblem(errorText(error));
    } finally {
      setBusy(false);
    }
  }

  // Signed in on the sign-in page of another tab meanwhile.
  const lookAgain = useEffectEvent(() => void goOn().catch(nothingYet));
  useEffect(() => {
    const look = () => lookAgain();
    window.addEventListener("focus", look);
    return () => window.removeEventListener("focus", look);
  }, []);

  return (
    <Dialog
      open
      size="small"
      onOpenChange={(open) => !open && answerSignIn(false)}
      title={t("title")}
      description={t("text")}
      footer={
        <>
          <Button onClick={() => answerSignIn(false)}>{common("action.cancel")}</Button>
          <Button type="submit" form="sign-in-again" variant="primary" loading={busy}>
            {t("submit")}
          </Button>
        </>
      }
    >
      <form
        id="sign-in-again"
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          // The window stands inside whatever form was being filled in, as far as React is concerned.
          event.stopPropagation();
          void submit();
        }}
      >
        {problem === null ? null : <Notice tone="problem">{problem}</Notice>}
        <Field label={t("identifier")}>
          <Input
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={200}
            value={identifier}
            onChange={(event) => setIdentifier(event.target.value)}
          />
        </Field>
        <Field label={t("password")}>
          <Input
            type="password"
            autoComplete="current-password"
            maxLength={200}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Field>
        <a href="/sign-in" target="_blank" rel="noopener">
          {t("elsewhere")}
        </a>
      </form>
    </Dialog>
  );
}

/** The server does not answer: the next look will tell. */
function nothingYet(): void {}
