import { Suspense } from "react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requirePage } from "@/app/_trpc/require-page";
import { getQueryClient, HydrateClient, noop, trpc } from "@/app/_trpc/server";
import { Skeleton } from "@/app/_ui/skeleton";
import { PracticeScreen } from "@/app/_drill/list/practice-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("drills");
  return { title: t("practice.title") };
}

export default async function PracticePage() {
  await requirePage("/drills/practice");
  // Awaited, so that the page arrives with its choices: what hydrates is what was rendered.
  await getQueryClient().query(trpc.practice.offers.queryOptions()).catch(noop);
  return (
    <HydrateClient>
      <Suspense fallback={<Skeleton lines={8} />}>
        <PracticeScreen />
      </Suspense>
    </HydrateClient>
  );
}
