import { Suspense } from "react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { currentViewer, getQueryClient, HydrateClient, noop, trpc } from "@/app/_trpc/server";
import { mayOpen } from "@/app/_trpc/page-access";
import { Skeleton } from "@/app/_ui/skeleton";
import { libraryFilterFrom } from "@/app/_library/find/library-filter";
import { LibraryScreen } from "@/app/_library/find/library-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("library");
  return { title: t("title") };
}

export default async function LibraryPage({ searchParams }: PageProps<"/library">) {
  const asked = await searchParams;
  const filter = libraryFilterFrom((key) => {
    const value = asked[key];
    return (Array.isArray(value) ? value[0] : value) ?? null;
  });
  // Awaited, so that the page arrives with its list: what hydrates is what was rendered.
  await getQueryClient()
    .infiniteQuery(
      trpc.library.search.infiniteQueryOptions(filter, { getNextPageParam: (page) => page.nextCursor }),
    )
    .catch(noop);
  return (
    <HydrateClient>
      <Suspense fallback={<Skeleton lines={8} />}>
        <LibraryScreen mayWrite={mayOpen("/library/drafts", await currentViewer())} />
      </Suspense>
    </HydrateClient>
  );
}
