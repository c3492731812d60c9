import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { getQueryClient, HydrateClient, noop, trpc } from "@/app/_trpc/server";
import { TeamsScreen } from "@/app/_admin/teams/teams-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.teams");
  return { title: t("title") };
}

export default async function TeamsPage() {
  await getQueryClient()
    .query(trpc.teams.list.queryOptions({ retired: false }))
    .catch(noop);
  return (
    <HydrateClient>
      <TeamsScreen />
    </HydrateClient>
  );
}
