"use client";

import { useMemo, useState } from "react";
import { useRouter, useSearchParams } from "next/navigation";
import { useQuery } from "@tanstack/react-query";
import { ClipboardList, LayoutGrid, List, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { readableError } from "@/app/_trpc/readable-error";
import { Button } from "@/app/_ui/button";
import { useCommands } from "@/app/_ui/command-context";
import { EmptyState } from "@/app/_ui/empty-state";
import { ErrorState } from "@/app/_ui/error-state";
import { PageHeader } from "@/app/_ui/page-header";
import { SearchInput } from "@/app/_ui/search-input";
import { SegmentedControl } from "@/app/_ui/segmented-control";
import { Select } from "@/app/_ui/select";
import { Skeleton } from "@/app/_ui/skeleton";
import { Toolbar } from "@/app/_ui/toolbar";
import { NewScenarioDialog } from "./new-scenario-dialog";
import { ScenarioCards } from "./scenario-cards";
import { addressOfScenarios, fitsFilter, scenarioFilterFrom, type ScenarioFilter } from "./scenario-filter";
import { ScenarioTable } from "./scenario-table";
import styles from "./scenarios-screen.module.css";

/** Every scenario a trainer may open: to find one, to start one. */
export function ScenariosScreen() {
  const t = useTranslations("scenarios");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const router = useRouter();
  const params = useSearchParams();
  const filter = useMemo(() => scenarioFilterFrom((key) => params.get(key)), [params]);
  // What is typed shows at once; the address follows without a round trip.
  const [text, setText] = useState(filter.text);
  const [creating, setCreating] = useState(false);
  const list = useQuery(trpc.scenario.list.queryOptions({ archived: filter.state === "archived" }));
  useCommands([
    {
      id: "new-scenario",
      label: t("new"),
      group: "action",
      keys: "N",
      icon: <Plus aria-hidden="true" />,
      run: () => setCreating(true),
    },
  ]);

  function show(change: Partial<ScenarioFilter>) {
    router.replace(addressOfScenarios({ ...filter, text, ...change }), { scroll: false });
  }

  function clear() {
    setText("");
    show({ text: "", opposed: null });
  }

  const shown = list.data?.filter((scenario) => fitsFilter(scenario, { ...filter, text }));
  return (
    <>
      <PageHeader
        title={t("title")}
        actions={
          <Button variant="primary" icon={<Plus aria-hidden="true" />} onClick={() => setCreating(true)}>
            {t("new")}
          </Button>
        }
      />
      <Toolbar
        label={t("filters")}
        end={
          <SegmentedControl
            label={t("view.label")}
            value={filter.view}
            onValueChange={(view) => show({ view })}
            options={[
              { value: "cards", label: t("view.cards"), icon: <LayoutGrid aria-hidden="true" /> },
              { value: "table", label: t("view.table"), icon: <List aria-hidden="true" /> },
            ]}
          />
        }
      >
        <SearchInput
          label={t("search")}
          value={text}
          onValueChange={(next) => {
            setText(next);
            window.history.replaceState(null, "", addressOfScenarios({ ...filter, text: next }));
          }}
        />
        <Select
          className={styles.filter}
          aria-label={t("opposition")}
          value={filter.opposed === null ? "any" : filter.opposed ? "yes" : "no"}
          onValueChange={(value) => show({ opposed: value === "any" ? null : value === "yes" })}
          options={[
            { value: "any", label: t("anyOpposition") },
            { value: "yes", label: t("opposed") },
            { value: "no", label: t("unopposed") },
          ]}
        />
        <Select
          className={styles.filter}
          aria-label={t("state")}
          value={filter.state}
          onValueChange={(state) => show({ state })}
          options={[
            { value: "active", label: t("active") },
            { value: "archived", label: t("archived") },
          ]}
        />
      </Toolbar>

      {list.isError ? (
        <ErrorState
          sentence={readableError(list.error).sentence}
          code={readableError(list.error).requestId}
          onRetry={() => void list.refetch()}
        />
      ) : shown === undefined ? (
        <Skeleton lines={8} />
      ) : shown.length === 0 ? (
        list.data?.length === 0 ? (
          <EmptyState
            icon={<ClipboardList aria-hidden="true" />}
            title={t(filter.state === "archived" ? "emptyArchive" : "empty")}
          />
        ) : (
          <EmptyState
            title={common("empty.noMatch")}
            action={<Button onClick={clear}>{common("empty.clearFilters")}</Button>}
          />
        )
      ) : filter.view === "table" ? (
        <ScenarioTable scenarios={shown} />
      ) : (
        <ScenarioCards scenarios={shown} />
      )}
      {creating ? <NewScenarioDialog onClose={() => setCreating(false)} /> : null}
    </>
  );
}
