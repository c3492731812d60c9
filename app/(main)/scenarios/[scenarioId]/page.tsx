import { Suspense } from "react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { z } from "zod";
import { orNotFound } from "@/app/_trpc/or-not-found";
import { serverCaller } from "@/app/_trpc/server";
import { Skeleton } from "@/app/_ui/skeleton";
import { inLocale } from "@/domain/text";
import { ScenarioScreen } from "@/app/_scenario/editor/scenario-screen";

export async function generateMetadata({ params }: PageProps<"/scenarios/[scenarioId]">): Promise<Metadata> {
  const { scenarioId } = await params;
  const t = await getTranslations("scenarios");
  const list = z.uuid().safeParse(scenarioId).success
    ? await (await serverCaller()).scenario.list({ archived: false }).catch(() => [])
    : [];
  const found = list.find(({ id }) => id === scenarioId);
  return { title: found ? inLocale(found.title, await getLocale()) : t("title") };
}

export default async function ScenarioPage({ params }: PageProps<"/scenarios/[scenarioId]">) {
  const { scenarioId } = await params;
  if (!z.uuid().safeParse(scenarioId).success) notFound();
  await orNotFound((await serverCaller()).scenario.versions({ scenarioId }));
  return (
    <Suspense fallback={<Skeleton lines={10} />}>
      <ScenarioScreen scenarioId={scenarioId} />
    </Suspense>
  );
}
