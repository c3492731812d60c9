"use client";

import { useState } from "react";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { FormDialog, useFormProblems, useSaved } from "@/app/_admin/marks/form-dialog";
import { useOrganisationOptions, type OrganisationNode } from "@/app/_admin/marks/organisation-options";
import { useTRPC } from "@/app/_trpc/client";
import { Field } from "@/app/_ui/field";
import { LocalTextInput } from "@/app/_ui/local-text-input";
import { SegmentedControl } from "@/app/_ui/segmented-control";
import { Select } from "@/app/_ui/select";
import { subtreeOf } from "@/domain/account/organisation-tree";
import { ORGANISATION_LEVELS, type OrganisationLevel } from "@/domain/account/schema";
import styles from "./organisation-dialog.module.css";

const TOP = "top";

/** Adds an organisation, or changes its name or its place in the tree. */
export function OrganisationDialog({
  node,
  parent,
  onClose,
}: {
  /** Null for a new one. */
  node: OrganisationNode | null;
  /** Under which a new one is proposed; null for the top. */
  parent: OrganisationNode | null;
  onClose: () => void;
}) {
  const t = useTranslations("admin.organisations");
  const trpc = useTRPC();
  const { nodes, indented } = useOrganisationOptions();
  const [form, setForm] = useState({
    name: node?.name ?? { zh: "", en: "" },
    level: node?.level ?? levelBelow(parent?.level ?? null),
    parentId: node ? node.parentId : (parent?.id ?? null),
  });

  const saved = useSaved(trpc.organisations.pathKey(), onClose);
  const onSuccess = () => saved(t(node ? "saved" : "created"));
  const create = useMutation(trpc.organisations.create.mutationOptions({ onSuccess }));
  const edit = useMutation(trpc.organisations.edit.mutationOptions({ onSuccess }));
  const problems = useFormProblems(node ? edit.error : create.error, ["name.zh"], {
    "organisation-name-taken": "name.zh",
  });

  const itself = node ? subtreeOf(nodes, node.id) : [];
  const parents = indented.filter(
    ({ value }) =>
      !itself.includes(value) && nodes.some((one) => one.id === value && one.level !== "station"),
  );

  return (
    <FormDialog
      title={t(node ? "editTitle" : "createTitle")}
      isNew={node === null}
      saving={create.isPending || edit.isPending}
      problem={problems.other}
      onSave={() => (node ? edit.mutate({ ...form, id: node.id }) : create.mutate(form))}
      onClose={onClose}
    >
      <LocalTextInput
        label={t("name")}
        error={problems.at("name.zh")}
        maxLength={80}
        value={form.name}
        onChange={(name) => setForm({ ...form, name })}
      />
      <Field label={t("parent")}>
        <Select
          value={form.parentId ?? TOP}
          onValueChange={(id) => setForm({ ...form, parentId: id === TOP ? null : id })}
          options={[{ value: TOP, label: t("top") }, ...parents]}
        />
      </Field>
      <div className={styles.level}>
        <span className={styles.label} aria-hidden="true">
          {t("level")}
        </span>
        <SegmentedControl
          label={t("level")}
          value={form.level}
          onValueChange={(level) => setForm({ ...form, level })}
          options={ORGANISATION_LEVELS.map((level) => ({ value: level, label: t(`levels.${level}`) }))}
        />
      </div>
    </FormDialog>
  );
}

function levelBelow(level: OrganisationLevel | null): OrganisationLevel {
  if (level === null) return "bureau";
  return level === "bureau" ? "district" : "station";
}
