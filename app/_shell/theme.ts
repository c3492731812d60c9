/** Light, dark, or whatever the person's system is set to. */
export const THEMES = ["light", "dark", "system"] as const;

export type Theme = (typeof THEMES)[number];

/** The cookie in which a browser keeps its theme, so that the server can render it without a flash. */
export const THEME_COOKIE = "theme";

export function themeFrom(cookie: string | undefined): Theme {
  return THEMES.find((theme) => theme === cookie) ?? "system";
}
