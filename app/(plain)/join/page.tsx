import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requirePage } from "@/app/_trpc/require-page";
import { CodeForm } from "@/app/_drill/join/code-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("drills");
  return { title: t("join.title") };
}

export default async function JoinPage() {
  await requirePage("/join");
  return <CodeForm />;
}
