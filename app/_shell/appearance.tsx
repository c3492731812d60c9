"use client";

import { createContext, useContext, useState, type ReactNode } from "react";
import { useRouter } from "next/navigation";
import { tagOf, LOCALE_COOKIE, type Locale } from "@/domain/locales";
import { keepPreference } from "./preference-cookie";
import { THEME_COOKIE, type Theme } from "./theme";

type Appearance = {
  theme: Theme;
  setTheme: (theme: Theme) => void;
  setLocale: (locale: Locale) => void;
};

const AppearanceContext = createContext<Appearance | null>(null);

/** Lets a person change language and theme in place: no reload, no lost form, no flash. */
export function useAppearance(): Appearance {
  const appearance = useContext(AppearanceContext);
  if (!appearance) throw new Error("useAppearance needs the AppearanceProvider of the root layout");
  return appearance;
}

export function AppearanceProvider({ theme: initial, children }: { theme: Theme; children: ReactNode }) {
  const router = useRouter();
  const [theme, showTheme] = useState(initial);

  function setTheme(next: Theme) {
    keepPreference(THEME_COOKIE, next);
    document.documentElement.dataset.theme = next;
    showTheme(next);
  }

  function setLocale(next: Locale) {
    keepPreference(LOCALE_COOKIE, next);
    document.documentElement.lang = tagOf(next);
    // The server renders the same page in the other language; what was typed into forms stays.
    router.refresh();
  }

  return <AppearanceContext value={{ theme, setTheme, setLocale }}>{children}</AppearanceContext>;
}
