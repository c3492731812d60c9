import { useTranslations } from "next-intl";
import { Plus } from "lucide-react";
import { ButtonLink } from "@/app/_ui/button-link";
import { DrillNotices } from "@/app/_drill/marks/drill-notices";
import { PageHeader } from "@/app/_ui/page-header";
import { JoinForm } from "./join-form";
import { Needs } from "./needs";
import styles from "./home-screen.module.css";

/** Home: what needs this person now, and the shortest way into a drill. */
export function HomeScreen({
  name,
  hour,
  mayRunDrills,
}: {
  /** How the person is greeted. */
  name: string;
  /** Hour of the day, 0 to 23, where the server stands. */
  hour: number;
  mayRunDrills: boolean;
}) {
  const t = useTranslations("home");
  const time = hour < 5 ? "night" : hour < 12 ? "morning" : hour < 18 ? "afternoon" : "evening";
  return (
    <div className={styles.home}>
      <PageHeader
        title={t(`greeting.${time}`, { name })}
        actions={
          mayRunDrills ? (
            <ButtonLink href="/drills/new" variant="primary" icon={<Plus aria-hidden="true" />}>
              {t("newDrill")}
            </ButtonLink>
          ) : (
            <ButtonLink href="/drills/practice">{t("practise")}</ButtonLink>
          )
        }
      />
      <div className={styles.columns}>
        <section aria-labelledby="needs">
          <h2 className={styles.heading} id="needs">
            {t("needs")}
          </h2>
          <DrillNotices />
          <Needs />
        </section>
        <section className={styles.join} aria-labelledby="join">
          <h2 className={styles.heading} id="join">
            {t("join.title")}
          </h2>
          <JoinForm />
        </section>
      </div>
    </div>
  );
}
