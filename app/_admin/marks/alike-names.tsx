"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import { Notice } from "@/app/_ui/notice";
import { inLocale } from "@/domain/text";

/** Tells administrators which organisations or teams readers would take for one another, until they are renamed. */
export function AlikeNames({ of }: { of: "organisations" | "teams" }) {
  const t = useTranslations("admin");
  const locale = useLocale();
  const trpc = useTRPC();
  const alike = useQuery(trpc.organisations.alike.queryOptions());
  const groups = alike.data?.[of] ?? [];
  if (groups.length === 0) return null;
  return (
    <Notice>
      <p>{t("alike", { count: groups.length })}</p>
      <ul>
        {groups.map((group) => (
          <li key={group[0]?.id}>{group.map(({ name }) => inLocale(name, locale)).join(" / ")}</li>
        ))}
      </ul>
    </Notice>
  );
}
