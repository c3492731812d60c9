import { Suspense } from "react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { orNotFound } from "@/app/_trpc/or-not-found";
import { serverCaller } from "@/app/_trpc/server";
import { Skeleton } from "@/app/_ui/skeleton";
import { DraftScreen } from "@/app/_library/drafts/draft-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("library");
  return { title: t("drafts") };
}

export default async function DraftPage({ params }: PageProps<"/library/drafts/[caseId]">) {
  const { caseId } = await params;
  if (!z.uuid().safeParse(caseId).success) notFound();
  await orNotFound((await serverCaller()).library.readDraft({ caseId }));
  return (
    <Suspense fallback={<Skeleton lines={10} />}>
      <DraftScreen caseId={caseId} />
    </Suspense>
  );
}
