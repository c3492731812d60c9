"use client";

import { useLocale, useTranslations } from "next-intl";
import type { RouterOutputs } from "@/app/_trpc/router-types";
import { useTelling } from "@/app/_ui/use-telling";
import { personNameIn } from "@/domain/account/schema";
import { inLocale } from "@/domain/text";
import { Section } from "./section";
import styles from "./section.module.css";

/** What is written down about oneself; only administrators change it. */
export function Profile({ profile }: { profile: RouterOutputs["me"]["profile"] }) {
  const t = useTranslations("me.profile");
  const common = useTranslations("common");
  const locale = useLocale();
  const teams = profile.teams.map(({ name, duty }) =>
    duty === "captain" ? t("captain", { team: inLocale(name, locale) }) : inLocale(name, locale),
  );
  const tell = useTelling();
  return (
    <Section title={personNameIn(profile, locale)} hint={t("changeHint")}>
      <dl className={styles.facts}>
        <dt>{t("staffNumber")}</dt>
        <dd>{profile.staffNumber ?? t("none")}</dd>
        <dt>{t("email")}</dt>
        <dd>{profile.email ?? t("none")}</dd>
        <dt>{t("organisation")}</dt>
        <dd>{profile.organisation ? inLocale(profile.organisation.name, locale) : t("none")}</dd>
        <dt>{t("roles")}</dt>
        <dd>{tell({ list: profile.roles.map((role) => common(`role.${role}`)), as: "each" })}</dd>
        <dt>{t("teams")}</dt>
        <dd>{teams.length > 0 ? tell({ list: teams, as: "each" }) : t("noTeams")}</dd>
      </dl>
    </Section>
  );
}
