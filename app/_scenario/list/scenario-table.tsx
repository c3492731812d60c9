"use client";

import { useLocale, useTranslations } from "next-intl";
import { RelativeTime } from "@/app/_ui/relative-time";
import { Table } from "@/app/_ui/table";
import { inLocale } from "@/domain/text";
import type { ListedScenario } from "./listed-scenario";
import { ScenarioMenu } from "./scenario-menu";
import { VersionBadge } from "./version-badge";

/** Scenarios to compare and sort. */
export function ScenarioTable({ scenarios }: { scenarios: readonly ListedScenario[] }) {
  const t = useTranslations("scenarios");
  const locale = useLocale();
  return (
    <Table
      caption={t("title")}
      rows={scenarios}
      rowKey={({ id }) => id}
      rowHref={({ id }) => `/scenarios/${id}`}
      columns={[
        {
          id: "title",
          header: t("column.title"),
          primary: true,
          cell: ({ title }) => inLocale(title, locale),
          sortValue: ({ title }) => inLocale(title, locale),
        },
        { id: "version", header: t("column.version"), cell: (row) => <VersionBadge scenario={row} /> },
        {
          id: "opposed",
          header: t("opposition"),
          cell: ({ opposed }) => t(opposed ? "opposed" : "unopposed"),
          sortValue: ({ opposed }) => Number(opposed),
        },
        {
          id: "minutes",
          header: t("column.minutes"),
          align: "end",
          cell: ({ plannedMinutes }) => plannedMinutes,
          sortValue: ({ plannedMinutes }) => plannedMinutes,
        },
        {
          id: "injects",
          header: t("column.injects"),
          align: "end",
          cell: ({ injects }) => injects,
          sortValue: ({ injects }) => injects,
        },
        {
          id: "items",
          header: t("column.items"),
          align: "end",
          cell: ({ items }) => items,
          sortValue: ({ items }) => items,
        },
        {
          id: "organisation",
          header: t("column.organisation"),
          wideOnly: true,
          cell: ({ organisation, isStarter }) =>
            isStarter ? t("starter") : organisation ? inLocale(organisation, locale) : "–",
        },
        {
          id: "edited",
          header: t("column.edited"),
          cell: ({ editedAtMs }) => <RelativeTime atMs={editedAtMs} />,
          sortValue: ({ editedAtMs }) => editedAtMs,
        },
        {
          id: "actions",
          header: t("column.actions"),
          headerHidden: true,
          corner: true,
          align: "end",
          width: "48px",
          cell: (row) => <ScenarioMenu scenario={row} />,
        },
      ]}
    />
  );
}
