"use client";

import { useState } from "react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useOrganisationOptions } from "@/app/_admin/marks/organisation-options";
import { useTRPC } from "@/app/_trpc/client";
import { readableError } from "@/app/_trpc/readable-error";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { LocalTextInput } from "@/app/_ui/local-text-input";
import { Notice } from "@/app/_ui/notice";
import { Select } from "@/app/_ui/select";
import { useToast } from "@/app/_ui/toast";
import type { ListedTeam } from "./listed-team";
import styles from "./team-dialog.module.css";

const FORM = "team-form";

/** Founds a team, or changes its name and home. */
export function TeamDialog({ team, onClose }: { team: ListedTeam | null; onClose: () => void }) {
  const t = useTranslations("admin.teams");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const cache = useQueryClient();
  const toast = useToast();
  const errorText = useErrorText();
  const organisations = useOrganisationOptions();
  const [form, setForm] = useState({
    name: team?.name ?? { zh: "", en: "" },
    shortName: team?.shortName ?? "",
    organisationId: team?.organisation.id ?? null,
  });
  const [unplaced, setUnplaced] = useState(false);

  const onSuccess = async () => {
    await cache.invalidateQueries({ queryKey: trpc.teams.pathKey() });
    onClose();
    toast({ tone: "done", title: t(team ? "saved" : "created") });
  };
  const create = useMutation(trpc.teams.create.mutationOptions({ onSuccess }));
  const edit = useMutation(trpc.teams.edit.mutationOptions({ onSuccess }));
  const error = team ? edit.error : create.error;
  const { fields, code } = readableError(error);
  const nameProblem = fields["name.zh"] ?? (code === "team-name-taken" ? errorText(error) : undefined);

  function save() {
    const { organisationId } = form;
    if (organisationId === null) return setUnplaced(true);
    const input = { ...form, organisationId };
    if (team) edit.mutate({ ...input, id: team.id });
    else create.mutate(input);
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t(team ? "editTitle" : "createTitle")}
      footer={
        <>
          <Button onClick={onClose}>{common("action.cancel")}</Button>
          <Button variant="primary" type="submit" form={FORM} loading={create.isPending || edit.isPending}>
            {common(team ? "action.save" : "action.create")}
          </Button>
        </>
      }
    >
      <form
        id={FORM}
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {error && !nameProblem && code !== "input-invalid" ? (
          <Notice tone="problem">{errorText(error)}</Notice>
        ) : null}
        <LocalTextInput
          label={t("name")}
          error={nameProblem}
          maxLength={80}
          value={form.name}
          onChange={(name) => setForm({ ...form, name })}
        />
        <Field label={t("shortName")} hint={t("shortNameHint")} error={fields.shortName} required>
          <Input
            className={styles.short}
            maxLength={4}
            autoComplete="off"
            value={form.shortName}
            onChange={(event) => setForm({ ...form, shortName: event.target.value })}
          />
        </Field>
        <Field
          label={t("organisation")}
          error={fields.organisationId ?? (unplaced ? common("field.choose") : undefined)}
          required
        >
          <Select
            value={form.organisationId}
            placeholder={common("field.choose")}
            onValueChange={(organisationId) => {
              setUnplaced(false);
              setForm({ ...form, organisationId });
            }}
            options={organisations.indented}
          />
        </Field>
      </form>
    </Dialog>
  );
}
