import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireViewer } from "@/app/_shell/require-viewer";
import { requirePage } from "@/app/_trpc/require-page";
import { ControlScreen } from "@/app/_drill/control/control-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("control");
  return { title: t("title") };
}

/** The desk of the control cell. */
export default async function ControlPage({ params }: { params: Promise<{ drillId: string }> }) {
  await requirePage("/drills/[drillId]/control");
  const { id } = await requireViewer();
  return <ControlScreen drillId={(await params).drillId} personId={id} />;
}
