import type { MetadataRoute } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { tagOf } from "@/domain/locales";
import { icons } from "./manifest-icons";

/** Lets a tablet keep the product on its home screen, without the browser around it. */
export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const common = await getTranslations("common");
  const shell = await getTranslations("shell");
  return {
    id: "/",
    name: common("appName"),
    short_name: common("appName"),
    description: shell("tagline"),
    lang: tagOf(await getLocale()),
    start_url: "/",
    scope: "/",
    display: "standalone",
    background_color: "#f5f7f8",
    theme_color: "#0b5f5d",
    icons: [...icons],
  };
}
