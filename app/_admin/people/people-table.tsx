"use client";

import { useState } from "react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Ellipsis, KeyRound, Pencil, UserRoundCheck, UserRoundX } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Badge } from "@/app/_ui/badge";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { IconButton } from "@/app/_ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/app/_ui/menu";
import { Table, type TableColumn } from "@/app/_ui/table";
import { useToast } from "@/app/_ui/toast";
import { useSeparator } from "@/app/_ui/separator";
import { personNameIn } from "@/domain/account/schema";
import { inLocale } from "@/domain/text";
import type { NewPassword } from "./initial-password";
import type { ListedPerson } from "./listed-person";
import { PersonDialog } from "./person-dialog";
import styles from "./people-table.module.css";

type Deed = { kind: "edit" | "reset" | "disable"; person: ListedPerson };

/** The list itself, with what can be done about each person. */
export function PeopleTable({
  people,
  onPassword,
}: {
  people: readonly ListedPerson[];
  onPassword: (password: NewPassword) => void;
}) {
  const separator = useSeparator();
  const t = useTranslations("admin.people");
  const common = useTranslations("common");
  const locale = useLocale();
  const [deed, setDeed] = useState<Deed | null>(null);
  const deeds = usePersonDeeds(onPassword);
  const nameOf = (person: ListedPerson) => personNameIn(person, locale);

  const columns: TableColumn<ListedPerson>[] = [
    {
      id: "name",
      header: t("name"),
      primary: true,
      cell: (person) => (
        <span className={styles.name}>
          {nameOf(person)}
          {person.disabledAtMs !== null ? <Badge tone="missed">{t("states.disabled")}</Badge> : null}
          {person.mustChangePassword ? <Badge tone="risk">{t("mustChange")}</Badge> : null}
          {person.isDemo ? <Badge outlined>{t("demo")}</Badge> : null}
        </span>
      ),
    },
    {
      id: "staffNumber",
      header: t("staffNumber"),
      width: "110px",
      cell: (person) => person.staffNumber ?? "–",
    },
    { id: "email", header: t("email"), wideOnly: true, cell: (person) => person.email ?? "–" },
    {
      id: "roles",
      header: t("roles"),
      cell: (person) => person.roles.map((role) => common(`role.${role}`)).join(separator),
    },
    {
      id: "organisation",
      header: t("organisation"),
      cell: (person) =>
        person.organisation ? inLocale(person.organisation.name, locale) : t("noOrganisation"),
    },
    {
      id: "actions",
      header: t("actions"),
      headerHidden: true,
      corner: true,
      align: "end",
      width: "48px",
      cell: (person) => (
        <PersonMenu
          person={person}
          onDo={(kind) => setDeed({ kind, person })}
          onEnable={() => deeds.enable(person)}
        />
      ),
    },
  ];

  return (
    <>
      <Table
        caption={t("caption")}
        columns={columns}
        rows={people}
        rowKey={(person) => person.id}
        onRowClick={(person) => setDeed({ kind: "edit", person })}
      />
      {deed?.kind === "edit" ? (
        <PersonDialog person={deed.person} onClose={() => setDeed(null)} onPassword={onPassword} />
      ) : null}
      {deed?.kind === "reset" ? (
        <ConfirmDialog
          open
          onOpenChange={() => setDeed(null)}
          title={t("resetTitle", { name: nameOf(deed.person) })}
          description={t("resetText")}
          confirmLabel={t("resetPassword")}
          onConfirm={() => deeds.reset(deed.person)}
        />
      ) : null}
      {deed?.kind === "disable" ? (
        <ConfirmDialog
          open
          danger
          onOpenChange={() => setDeed(null)}
          title={t("disableTitle", { name: nameOf(deed.person) })}
          description={t("disableText")}
          confirmLabel={t("disable")}
          onConfirm={() => deeds.disable(deed.person)}
        />
      ) : null}
    </>
  );
}

/** What can be done about somebody. */
function PersonMenu({
  person,
  onDo,
  onEnable,
}: {
  person: ListedPerson;
  onDo: (kind: Deed["kind"]) => void;
  onEnable: () => void;
}) {
  const t = useTranslations("admin.people");
  const common = useTranslations("common");
  const locale = useLocale();
  return (
    <Menu
      trigger={
        <IconButton
          size="small"
          label={t("actionsFor", { name: personNameIn(person, locale) })}
          icon={<Ellipsis aria-hidden="true" />}
        />
      }
    >
      <MenuItem icon={<Pencil aria-hidden="true" />} onSelect={() => onDo("edit")}>
        {common("action.edit")}
      </MenuItem>
      <MenuItem icon={<KeyRound aria-hidden="true" />} onSelect={() => onDo("reset")}>
        {t("resetPassword")}
      </MenuItem>
      <MenuSeparator />
      {person.disabledAtMs === null ? (
        <MenuItem danger icon={<UserRoundX aria-hidden="true" />} onSelect={() => onDo("disable")}>
          {t("disable")}
        </MenuItem>
      ) : (
        <MenuItem icon={<UserRoundCheck aria-hidden="true" />} onSelect={() => onEnable()}>
          {t("enable")}
        </MenuItem>
      )}
    </Menu>
  );
}

/** The deeds that need no form. Each says how it went. */
function usePersonDeeds(onPassword: (password: NewPassword) => void) {
  const t = useTranslations("admin.people");
  const locale = useLocale();
  const trpc = useTRPC();
  const cache = useQueryClient();
  const toast = useToast();
  const errorText = useErrorText();
  const common = {
    onSettled: () => cache.invalidateQueries({ queryKey: trpc.people.pathKey() }),
    onError: (error: unknown) => toast({ tone: "problem", title: errorText(error) }),
  };
  const disable = useMutation(trpc.people.disable.mutationOptions(common));
  const enable = useMutation(trpc.people.enable.mutationOptions(common));
  const reset = useMutation(trpc.people.resetPassword.mutationOptions(common));

  return {
    // The window closes either way; a failure is told by the toast.
    disable: (person: ListedPerson) =>
      disable.mutateAsync({ id: person.id }).then(
        () => toast({ tone: "done", title: t("disabled") }),
        () => undefined,
      ),
    enable: (person: ListedPerson) =>
      enable.mutate({ id: person.id }, { onSuccess: () => toast({ tone: "done", title: t("enabled") }) }),
    reset: (person: ListedPerson) =>
      reset.mutateAsync({ id: person.id }).then(
        ({ password }) => onPassword({ name: personNameIn(person, locale), password }),
        () => undefined,
      ),
  };
}
