"use client";

import { useTranslations } from "next-intl";
import { readableError } from "./readable-error";

/** Gives the sentence to show for a failed call: the server's own, or that it could not be reached. */
export function useErrorText(): (error: unknown) => string {
  const t = useTranslations("common");
  return (error) => readableError(error).sentence ?? t("error.offline");
}
