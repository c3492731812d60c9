import { Suspense } from "react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { getQueryClient, HydrateClient, noop, trpc } from "@/app/_trpc/server";
import { Skeleton } from "@/app/_ui/skeleton";
import { ScenariosScreen } from "@/app/_scenario/list/scenarios-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("scenarios");
  return { title: t("title") };
}

export default async function ScenariosPage({ searchParams }: PageProps<"/scenarios">) {
  const archived = (await searchParams).state === "archived";
  // Awaited, so that the page arrives with its list: what hydrates is what was rendered.
  await getQueryClient().query(trpc.scenario.list.queryOptions({ archived })).catch(noop);
  return (
    <HydrateClient>
      <Suspense fallback={<Skeleton lines={8} />}>
        <ScenariosScreen />
      </Suspense>
    </HydrateClient>
  );
}
