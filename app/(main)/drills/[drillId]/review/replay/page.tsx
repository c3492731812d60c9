import { Suspense } from "react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { orNotFound } from "@/app/_trpc/or-not-found";
import { getQueryClient, HydrateClient, trpc } from "@/app/_trpc/server";
import { Skeleton } from "@/app/_ui/skeleton";
import { ReplayScreen } from "@/app/_drill/review/replay/replay-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("review.replay");
  return { title: t("title") };
}

export default async function ReplayPage({ params }: PageProps<"/drills/[drillId]/review/replay">) {
  const { drillId } = await params;
  if (!z.uuid().safeParse(drillId).success) notFound();
  await orNotFound(getQueryClient().query(trpc.review.replaySides.queryOptions({ drillId })));
  return (
    <HydrateClient>
      <Suspense fallback={<Skeleton lines={10} />}>
        <ReplayScreen drillId={drillId} />
      </Suspense>
    </HydrateClient>
  );
}
