import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { MessagePage } from "@/app/_shell/message-page";
import { ButtonLink } from "@/app/_ui/button-link";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell");
  return { title: t("notFound.title") };
}

/** The same page for what does not exist and for what one may not see. */
export default function NotFound() {
  const t = useTranslations("shell");
  return (
    <MessagePage title={t("notFound.title")} text={t("notFound.text")}>
      <ButtonLink href="/" variant="primary">
        {t("notFound.home")}
      </ButtonLink>
    </MessagePage>
  );
}
