import type { MetadataRoute } from "next";
import { getTranslations } from "next-intl/server";

/** Lets a tablet keep the evaluator's screen on its home screen, without the browser around it. */
export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const common = await getTranslations("common");
  const shell = await getTranslations("shell");
  return {
    name: common("appName"),
    short_name: common("appName"),
    description: shell("tagline"),
    start_url: "/",
    display: "standalone",
    background_color: "#f5f7f8",
    theme_color: "#0b5f5d",
    icons: [{ src: "/icon.svg", sizes: "any", type: "image/svg+xml" }],
  };
}
