import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requirePage } from "@/app/_trpc/require-page";
import { PlayerConsole } from "@/app/_drill/console/player-console";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("console");
  return { title: t("title") };
}

/** The console of one's own side. */
export default async function PlayerPage({ params }: { params: Promise<{ drillId: string }> }) {
  await requirePage("/drills/[drillId]");
  return <PlayerConsole drillId={(await params).drillId} />;
}
