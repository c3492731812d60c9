import { Suspense } from "react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { getQueryClient, HydrateClient, noop, trpc } from "@/app/_trpc/server";
import { Skeleton } from "@/app/_ui/skeleton";
import { DraftsScreen } from "@/app/_library/drafts/drafts-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("library");
  return { title: t("drafts") };
}

export default async function DraftsPage() {
  // Awaited, so that the page arrives with its list: what hydrates is what was rendered.
  await getQueryClient().query(trpc.library.drafts.queryOptions()).catch(noop);
  return (
    <HydrateClient>
      <Suspense fallback={<Skeleton lines={8} />}>
        <DraftsScreen />
      </Suspense>
    </HydrateClient>
  );
}
