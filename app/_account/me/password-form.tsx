"use client";

import { useState } from "react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { readableError } from "@/app/_trpc/readable-error";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Notice } from "@/app/_ui/notice";
import { useToast } from "@/app/_ui/toast";
import { PASSWORD_POLICY } from "@/domain/account/password-policy";
import { Section } from "./section";
import styles from "./section.module.css";

const BLANK = { current: "", next: "", again: "" };

/** Changes one's own password. */
export function PasswordForm({ mustChange }: { mustChange: boolean }) {
  const t = useTranslations("me.password");
  const trpc = useTRPC();
  const cache = useQueryClient();
  const toast = useToast();
  const errorText = useErrorText();
  const [typed, setTyped] = useState(BLANK);
  const [mismatch, setMismatch] = useState(false);
  const change = useMutation(
    trpc.me.changePassword.mutationOptions({
      onSuccess: async () => {
        setTyped(BLANK);
        toast({ tone: "done", title: t("done"), description: t("doneText") });
        await cache.invalidateQueries({ queryKey: trpc.me.pathKey() });
      },
    }),
  );
  const { code, fields } = readableError(change.error);
  const text = change.error ? errorText(change.error) : undefined;
  const currentProblem =
    fields.current ?? (code === "password-wrong" || code === "password-tries-limited" ? text : undefined);
  const nextProblem = fields.next ?? (!currentProblem && code?.startsWith("password-") ? text : undefined);

  const input = (key: keyof typeof BLANK, autoComplete: string) => ({
    type: "password",
    autoComplete,
    maxLength: 200,
    value: typed[key],
    onChange: (event: { target: { value: string } }) => {
      setTyped({ ...typed, [key]: event.target.value });
      setMismatch(false);
    },
  });

  return (
    <Section title={t("title")}>
      {mustChange ? <Notice>{t("mustChange")}</Notice> : null}
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.again !== typed.next) setMismatch(true);
          else change.mutate({ current: typed.current, next: typed.next });
        }}
      >
        {text && !currentProblem && !nextProblem ? <Notice tone="problem">{text}</Notice> : null}
        <Field label={t("current")} error={currentProblem}>
          <Input {...input("current", "current-password")} />
        </Field>
        <Field
          label={t("next")}
          hint={t("nextHint", { lengthMin: PASSWORD_POLICY.lengthMin })}
          error={nextProblem}
        >
          <Input {...input("next", "new-password")} />
        </Field>
        <Field label={t("again")} error={mismatch ? t("mismatch") : undefined}>
          <Input {...input("again", "new-password")} />
        </Field>
        <Button type="submit" variant={mustChange ? "primary" : "secondary"} loading={change.isPending}>
          {t("submit")}
        </Button>
      </form>
    </Section>
  );
}
