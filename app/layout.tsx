import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { cookies } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/_i18n/client-messages";
import { Providers } from "@/app/_shell/providers";
import { THEME_COOKIE, themeFrom } from "@/app/_shell/theme";
import { tagOf } from "@/domain/locales";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const common = await getTranslations("common");
  const shell = await getTranslations("shell");
  return {
    title: { default: common("appName"), template: `%s · ${common("appName")}` },
    description: shell("tagline"),
    applicationName: common("appName"),
    // Drills and cases are for members of the organisation; an intranet crawler has no business here.
    robots: { index: false, follow: false },
    formatDetection: { telephone: false, date: false, address: false, email: false },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f5f7f8" },
    { media: "(prefers-color-scheme: dark)", color: "#0f1417" },
  ],
};

/** The document itself: language, theme and the providers every screen relies on. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await getLocale();
  const theme = themeFrom((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang={tagOf(locale)} data-theme={theme} data-side-colours="responder-red">
      <body>
        <ClientMessages>
          <Providers theme={theme}>{children}</Providers>
        </ClientMessages>
      </body>
    </html>
  );
}
