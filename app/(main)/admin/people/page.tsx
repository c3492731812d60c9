import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { getQueryClient, HydrateClient, noop, trpc } from "@/app/_trpc/server";
import { peopleFilterFrom } from "@/app/_admin/people/people-filter";
import { PeopleScreen } from "@/app/_admin/people/people-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.people");
  return { title: t("title") };
}

export default async function PeoplePage({ searchParams }: PageProps<"/admin/people">) {
  const asked = await searchParams;
  const filter = peopleFilterFrom((key) => {
    const value = asked[key];
    return (Array.isArray(value) ? value[0] : value) ?? null;
  });
  await Promise.all([
    getQueryClient().query(trpc.people.page.queryOptions(filter)).catch(noop),
    getQueryClient().query(trpc.organisations.tree.queryOptions()).catch(noop),
  ]);
  return (
    <HydrateClient>
      <PeopleScreen />
    </HydrateClient>
  );
}
