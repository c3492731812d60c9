"use client";

import { useState } from "react";
import { useMutation } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { Checkbox } from "@/app/_ui/checkbox";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Notice } from "@/app/_ui/notice";
import { Select } from "@/app/_ui/select";
import { personNameIn, ROLES, type Role } from "@/domain/account/schema";
import { FormDialog, useFormProblems, useSaved } from "@/app/_admin/marks/form-dialog";
import { useOrganisationOptions } from "@/app/_admin/marks/organisation-options";
import type { NewPassword } from "./initial-password";
import type { ListedPerson } from "./listed-person";
import styles from "./person-dialog.module.css";

const NONE = "none";
/** As the server names them. */
const FIELDS = ["name", "latinName", "staffNumber", "email", "organisationId", "roles"] as const;

/** Writes somebody down, or changes what is written down about them. */
export function PersonDialog({
  person,
  onClose,
  onPassword,
}: {
  /** Null for somebody new. */
  person: ListedPerson | null;
  onClose: () => void;
  /** Told the first password of somebody new. */
  onPassword: (password: NewPassword) => void;
}) {
  const t = useTranslations("admin.people");
  const locale = useLocale();
  const trpc = useTRPC();
  const organisations = useOrganisationOptions();
  const [form, setForm] = useState({
    name: person?.name ?? "",
    latinName: person?.latinName ?? "",
    email: person?.email ?? "",
    staffNumber: person?.staffNumber ?? "",
    roles: new Set<Role>(person?.roles ?? ["officer"]),
    organisationId: person?.organisation?.id ?? null,
  });

  const saved = useSaved(trpc.people.pathKey(), onClose);
  const create = useMutation(
    trpc.people.create.mutationOptions({
      onSuccess: async ({ password }, { name, latinName }) => {
        await saved();
        onPassword({ name: personNameIn({ name, latinName }, locale), password });
      },
    }),
  );
  const edit = useMutation(trpc.people.edit.mutationOptions({ onSuccess: () => saved(t("saved")) }));
  const problems = useFormProblems(person ? edit.error : create.error, FIELDS, {
    "email-taken": "email",
    "staff-number-taken": "staffNumber",
  });

  const text = (key: "name" | "latinName" | "email" | "staffNumber") => ({
    value: form[key],
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [key]: event.target.value }),
  });

  function save() {
    const input = {
      name: form.name,
      latinName: form.latinName.trim() || null,
      email: form.email.trim() || null,
      staffNumber: form.staffNumber.trim() || null,
      roles: ROLES.filter((role) => form.roles.has(role)),
      organisationId: form.organisationId,
    };
    if (person) edit.mutate({ ...input, id: person.id });
    else create.mutate(input);
  }

  return (
    <FormDialog
      title={t(person ? "editTitle" : "createTitle")}
      isNew={person === null}
      saving={create.isPending || edit.isPending}
      problem={problems.other}
      onSave={save}
      onClose={onClose}
    >
      <div className={styles.pair}>
        <Field label={t("name")} error={problems.at("name")} required>
          <Input autoComplete="off" maxLength={60} {...text("name")} />
        </Field>
        <Field label={t("latinName")} error={problems.at("latinName")}>
          <Input autoComplete="off" maxLength={60} {...text("latinName")} />
        </Field>
        <Field label={t("staffNumber")} error={problems.at("staffNumber")}>
          <Input autoComplete="off" maxLength={30} {...text("staffNumber")} />
        </Field>
        <Field label={t("email")} error={problems.at("email")}>
          <Input type="email" autoComplete="off" maxLength={200} {...text("email")} />
        </Field>
      </div>
      <p className={styles.hint}>{t("identifierHint")}</p>
      <Field label={t("organisation")} error={problems.at("organisationId")}>
        <Select
          value={form.organisationId ?? NONE}
          onValueChange={(id) => setForm({ ...form, organisationId: id === NONE ? null : id })}
          options={[{ value: NONE, label: t("noOrganisation") }, ...organisations.indented]}
        />
      </Field>
      <RoleFields
        roles={form.roles}
        problem={problems.at("roles")}
        onChange={(roles) => setForm({ ...form, roles })}
      />
    </FormDialog>
  );
}

/** What somebody may do, each with what that means. */
function RoleFields({
  roles,
  problem,
  onChange,
}: {
  roles: ReadonlySet<Role>;
  problem: string | undefined;
  onChange: (roles: Set<Role>) => void;
}) {
  const t = useTranslations("admin.people");
  const common = useTranslations("common");
  return (
    <fieldset className={styles.roles}>
      <legend className={styles.legend}>{t("roles")}</legend>
      {ROLES.map((role) => (
        <Checkbox
          key={role}
          label={common(`role.${role}`)}
          hint={t(`roleHint.${role}`)}
          checked={roles.has(role)}
          onCheckedChange={(checked) => {
            const next = new Set(roles);
            if (checked) next.add(role);
            else next.delete(role);
            onChange(next);
          }}
        />
      ))}
      {problem ? <Notice tone="problem">{problem}</Notice> : null}
    </fieldset>
  );
}
