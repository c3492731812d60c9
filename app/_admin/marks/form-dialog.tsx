"use client";

import { useId, type ReactNode } from "react";
import { useQueryClient, type QueryKey } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { readableError } from "@/app/_trpc/readable-error";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Notice } from "@/app/_ui/notice";
import { useToast } from "@/app/_ui/toast";
import type { RefusalCode } from "@/domain/refusal";
import styles from "./form-dialog.module.css";

/** Writes something down, or changes what is written down: a form in a window, with what was wrong with it on top. */
export function FormDialog({
  title,
  isNew,
  saving,
  problem,
  onSave,
  onClose,
  children,
}: {
  title: string;
  isNew: boolean;
  saving: boolean;
  /** What no field of the form says; null where there is nothing. */
  problem: string | null;
  onSave: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const common = useTranslations("common");
  const form = useId();
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>{common("action.cancel")}</Button>
          <Button variant="primary" type="submit" form={form} loading={saving}>
            {common(isNew ? "action.create" : "action.save")}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSave();
        }}
      >
        {problem === null ? null : <Notice tone="problem">{problem}</Notice>}
        {children}
      </form>
    </Dialog>
  );
}

/**
 * What is wrong with a form that was refused: in words, by field, and what none of the fields says.
 *
 * @param shown The fields of the form, as the server names them.
 * @param taken The field that each refusal is about.
 */
export function useFormProblems<Field extends string>(
  error: unknown,
  shown: readonly Field[],
  taken: Partial<Record<RefusalCode, Field>>,
): { at: (field: Field) => string | undefined; other: string | null } {
  const errorText = useErrorText();
  const { fields, code } = readableError(error);
  const at = (field: Field) =>
    fields[field] ?? (code !== null && taken[code] === field ? errorText(error) : undefined);
  const isTold = shown.some((field) => at(field) !== undefined);
  return { at, other: error && !isTold ? errorText(error) : null };
}

/** After something was saved: the lists are read anew, the window closes, and it is said. */
export function useSaved(queryKey: QueryKey, onClose: () => void): (sentence?: string) => Promise<void> {
  const cache = useQueryClient();
  const toast = useToast();
  return async (sentence) => {
    await cache.invalidateQueries({ queryKey });
    onClose();
    if (sentence !== undefined) toast({ tone: "done", title: sentence });
  };
}
