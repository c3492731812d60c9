import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { ClientMessages } from "@/app/_i18n/client-messages";
import { leadInOrNotFound } from "@/app/_drill/marks/lead-in";
import { requirePage } from "@/app/_trpc/require-page";
import { currentViewer, getQueryClient, HydrateClient, noop, trpc } from "@/app/_trpc/server";
import { LobbyScreen } from "@/app/_drill/lobby/lobby-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("drills");
  return { title: t("lobby.title") };
}

/** Where everybody gathers before StartEx. */
export default async function LobbyPage({ params }: PageProps<"/drills/[drillId]/lobby">) {
  await requirePage("/drills/[drillId]/lobby");
  const { drillId } = await params;
  if (!z.uuid().safeParse(drillId).success) notFound();
  await leadInOrNotFound(drillId);
  // Awaited, so that the page arrives with its roster: what hydrates is what was rendered.
  await getQueryClient().query(trpc.drill.lobby.queryOptions({ drillId })).catch(noop);
  return (
    <HydrateClient>
      {/* What the live screens say of checks and alarms is said here too. */}
      <ClientMessages namespaces={["drills", "console"]}>
        <LobbyScreen drillId={drillId} viewerId={(await currentViewer())?.id ?? null} />
      </ClientMessages>
    </HydrateClient>
  );
}
