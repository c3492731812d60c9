import { Suspense } from "react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requirePage } from "@/app/_trpc/require-page";
import { getQueryClient, HydrateClient, noop, trpc } from "@/app/_trpc/server";
import { Skeleton } from "@/app/_ui/skeleton";
import { NewDrillScreen } from "@/app/_planning/new-drill-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("drills");
  return { title: t("create.title") };
}

export default async function NewDrillPage() {
  await requirePage("/drills/new");
  // Awaited, so that the page arrives with its choices: what hydrates is what was rendered.
  const cache = getQueryClient();
  await Promise.all([
    cache.query(trpc.scenario.list.queryOptions({ archived: false })).catch(noop),
    cache.query(trpc.teams.list.queryOptions()).catch(noop),
  ]);
  return (
    <HydrateClient>
      <Suspense fallback={<Skeleton lines={8} />}>
        <NewDrillScreen />
      </Suspense>
    </HydrateClient>
  );
}
