"use client";

import { useMutation } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { LogOut, Monitor, Moon, Sun, UserRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { forgetEverybody } from "@/app/_device/forget-device";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { useTRPC } from "@/app/_trpc/client";
import { Menu, MenuChoice, MenuItem, MenuSection, MenuSeparator } from "@/app/_ui/menu";
import { useToast } from "@/app/_ui/toast";
import { useSeparator } from "@/app/_ui/separator";
import { languageOf, LOCALES } from "@/domain/locales";
import { AccountButton } from "./account-button";
import { useAppearance } from "./appearance";
import { THEMES } from "./theme";
import type { Viewer } from "./viewer";
import styles from "./account-menu.module.css";

const THEME_ICONS = { light: Sun, dark: Moon, system: Monitor } as const;

/**
 * The person signed in, and what belongs to them rather than to the page: language, theme, sign-out.
 *
 * Opens at once, because it is only fetched when its button is pressed.
 */
export function AccountMenu({ viewer }: { viewer: Viewer }) {
  const separator = useSeparator();
  const t = useTranslations("shell");
  const common = useTranslations("common");
  const locale = useLocale();
  const router = useRouter();
  const { theme, setTheme, setLocale } = useAppearance();
  const trpc = useTRPC();
  const toast = useToast();
  const errorText = useErrorText();
  const signOut = useMutation(
    trpc.session.signOut.mutationOptions({
      // A new document, so that nothing of this person's stays in memory.
      onSuccess: async () => {
        await forgetEverybody();
        window.location.assign("/sign-in");
      },
      onError: (error) => toast({ tone: "problem", title: errorText(error) }),
    }),
  );

  return (
    <Menu defaultOpen side="right" align="end" trigger={<AccountButton name={viewer.name} />}>
      <div className={styles.person}>
        <p className={styles.name}>{viewer.name}</p>
        <p className={styles.roles}>{viewer.roles.map((role) => common(`role.${role}`)).join(separator)}</p>
      </div>
      <MenuSeparator />
      <MenuItem icon={<UserRound aria-hidden="true" />} onSelect={() => router.push("/me")}>
        {t("account.profile")}
      </MenuItem>
      <MenuSeparator />
      <MenuSection label={t("language.label")}>
        <MenuChoice
          value={locale}
          onValueChange={setLocale}
          options={LOCALES.map((value) => ({ value, label: languageOf(value).name }))}
        />
      </MenuSection>
      <MenuSection label={t("theme.label")}>
        <MenuChoice
          value={theme}
          onValueChange={setTheme}
          options={THEMES.map((value) => {
            const Icon = THEME_ICONS[value];
            return { value, label: t(`theme.${value}`), icon: <Icon aria-hidden="true" /> };
          })}
        />
      </MenuSection>
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden="true" />} onSelect={() => signOut.mutate()}>
        {t("account.signOut")}
      </MenuItem>
    </Menu>
  );
}
