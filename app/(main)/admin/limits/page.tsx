import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requirePage } from "@/app/_trpc/require-page";
import { getQueryClient, HydrateClient, noop, trpc } from "@/app/_trpc/server";
import { LimitsScreen } from "@/app/_admin/limits/limits-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.limits");
  return { title: t("title") };
}

export default async function LimitsPage() {
  await requirePage("/admin/limits");
  await getQueryClient().query(trpc.limits.list.queryOptions()).catch(noop);
  return (
    <HydrateClient>
      <LimitsScreen />
    </HydrateClient>
  );
}
