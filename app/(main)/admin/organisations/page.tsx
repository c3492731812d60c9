import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { getQueryClient, HydrateClient, noop, trpc } from "@/app/_trpc/server";
import { OrganisationsScreen } from "@/app/_admin/organisations/organisations-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.organisations");
  return { title: t("title") };
}

export default async function OrganisationsPage() {
  await getQueryClient().query(trpc.organisations.tree.queryOptions()).catch(noop);
  return (
    <HydrateClient>
      <OrganisationsScreen />
    </HydrateClient>
  );
}
