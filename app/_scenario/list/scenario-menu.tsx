"use client";

import { useRouter } from "next/navigation";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Archive, ArchiveRestore, Copy, MoreHorizontal, Radio } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { IconButton } from "@/app/_ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/app/_ui/menu";
import { useToast } from "@/app/_ui/toast";
import { inLocale } from "@/domain/text";
import type { ListedScenario } from "./listed-scenario";

/** What can be done with a scenario as a whole. */
export function ScenarioMenu({ scenario }: { scenario: ListedScenario }) {
  const t = useTranslations("scenarios");
  const common = useTranslations("common");
  const locale = useLocale();
  const trpc = useTRPC();
  const router = useRouter();
  const cache = useQueryClient();
  const toast = useToast();
  const errorText = useErrorText();
  const title = inLocale(scenario.title, locale);

  const onError = (error: unknown) => toast({ tone: "problem", title: errorText(error) });
  const refresh = () => cache.invalidateQueries({ queryKey: trpc.scenario.list.queryKey() });
  const duplicate = useMutation(
    trpc.scenario.duplicate.mutationOptions({
      onSuccess: async ({ scenarioId }) => {
        await refresh();
        router.push(`/scenarios/${scenarioId}`);
      },
      onError,
    }),
  );
  const restore = useMutation(trpc.scenario.archive.mutationOptions({ onSuccess: refresh, onError }));
  const archive = useMutation(
    trpc.scenario.archive.mutationOptions({
      onSuccess: async (_, { scenarioId, archived }) => {
        await refresh();
        toast({
          tone: "done",
          title: t(archived ? "archivedDone" : "restoredDone", { title }),
          action: {
            label: common("action.undo"),
            onPress: () => restore.mutate({ scenarioId, archived: !archived }),
          },
        });
      },
      onError,
    }),
  );

  return (
    <Menu
      trigger={
        <IconButton
          label={t("menuFor", { title })}
          icon={<MoreHorizontal aria-hidden="true" />}
          size="small"
          loading={duplicate.isPending || archive.isPending}
        />
      }
    >
      {scenario.latestVersion === null ? null : (
        <MenuItem
          icon={<Radio aria-hidden="true" />}
          onSelect={() => router.push(`/drills/new?scenario=${scenario.id}`)}
        >
          {t("startDrill")}
        </MenuItem>
      )}
      <MenuItem
        icon={<Copy aria-hidden="true" />}
        onSelect={() => duplicate.mutate({ scenarioId: scenario.id })}
      >
        {common("action.duplicate")}
      </MenuItem>
      {scenario.mayArchive ? (
        <>
          <MenuSeparator />
          <MenuItem
            icon={scenario.archived ? <ArchiveRestore aria-hidden="true" /> : <Archive aria-hidden="true" />}
            onSelect={() => archive.mutate({ scenarioId: scenario.id, archived: !scenario.archived })}
          >
            {t(scenario.archived ? "restore" : "archive")}
          </MenuItem>
        </>
      ) : null}
    </Menu>
  );
}
