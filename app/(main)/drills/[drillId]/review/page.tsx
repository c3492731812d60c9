import { Suspense } from "react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { leadIn } from "@/app/_drill/marks/lead-in";
import { orNotFound } from "@/app/_trpc/or-not-found";
import { getQueryClient, HydrateClient, noop, trpc } from "@/app/_trpc/server";
import { Skeleton } from "@/app/_ui/skeleton";
import { ReviewScreen } from "@/app/_drill/review/review-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("review");
  return { title: t("title") };
}

export default async function ReviewPage({ params }: PageProps<"/drills/[drillId]/review">) {
  const { drillId } = await params;
  if (!z.uuid().safeParse(drillId).success) notFound();
  await leadIn(drillId);
  // Awaited, so that the page arrives with its scores: what hydrates is what was rendered.
  await Promise.all([
    orNotFound(getQueryClient().query(trpc.review.overview.queryOptions({ drillId }))),
    getQueryClient()
      .query(trpc.review.timeline.queryOptions({ drillId, lane: null }))
      .catch(noop),
  ]);
  return (
    <HydrateClient>
      <Suspense fallback={<Skeleton lines={10} />}>
        <ReviewScreen drillId={drillId} />
      </Suspense>
    </HydrateClient>
  );
}
