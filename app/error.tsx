"use client";

import { useTranslations } from "next-intl";
import { MessagePage } from "@/app/_shell/message-page";
import { Button } from "@/app/_ui/button";
import { ButtonLink } from "@/app/_ui/button-link";

/** A bug in a page. The server has logged it under the digest, which is all that is shown of it. */
export default function PageError({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  const t = useTranslations("shell");
  return (
    <MessagePage title={t("problem.title")} text={t("problem.text")} code={error.digest}>
      <Button variant="primary" onClick={retry}>
        {t("problem.retry")}
      </Button>
      <ButtonLink href="/">{t("problem.home")}</ButtonLink>
    </MessagePage>
  );
}
