import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { orNotFound } from "@/app/_trpc/or-not-found";
import { mayOpen } from "@/app/_trpc/page-access";
import { requirePage } from "@/app/_trpc/require-page";
import { currentViewer, getQueryClient, HydrateClient, noop, trpc } from "@/app/_trpc/server";
import { PlanScreen } from "@/app/_planning/plan-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("drills.plan");
  return { title: t("edit") };
}

/** A planned drill in the form it was planned in. */
export default async function PlanPage({ params }: { params: Promise<{ drillId: string }> }) {
  await requirePage("/drills/[drillId]/plan");
  const { drillId } = await params;
  if (!z.uuid().safeParse(drillId).success) notFound();
  // Whoever plans no drills of their own keeps the scenario of this one.
  const maySwitch = mayOpen("/drills/new", await currentViewer());
  // Awaited, so that the page arrives with its choices: what hydrates is what was rendered.
  const cache = getQueryClient();
  await Promise.all([
    orNotFound(cache.query(trpc.drill.plan.queryOptions({ drillId }))),
    cache.query(trpc.teams.list.queryOptions()).catch(noop),
    maySwitch ? cache.query(trpc.scenario.list.queryOptions({ archived: false })).catch(noop) : null,
  ]);
  return (
    <HydrateClient>
      <PlanScreen drillId={drillId} maySwitch={maySwitch} />
    </HydrateClient>
  );
}
