import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotFoundPage } from "@/app/_shell/not-found-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell");
  return { title: t("notFound.title") };
}

/** For an address that leads nowhere, and for live screens: no frame stands around it. */
export default function NotFound() {
  return <NotFoundPage isFramed={false} />;
}
