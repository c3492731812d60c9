"use client";

import { useRef, useState } from "react";
import { useMutation } from "@tanstack/react-query";
import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { IconButton } from "@/app/_ui/icon-button";
import { Input } from "@/app/_ui/input";
import { Notice } from "@/app/_ui/notice";
import { enter } from "./enter";
import styles from "./sign-in-form.module.css";

/** E-mail address or staff number, and password. */
export function SignInForm({ next }: { next: string }) {
  const t = useTranslations("auth");
  const trpc = useTRPC();
  const errorText = useErrorText();
  const password = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState({ identifier: "", password: "" });
  const [tried, setTried] = useState(false);
  const [visible, setVisible] = useState(false);
  const signIn = useMutation(
    trpc.session.signIn.mutationOptions({
      onSuccess: ({ mustChangePassword }) => enter(mustChangePassword ? "/me" : next),
    }),
  );
  const complete = typed.identifier.trim() !== "" && typed.password !== "";

  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (complete) signIn.mutate(typed, { onError: () => password.current?.select() });
      }}
    >
      <h1>{t("signIn.title")}</h1>
      {signIn.error ? <Notice tone="problem">{errorText(signIn.error)}</Notice> : null}
      <Field
        label={t("signIn.identifier")}
        error={tried && typed.identifier.trim() === "" ? t("signIn.missingIdentifier") : undefined}
      >
        <Input
          size="large"
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={200}
          value={typed.identifier}
          onChange={(event) => setTyped({ ...typed, identifier: event.target.value })}
        />
      </Field>
      <Field
        label={t("signIn.password")}
        error={tried && typed.password === "" ? t("signIn.missingPassword") : undefined}
      >
        <Input
          ref={password}
          size="large"
          name="password"
          type={visible ? "text" : "password"}
          autoComplete="current-password"
          maxLength={200}
          value={typed.password}
          onChange={(event) => setTyped({ ...typed, password: event.target.value })}
          suffix={
            <IconButton
              size="small"
              label={t(visible ? "signIn.hidePassword" : "signIn.showPassword")}
              icon={visible ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
              onClick={() => setVisible(!visible)}
            />
          }
        />
      </Field>
      <Button
        type="submit"
        variant="primary"
        size="large"
        fullWidth
        // Stays busy until the next page is there.
        loading={signIn.isPending || signIn.isSuccess}
      >
        {t("signIn.submit")}
      </Button>
      <p className={styles.hint}>{t("signIn.forgotten")}</p>
    </form>
  );
}
