"use client";

import { useState } from "react";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { readableError } from "@/app/_trpc/readable-error";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Notice } from "@/app/_ui/notice";
import { PASSWORD_POLICY } from "@/domain/account/password-policy";
import styles from "./setup-form.module.css";

/** Token, name, address and password of the first administrator. */
export function SetupForm() {
  const t = useTranslations("auth");
  const trpc = useTRPC();
  const errorText = useErrorText();
  const [typed, setTyped] = useState({ token: "", name: "", email: "", password: "", again: "" });
  const [mismatch, setMismatch] = useState(false);
  const complete = useMutation(
    trpc.setup.complete.mutationOptions({ onSuccess: () => window.location.assign("/admin/people") }),
  );
  const { fields, code } = readableError(complete.error);
  const passwordProblem = code?.startsWith("password-") ? errorText(complete.error) : undefined;
  const tokenProblem = code === "setup-token-wrong" ? errorText(complete.error) : undefined;

  const input = (key: keyof typeof typed) => ({
    value: typed[key],
    onChange: (event: { target: { value: string } }) => {
      setTyped({ ...typed, [key]: event.target.value });
      setMismatch(false);
    },
  });

  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const { again, ...input } = typed;
        if (again !== typed.password) setMismatch(true);
        else complete.mutate(input);
      }}
    >
      <h1>{t("setup.title")}</h1>
      <p className={styles.intro}>{t("setup.intro")}</p>
      {complete.error && !passwordProblem && !tokenProblem ? (
        <Notice tone="problem">{errorText(complete.error)}</Notice>
      ) : null}
      <Field
        label={t("setup.token")}
        hint={t("setup.tokenHint")}
        error={fields.token ?? tokenProblem}
        required
      >
        <Input autoComplete="off" spellCheck={false} maxLength={100} {...input("token")} />
      </Field>
      <Field label={t("setup.name")} error={fields.name} required>
        <Input autoComplete="name" maxLength={60} {...input("name")} />
      </Field>
      <Field label={t("setup.email")} error={fields.email} required>
        <Input type="email" autoComplete="username" maxLength={200} {...input("email")} />
      </Field>
      <Field
        label={t("setup.password")}
        hint={t("setup.passwordHint", { lengthMin: PASSWORD_POLICY.lengthMin })}
        error={fields.password ?? passwordProblem}
        required
      >
        <Input type="password" autoComplete="new-password" maxLength={200} {...input("password")} />
      </Field>
      <Field label={t("setup.passwordAgain")} error={mismatch ? t("setup.mismatch") : undefined} required>
        <Input type="password" autoComplete="new-password" maxLength={200} {...input("again")} />
      </Field>
      <Button
        type="submit"
        variant="primary"
        size="large"
        fullWidth
        loading={complete.isPending || complete.isSuccess}
      >
        {t("setup.submit")}
      </Button>
    </form>
  );
}
