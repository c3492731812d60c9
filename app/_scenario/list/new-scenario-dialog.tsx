"use client";

import { useState } from "react";
import { useRouter } from "next/navigation";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { LocalTextInput } from "@/app/_ui/local-text-input";
import { Notice } from "@/app/_ui/notice";
import { RadioGroup } from "@/app/_ui/radio-group";
import { Select } from "@/app/_ui/select";
import { useDurationText } from "@/app/_ui/use-duration-text";
import { useSeparator } from "@/app/_ui/separator";
import { inLocale, type LocalText } from "@/domain/text";
import { copyTitle } from "@/domain/words/copy-title";
import styles from "./scenarios-screen.module.css";

const BLANK = "blank";
const FORM = "new-scenario";

/** Starts a scenario: from one of the starters, or from nothing. */
export function NewScenarioDialog({ onClose }: { onClose: () => void }) {
  const separator = useSeparator();
  const t = useTranslations("scenarios");
  const common = useTranslations("common");
  const duration = useDurationText();
  const locale = useLocale();
  const trpc = useTRPC();
  const router = useRouter();
  const cache = useQueryClient();
  const errorText = useErrorText();
  const list = useQuery(trpc.scenario.list.queryOptions({ archived: false }));
  const grounds = useQuery(trpc.scenario.grounds.queryOptions());
  const [from, setFrom] = useState(BLANK);
  const [title, setTitle] = useState<LocalText>({ zh: "", en: "" });
  const [groundId, setGroundId] = useState<string | null>(null);
  const create = useMutation(
    trpc.scenario.create.mutationOptions({
      onSuccess: async ({ scenarioId }) => {
        await cache.invalidateQueries({ queryKey: trpc.scenario.list.queryKey() });
        router.push(`/scenarios/${scenarioId}`);
      },
    }),
  );

  const starters = list.data?.filter(({ isStarter }) => isStarter) ?? [];
  const ground = groundId ?? grounds.data?.[0]?.id ?? null;
  const starter = starters.find(({ id }) => id === from);
  // A copy that nobody renamed says so.
  const named: LocalText =
    title.zh.trim() === "" && title.en.trim() === "" && starter ? copyTitle(starter.title) : title;
  const isNamed = named.zh.trim() !== "" || named.en.trim() !== "";

  function submit() {
    if (!isNamed) return;
    if (starter) create.mutate({ from: { kind: "scenario", scenarioId: starter.id }, title: named });
    else if (ground !== null) create.mutate({ from: { kind: "blank", groundId: ground }, title: named });
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("newTitle")}
      description={t("newHint")}
      footer={
        <>
          <Button onClick={onClose}>{common("action.cancel")}</Button>
          <Button
            variant="primary"
            type="submit"
            form={FORM}
            disabled={!isNamed || (!starter && ground === null)}
            loading={create.isPending}
          >
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
          submit();
        }}
        className={styles.form}
      >
        {create.error ? <Notice tone="problem">{errorText(create.error)}</Notice> : null}
        <LocalTextInput
          label={t("column.title")}
          value={title}
          onChange={setTitle}
          maxLength={200}
          required={!starter}
        />
        <RadioGroup
          label={t("startFrom")}
          value={from}
          onValueChange={setFrom}
          options={[
            { value: BLANK, label: t("blank"), hint: t("blankHint") },
            ...starters.map(({ id, title: name, plannedMinutes, injects }) => ({
              value: id,
              label: inLocale(name, locale),
              hint: `${duration(plannedMinutes * 60_000)}${separator}${t("injects", { count: injects })}`,
            })),
          ]}
        />
        {starter || (grounds.data?.length ?? 0) < 2 ? null : (
          <Field label={t("ground")}>
            <Select
              value={ground}
              onValueChange={setGroundId}
              options={(grounds.data ?? []).map(({ id, name }) => ({
                value: id,
                label: inLocale(name, locale),
              }))}
            />
          </Field>
        )}
      </form>
    </Dialog>
  );
}
