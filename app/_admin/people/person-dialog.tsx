"use client";

import { useState } from "react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { readableError } from "@/app/_trpc/readable-error";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Button } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Notice } from "@/app/_ui/notice";
import { Select } from "@/app/_ui/select";
import { useToast } from "@/app/_ui/toast";
import { personNameIn, ROLES, type Role } from "@/domain/account/schema";
import { useOrganisationOptions } from "@/app/_admin/marks/organisation-options";
import type { NewPassword } from "./initial-password";
import type { ListedPerson } from "./listed-person";
import styles from "./person-dialog.module.css";

const NONE = "none";
const FORM = "person-form";

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
  const common = useTranslations("common");
  const locale = useLocale();
  const trpc = useTRPC();
  const cache = useQueryClient();
  const toast = useToast();
  const errorText = useErrorText();
  const organisations = useOrganisationOptions();
  const [form, setForm] = useState({
    name: person?.name ?? "",
    latinName: person?.latinName ?? "",
    email: person?.email ?? "",
    staffNumber: person?.staffNumber ?? "",
    roles: new Set<Role>(person?.roles ?? ["officer"]),
    organisationId: person?.organisation?.id ?? null,
  });

  const done = async () => {
    await cache.invalidateQueries({ queryKey: trpc.people.pathKey() });
    onClose();
  };
  const create = useMutation(
    trpc.people.create.mutationOptions({
      onSuccess: async ({ password }, input) => {
        await done();
        onPassword({
          name: personNameIn({ name: input.name, latinName: input.latinName }, locale),
          password,
        });
      },
    }),
  );
  const edit = useMutation(
    trpc.people.edit.mutationOptions({
      onSuccess: async () => {
        await done();
        toast({ tone: "done", title: t("saved") });
      },
    }),
  );
  const error = person ? edit.error : create.error;
  const { fields, code } = readableError(error);
  const emailProblem = fields.email ?? (code === "email-taken" ? errorText(error) : undefined);
  const staffNumberProblem =
    fields.staffNumber ?? (code === "staff-number-taken" ? errorText(error) : undefined);
  const told = code === "email-taken" || code === "staff-number-taken" || code === "input-invalid";

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
    <Dialog
      open
      onOpenChange={onClose}
      title={t(person ? "editTitle" : "createTitle")}
      footer={
        <>
          <Button onClick={onClose}>{common("action.cancel")}</Button>
          <Button variant="primary" type="submit" form={FORM} loading={create.isPending || edit.isPending}>
            {common(person ? "action.save" : "action.create")}
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
        {error && !told ? <Notice tone="problem">{errorText(error)}</Notice> : null}
        <div className={styles.pair}>
          <Field label={t("name")} error={fields.name} required>
            <Input autoComplete="off" maxLength={60} {...text("name")} />
          </Field>
          <Field label={t("latinName")} error={fields.latinName}>
            <Input autoComplete="off" maxLength={60} {...text("latinName")} />
          </Field>
          <Field label={t("staffNumber")} error={staffNumberProblem}>
            <Input autoComplete="off" maxLength={30} {...text("staffNumber")} />
          </Field>
          <Field label={t("email")} error={emailProblem}>
            <Input type="email" autoComplete="off" maxLength={200} {...text("email")} />
          </Field>
        </div>
        <p className={styles.hint}>{t("identifierHint")}</p>
        <Field label={t("organisation")} error={fields.organisationId}>
          <Select
            value={form.organisationId ?? NONE}
            onValueChange={(id) => setForm({ ...form, organisationId: id === NONE ? null : id })}
            options={[{ value: NONE, label: t("noOrganisation") }, ...organisations.indented]}
          />
        </Field>
        <fieldset className={styles.roles}>
          <legend className={styles.legend}>{t("roles")}</legend>
          {ROLES.map((role) => (
            <Checkbox
              key={role}
              label={common(`role.${role}`)}
              hint={t(`roleHint.${role}`)}
              checked={form.roles.has(role)}
              onCheckedChange={(checked) => {
                const roles = new Set(form.roles);
                if (checked) roles.add(role);
                else roles.delete(role);
                setForm({ ...form, roles });
              }}
            />
          ))}
          {fields.roles ? <Notice tone="problem">{fields.roles}</Notice> : null}
        </fieldset>
      </form>
    </Dialog>
  );
}
