"use client";

import { useState } from "react";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { FormDialog, useFormProblems, useSaved } from "@/app/_admin/marks/form-dialog";
import { useOrganisationOptions } from "@/app/_admin/marks/organisation-options";
import { useTRPC } from "@/app/_trpc/client";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { LocalTextInput } from "@/app/_ui/local-text-input";
import { Select } from "@/app/_ui/select";
import type { ListedTeam } from "./listed-team";
import styles from "./team-dialog.module.css";

/** Founds a team, or changes its name and home. */
export function TeamDialog({ team, onClose }: { team: ListedTeam | null; onClose: () => void }) {
  const t = useTranslations("admin.teams");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const organisations = useOrganisationOptions();
  const [form, setForm] = useState({
    name: team?.name ?? { zh: "", en: "" },
    shortName: team?.shortName ?? "",
    organisationId: team?.organisation.id ?? null,
  });
  const [unplaced, setUnplaced] = useState(false);

  const saved = useSaved(trpc.teams.pathKey(), onClose);
  const onSuccess = () => saved(t(team ? "saved" : "created"));
  const create = useMutation(trpc.teams.create.mutationOptions({ onSuccess }));
  const edit = useMutation(trpc.teams.edit.mutationOptions({ onSuccess }));
  const problems = useFormProblems(
    team ? edit.error : create.error,
    ["name.zh", "shortName", "organisationId"],
    { "team-name-taken": "name.zh" },
  );

  function save() {
    const { organisationId } = form;
    if (organisationId === null) return setUnplaced(true);
    const input = { ...form, organisationId };
    if (team) edit.mutate({ ...input, id: team.id });
    else create.mutate(input);
  }

  return (
    <FormDialog
      title={t(team ? "editTitle" : "createTitle")}
      isNew={team === null}
      saving={create.isPending || edit.isPending}
      problem={problems.other}
      onSave={save}
      onClose={onClose}
    >
      <LocalTextInput
        label={t("name")}
        error={problems.at("name.zh")}
        maxLength={80}
        value={form.name}
        onChange={(name) => setForm({ ...form, name })}
      />
      <Field label={t("shortName")} hint={t("shortNameHint")} error={problems.at("shortName")} required>
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
        error={problems.at("organisationId") ?? (unplaced ? common("field.choose") : undefined)}
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
    </FormDialog>
  );
}
