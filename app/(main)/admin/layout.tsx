import type { ReactNode } from "react";
import { useTranslations } from "next-intl";
import { ClientMessages } from "@/app/_i18n/client-messages";
import { requirePage } from "@/app/_trpc/require-page";
import { TabLinks } from "@/app/_ui/tab-links";
import { TrailNotice } from "@/app/_admin/audit/trail-notice";
import { VersionLine } from "@/app/_admin/marks/version-line";
import styles from "@/app/_admin/marks/layout.module.css";

/** The administrators' rooms: people, organisations, teams, limits, audit. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  await requirePage("/admin");
  return (
    <ClientMessages namespaces={["admin"]}>
      <div className={styles.tabs}>
        <AdminTabs />
      </div>
      <TrailNotice />
      {children}
      <VersionLine />
    </ClientMessages>
  );
}

function AdminTabs() {
  const t = useTranslations("admin.tabs");
  return (
    <TabLinks
      label={t("label")}
      items={[
        { href: "/admin/people", label: t("people") },
        { href: "/admin/organisations", label: t("organisations") },
        { href: "/admin/teams", label: t("teams") },
        { href: "/admin/limits", label: t("limits") },
        { href: "/admin/audit", label: t("audit") },
      ]}
    />
  );
}
