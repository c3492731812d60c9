import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { hasTrialLanguages, installationTimeZone } from "@/app/_trpc/server";
import { LOCALE_COOKIE, isLocale, localeFor } from "@/domain/locales";
import { FORMATS } from "./formats";
import { messagesIn } from "./messages";

/**
 * Tells next-intl which language a request is answered in and with which sentences.
 *
 * There is no language in the address: a link sent to a colleague opens in the colleague's own language.
 */
export default getRequestConfig(async ({ locale: asked }) => {
  const locale = isLocale(asked)
    ? asked
    : localeFor(
        (await cookies()).get(LOCALE_COOKIE)?.value,
        (await headers()).get("accept-language"),
        hasTrialLanguages,
      );
  return {
    locale,
    messages: messagesIn(locale),
    formats: FORMATS,
    // One place, one wall clock: everybody in a drill reads the same times, wherever their browser thinks it is.
    timeZone: installationTimeZone,
  };
});
