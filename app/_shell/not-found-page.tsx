import { useTranslations } from "next-intl";
import { ButtonLink } from "@/app/_ui/button-link";
import { MessagePage } from "./message-page";

/** The same page for what does not exist and for what one may not see. */
export function NotFoundPage({ isFramed }: { isFramed: boolean }) {
  const t = useTranslations("shell");
  return (
    <MessagePage title={t("notFound.title")} text={t("notFound.text")} isFramed={isFramed}>
      <ButtonLink href="/" variant="primary">
        {t("notFound.home")}
      </ButtonLink>
    </MessagePage>
  );
}
