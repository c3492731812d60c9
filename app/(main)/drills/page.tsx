import { Suspense } from "react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { currentViewer, getQueryClient, HydrateClient, noop, trpc } from "@/app/_trpc/server";
import { mayOpen } from "@/app/_trpc/page-access";
import { Skeleton } from "@/app/_ui/skeleton";
import { DrillListed } from "@/domain/roster/schema";
import { DrillsScreen } from "@/app/_drill/list/drills-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("drills");
  return { title: t("title") };
}

export default async function DrillsPage({ searchParams }: PageProps<"/drills">) {
  const phase = DrillListed.shape.phase.safeParse((await searchParams).phase).data;
  // Awaited, so that the page arrives with its list: what hydrates is what was rendered.
  await getQueryClient()
    .infiniteQuery(
      trpc.drill.list.infiniteQueryOptions(phase === undefined ? {} : { phase }, {
        getNextPageParam: ({ next }) => next,
      }),
    )
    .catch(noop);
  return (
    <HydrateClient>
      <Suspense fallback={<Skeleton lines={8} />}>
        <DrillsScreen mayPlan={mayOpen("/drills/new", await currentViewer())} />
      </Suspense>
    </HydrateClient>
  );
}
