import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/_i18n/client-messages";
import { requirePage } from "@/app/_trpc/require-page";
import { PartsScreen } from "@/app/_admin/parts/parts-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("parts");
  return { title: t("title") };
}

/** Every base component in all its states. No menu leads here: it is for whoever builds screens. */
export default async function PartsPage() {
  await requirePage("/admin/parts");
  return (
    <ClientMessages namespaces={["parts"]}>
      <PartsScreen />
    </ClientMessages>
  );
}
