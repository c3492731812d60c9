"use client";

import { useId, useState } from "react";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { settlePrompt, useIsPasswordAsked } from "@/app/_trpc/password-prompt";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";

/** Asks for the password where what was asked for concerns accounts, over whatever screen is open. */
export function PasswordDialog() {
  const isAsked = useIsPasswordAsked();
  return isAsked ? <Prompt /> : null;
}

function Prompt() {
  const t = useTranslations("common.confirmPassword");
  const tAction = useTranslations("common.action");
  const trpc = useTRPC();
  const errorText = useErrorText();
  const formId = useId();
  const [password, setPassword] = useState("");
  const prove = useMutation(
    trpc.session.provePassword.mutationOptions({ onSuccess: () => settlePrompt(true) }),
  );
  return (
    <Dialog
      open
      size="small"
      onOpenChange={() => settlePrompt(false)}
      title={t("title")}
      description={t("text")}
      footer={
        <>
          <Button onClick={() => settlePrompt(false)}>{tAction("cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" loading={prove.isPending}>
            {tAction("confirm")}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          // A dialog below this one has a form of its own, which must not be sent along.
          event.stopPropagation();
          prove.mutate({ password });
        }}
      >
        <Field label={t("password")} error={prove.error ? errorText(prove.error) : undefined}>
          <Input
            type="password"
            autoComplete="current-password"
            maxLength={200}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Field>
      </form>
    </Dialog>
  );
}
