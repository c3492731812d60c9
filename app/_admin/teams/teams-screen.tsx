"use client";

import { useState, type ReactNode } from "react";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ArchiveRestore, Ellipsis, Pencil, Plus, UserMinus, Users } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { AlikeNames } from "@/app/_admin/marks/alike-names";
import { useTRPC } from "@/app/_trpc/client";
import { readableError } from "@/app/_trpc/readable-error";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { EmptyState } from "@/app/_ui/empty-state";
import { ErrorState } from "@/app/_ui/error-state";
import { IconButton } from "@/app/_ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/app/_ui/menu";
import { PageHeader } from "@/app/_ui/page-header";
import { Skeleton } from "@/app/_ui/skeleton";
import { Table, type TableColumn } from "@/app/_ui/table";
import { useToast } from "@/app/_ui/toast";
import { useTelling } from "@/app/_ui/use-telling";
import { personNameIn } from "@/domain/account/schema";
import { inLocale } from "@/domain/text";
import type { ListedTeam } from "./listed-team";
import { MembersDialog } from "./members-dialog";
import { TeamDialog } from "./team-dialog";
import styles from "./teams-screen.module.css";

type Deed = { kind: "add" } | { kind: "edit" | "members" | "retire"; team: ListedTeam };

/** The standing teams and who is in them. */
export function TeamsScreen() {
  const t = useTranslations("admin.teams");
  const locale = useLocale();
  const trpc = useTRPC();
  const [retired, setRetired] = useState(false);
  const teams = useQuery(trpc.teams.list.queryOptions({ retired }, { placeholderData: keepPreviousData }));
  const [deed, setDeed] = useState<Deed | null>(null);
  const retire = useRetire();
  const add = (
    <Button variant="primary" icon={<Plus aria-hidden="true" />} onClick={() => setDeed({ kind: "add" })}>
      {t("new")}
    </Button>
  );

  const columns = useTeamColumns((team) => (
    <TeamMenu
      team={team}
      onDo={(kind) => setDeed({ kind, team })}
      onRestore={() => void retire(team, false)}
    />
  ));

  return (
    <>
      <PageHeader title={t("title")} actions={add} />
      <AlikeNames of="teams" />
      <div className={styles.filter}>
        <Checkbox label={t("showRetired")} checked={retired} onCheckedChange={setRetired} />
      </div>
      {teams.isError ? (
        <ErrorState
          sentence={readableError(teams.error).sentence}
          code={readableError(teams.error).requestId}
          onRetry={() => void teams.refetch()}
        />
      ) : teams.data === undefined ? (
        <Skeleton lines={5} />
      ) : (
        <Table
          caption={t("caption")}
          columns={columns}
          rows={teams.data}
          rowKey={(team) => team.id}
          onRowClick={(team) => (team.mayChange ? setDeed({ kind: "members", team }) : undefined)}
          empty={
            <EmptyState icon={<Users aria-hidden="true" />} title={t("empty")} action={add}>
              {t("emptyHint")}
            </EmptyState>
          }
        />
      )}
      {deed?.kind === "add" ? <TeamDialog team={null} onClose={() => setDeed(null)} /> : null}
      {deed?.kind === "edit" ? <TeamDialog team={deed.team} onClose={() => setDeed(null)} /> : null}
      {deed?.kind === "members" ? <MembersDialog team={deed.team} onClose={() => setDeed(null)} /> : null}
      {deed?.kind === "retire" ? (
        <ConfirmDialog
          open
          danger
          onOpenChange={() => setDeed(null)}
          title={t("retireTitle", { name: inLocale(deed.team.name, locale) })}
          description={t("retireText")}
          confirmLabel={t("retire")}
          onConfirm={() => retire(deed.team, true)}
        />
      ) : null}
    </>
  );
}

function useTeamColumns(menuOf: (team: ListedTeam) => ReactNode): TableColumn<ListedTeam>[] {
  const t = useTranslations("admin.teams");
  const locale = useLocale();
  const tell = useTelling();
  return [
    {
      id: "team",
      header: t("team"),
      primary: true,
      cell: (team) => (
        <span className={styles.team}>
          <span className={styles.short} aria-hidden="true">
            {team.shortName}
          </span>
          {inLocale(team.name, locale)}
          {team.retired ? <Badge>{t("retired")}</Badge> : null}
        </span>
      ),
    },
    {
      id: "organisation",
      header: t("organisation"),
      cell: (team) => inLocale(team.organisation.name, locale),
    },
    {
      id: "captain",
      header: t("captain"),
      cell: (team) => {
        const captain = team.members.find(({ duty }) => duty === "captain");
        return captain ? personNameIn(captain, locale) : t("noCaptain");
      },
    },
    {
      id: "members",
      header: t("members"),
      cell: (team) => (
        <span title={tell({ list: team.members.map((member) => personNameIn(member, locale)), as: "each" })}>
          {t("memberCount", { count: team.members.length })}
        </span>
      ),
    },
    {
      id: "actions",
      header: t("actions"),
      headerHidden: true,
      corner: true,
      align: "end",
      width: "48px",
      cell: (team) => (team.mayChange ? menuOf(team) : null),
    },
  ];
}

/** What can be done about a team. */
function TeamMenu({
  team,
  onDo,
  onRestore,
}: {
  team: ListedTeam;
  onDo: (kind: "edit" | "members" | "retire") => void;
  onRestore: () => void;
}) {
  const t = useTranslations("admin.teams");
  const common = useTranslations("common");
  const locale = useLocale();
  return (
    <Menu
      trigger={
        <IconButton
          size="small"
          label={t("actionsFor", { name: inLocale(team.name, locale) })}
          icon={<Ellipsis aria-hidden="true" />}
        />
      }
    >
      <MenuItem icon={<Users aria-hidden="true" />} onSelect={() => onDo("members")}>
        {t("editMembers")}
      </MenuItem>
      <MenuItem icon={<Pencil aria-hidden="true" />} onSelect={() => onDo("edit")}>
        {common("action.edit")}
      </MenuItem>
      <MenuSeparator />
      {team.retired ? (
        <MenuItem icon={<ArchiveRestore aria-hidden="true" />} onSelect={() => onRestore()}>
          {t("restore")}
        </MenuItem>
      ) : (
        <MenuItem danger icon={<UserMinus aria-hidden="true" />} onSelect={() => onDo("retire")}>
          {t("retire")}
        </MenuItem>
      )}
    </Menu>
  );
}

/** Stands a team down or up again and says how it went. */
function useRetire() {
  const t = useTranslations("admin.teams");
  const trpc = useTRPC();
  const cache = useQueryClient();
  const toast = useToast();
  const errorText = useErrorText();
  const retire = useMutation(
    trpc.teams.retire.mutationOptions({
      onSuccess: (_, { retired }) =>
        toast({ tone: "done", title: t(retired ? "retiredDone" : "restoredDone") }),
      onError: (error) => toast({ tone: "problem", title: errorText(error) }),
      onSettled: () => cache.invalidateQueries({ queryKey: trpc.teams.pathKey() }),
    }),
  );
  return (team: ListedTeam, retired: boolean) =>
    retire.mutateAsync({ id: team.id, retired }).catch(() => undefined);
}
