"use client";

import { useState } from "react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Building2, Ellipsis, Pencil, Plus, Trash2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { AlikeNames } from "@/app/_admin/marks/alike-names";
import { useOrganisationOptions, type OrganisationNode } from "@/app/_admin/marks/organisation-options";
import { useTRPC } from "@/app/_trpc/client";
import { readableError } from "@/app/_trpc/readable-error";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Button } from "@/app/_ui/button";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { EmptyState } from "@/app/_ui/empty-state";
import { ErrorState } from "@/app/_ui/error-state";
import { IconButton } from "@/app/_ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/app/_ui/menu";
import { PageHeader } from "@/app/_ui/page-header";
import { Skeleton } from "@/app/_ui/skeleton";
import { useToast } from "@/app/_ui/toast";
import { inLocale } from "@/domain/text";
import { OrganisationDialog } from "./organisation-dialog";
import styles from "./organisations-screen.module.css";

type Deed =
  | { kind: "add"; parent: OrganisationNode | null }
  | { kind: "edit"; node: OrganisationNode }
  | { kind: "delete"; node: OrganisationNode };

/** The tree of organisations. */
export function OrganisationsScreen() {
  const t = useTranslations("admin.organisations");
  const trpc = useTRPC();
  const tree = useQuery(trpc.organisations.tree.queryOptions());
  const { nodes } = useOrganisationOptions();
  const [deed, setDeed] = useState<Deed | null>(null);
  const add = (
    <Button
      variant="primary"
      icon={<Plus aria-hidden="true" />}
      onClick={() => setDeed({ kind: "add", parent: null })}
    >
      {t("new")}
    </Button>
  );

  return (
    <>
      <PageHeader title={t("title")} actions={nodes.length > 0 ? add : null} />
      <AlikeNames of="organisations" />
      {tree.isError ? (
        <ErrorState
          sentence={readableError(tree.error).sentence}
          code={readableError(tree.error).requestId}
          onRetry={() => void tree.refetch()}
        />
      ) : tree.data === undefined ? (
        <Skeleton lines={6} />
      ) : nodes.length === 0 ? (
        <EmptyState icon={<Building2 aria-hidden="true" />} title={t("empty")} action={add}>
          {t("emptyHint")}
        </EmptyState>
      ) : (
        <Branch nodes={nodes} parentId={null} onDeed={setDeed} label={t("caption")} />
      )}
      {deed?.kind === "add" ? (
        <OrganisationDialog node={null} parent={deed.parent} onClose={() => setDeed(null)} />
      ) : null}
      {deed?.kind === "edit" ? (
        <OrganisationDialog node={deed.node} parent={null} onClose={() => setDeed(null)} />
      ) : null}
      {deed?.kind === "delete" ? <DeleteDialog node={deed.node} onClose={() => setDeed(null)} /> : null}
    </>
  );
}

/** One level of the tree and, inside each entry, the levels below. */
function Branch({
  nodes,
  parentId,
  onDeed,
  label,
}: {
  nodes: readonly OrganisationNode[];
  parentId: string | null;
  onDeed: (deed: Deed) => void;
  label?: string;
}) {
  const t = useTranslations("admin.organisations");
  const common = useTranslations("common");
  const locale = useLocale();
  const children = nodes.filter((node) => node.parentId === parentId);
  if (children.length === 0) return null;
  return (
    <ul className={parentId === null ? styles.tree : styles.branch} aria-label={label}>
      {children.map((node) => {
        const name = inLocale(node.name, locale);
        return (
          <li key={node.id}>
            <div className={styles.row}>
              <span className={styles.name}>{name}</span>
              <span className={styles.level}>{t(`levels.${node.level}`)}</span>
              <Menu
                trigger={
                  <IconButton
                    size="small"
                    label={t("actionsFor", { name })}
                    icon={<Ellipsis aria-hidden="true" />}
                  />
                }
              >
                {node.level !== "station" ? (
                  <MenuItem
                    icon={<Plus aria-hidden="true" />}
                    onSelect={() => onDeed({ kind: "add", parent: node })}
                  >
                    {t("newUnder")}
                  </MenuItem>
                ) : null}
                <MenuItem
                  icon={<Pencil aria-hidden="true" />}
                  onSelect={() => onDeed({ kind: "edit", node })}
                >
                  {common("action.edit")}
                </MenuItem>
                <MenuSeparator />
                <MenuItem
                  danger
                  icon={<Trash2 aria-hidden="true" />}
                  onSelect={() => onDeed({ kind: "delete", node })}
                >
                  {t("delete")}
                </MenuItem>
              </Menu>
            </div>
            <Branch nodes={nodes} parentId={node.id} onDeed={onDeed} />
          </li>
        );
      })}
    </ul>
  );
}

function DeleteDialog({ node, onClose }: { node: OrganisationNode; onClose: () => void }) {
  const t = useTranslations("admin.organisations");
  const locale = useLocale();
  const trpc = useTRPC();
  const cache = useQueryClient();
  const toast = useToast();
  const errorText = useErrorText();
  const remove = useMutation(
    trpc.organisations.delete.mutationOptions({
      onSuccess: () => toast({ tone: "done", title: t("deleted") }),
      onError: (error) => toast({ tone: "problem", title: errorText(error) }),
      onSettled: () => cache.invalidateQueries({ queryKey: trpc.organisations.pathKey() }),
    }),
  );
  return (
    <ConfirmDialog
      open
      danger
      onOpenChange={onClose}
      title={t("deleteTitle", { name: inLocale(node.name, locale) })}
      description={t("deleteText")}
      confirmLabel={t("delete")}
      // The window closes either way; a failure is told by the toast.
      onConfirm={() => remove.mutateAsync({ id: node.id }).catch(() => undefined)}
    />
  );
}
