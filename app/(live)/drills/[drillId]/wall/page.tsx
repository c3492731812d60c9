import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireViewer } from "@/app/_shell/require-viewer";
import { requirePage } from "@/app/_trpc/require-page";
import { WallScreen } from "@/app/_drill/wall/wall-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("console.wall");
  return { title: t("title") };
}

/** What hangs on the wall while a drill runs. */
export default async function WallPage({ params }: { params: Promise<{ drillId: string }> }) {
  await requirePage("/drills/[drillId]/wall");
  const { sessionExpiresAtMs } = await requireViewer();
  return <WallScreen drillId={(await params).drillId} signedInUntilMs={sessionExpiresAtMs} />;
}
