import { useTranslations } from "next-intl";
import { ButtonLink } from "@/app/_ui/button-link";
import { ErrorState } from "@/app/_ui/error-state";

/** For a code that leads into no drill: mostly a mistyped one, so the way to type it again stands beside it. */
export default function NoSuchCode() {
  const t = useTranslations("drills.join");
  const refusals = useTranslations("refusals");
  return (
    <ErrorState title={t("unknown")} sentence={refusals("join-code-unknown")}>
      <ButtonLink href="/join">{t("otherCode")}</ButtonLink>
    </ErrorState>
  );
}
