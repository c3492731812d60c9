"use client";

import { useState } from "react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useOrganisationOptions, type OrganisationNode } from "@/app/_admin/marks/organisation-options";
import { useTRPC } from "@/app/_trpc/client";
import { readableError } from "@/app/_trpc/readable-error";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { LocalTextInput } from "@/app/_ui/local-text-input";
import { Notice } from "@/app/_ui/notice";
import { SegmentedControl } from "@/app/_ui/segmented-control";
import { Select } from "@/app/_ui/select";
import { useToast } from "@/app/_ui/toast";
import { subtreeOf } from "@/domain/account/organisation-tree";
import { ORGANISATION_LEVELS, type OrganisationLevel } from "@/domain/account/schema";
import styles from "./organisation-dialog.module.css";

const TOP = "top";
const FORM = "organisation-form";

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
  const common = useTranslations("common");
  const trpc = useTRPC();
  const cache = useQueryClient();
  const toast = useToast();
  const errorText = useErrorText();
  const { nodes, indented } = useOrganisationOptions();
  const [form, setForm] = useState({
    name: node?.name ?? { zh: "", en: "" },
    level: node?.level ?? levelBelow(parent?.level ?? null),
    parentId: node ? node.parentId : (parent?.id ?? null),
  });

  const onSuccess = async () => {
    await cache.invalidateQueries({ queryKey: trpc.organisations.pathKey() });
    onClose();
    toast({ tone: "done", title: t(node ? "saved" : "created") });
  };
  const create = useMutation(trpc.organisations.create.mutationOptions({ onSuccess }));
  const edit = useMutation(trpc.organisations.edit.mutationOptions({ onSuccess }));
  const error = node ? edit.error : create.error;
  const { fields, code } = readableError(error);
  const nameProblem =
    fields["name.zh"] ?? (code === "organisation-name-taken" ? errorText(error) : undefined);

  const itself = node ? subtreeOf(nodes, node.id) : [];
  const parents = indented.filter(
    ({ value }) =>
      !itself.includes(value) && nodes.some((one) => one.id === value && one.level !== "station"),
  );

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t(node ? "editTitle" : "createTitle")}
      footer={
        <>
          <Button onClick={onClose}>{common("action.cancel")}</Button>
          <Button variant="primary" type="submit" form={FORM} loading={create.isPending || edit.isPending}>
            {common(node ? "action.save" : "action.create")}
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
          if (node) edit.mutate({ ...form, id: node.id });
          else create.mutate(form);
        }}
      >
        {error && !nameProblem ? <Notice tone="problem">{errorText(error)}</Notice> : null}
        <LocalTextInput
          label={t("name")}
          error={nameProblem}
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
      </form>
    </Dialog>
  );
}

function levelBelow(level: OrganisationLevel | null): OrganisationLevel {
  if (level === null) return "bureau";
  return level === "bureau" ? "district" : "station";
}
