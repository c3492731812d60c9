import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireViewer } from "@/app/_shell/require-viewer";
import { requirePage } from "@/app/_trpc/require-page";
import { EvaluatorScreen } from "@/app/_drill/evaluate/evaluator-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("evaluate");
  return { title: t("title") };
}

/** The evaluator's checklist, for a tablet in one hand. */
export default async function EvaluatePage({ params }: { params: Promise<{ drillId: string }> }) {
  await requirePage("/drills/[drillId]/evaluate");
  const { id } = await requireViewer();
  return <EvaluatorScreen drillId={(await params).drillId} personId={id} />;
}
