"use client";

import { useState } from "react";
import { useRouter } from "next/navigation";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { LocalTextInput } from "@/app/_ui/local-text-input";
import { Notice } from "@/app/_ui/notice";
import type { LocalText } from "@/domain/text";

const FORM = "new-case";

/** Starts a case with the headings such reports have. */
export function NewCaseDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("library");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const router = useRouter();
  const cache = useQueryClient();
  const errorText = useErrorText();
  const [title, setTitle] = useState<LocalText>({ zh: "", en: "" });
  const create = useMutation(
    trpc.library.createDraft.mutationOptions({
      onSuccess: async ({ caseId }) => {
        await cache.invalidateQueries({ queryKey: trpc.library.drafts.queryKey() });
        router.push(`/library/drafts/${caseId}`);
      },
    }),
  );
  const isNamed = title.zh.trim() !== "" || title.en.trim() !== "";
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("newCase")}
      description={t("newCaseHint")}
      footer={
        <>
          <Button onClick={onClose}>{common("action.cancel")}</Button>
          <Button variant="primary" type="submit" form={FORM} disabled={!isNamed} loading={create.isPending}>
            {common("action.create")}
          </Button>
        </>
      }
    >
      <form
        id={FORM}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (isNamed) create.mutate({ title });
        }}
      >
        {create.error ? <Notice tone="problem">{errorText(create.error)}</Notice> : null}
        <LocalTextInput label={t("field.title")} required maxLength={200} value={title} onChange={setTitle} />
      </form>
    </Dialog>
  );
}
