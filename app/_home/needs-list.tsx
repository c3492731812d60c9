import Link from "next/link";
import { ArrowRight, CircleCheckBig } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/app/_ui/badge";
import { ButtonLink } from "@/app/_ui/button-link";
import { EmptyState } from "@/app/_ui/empty-state";
import { RelativeTime } from "@/app/_ui/relative-time";
import { SideTag } from "@/app/_drill/marks/side-tag";
import { NEED_KINDS, type Need, type NeedKind } from "./need";
import styles from "./needs-list.module.css";

/** Where all of a kind stand. */
const LIST_OF: Record<NeedKind, string> = {
  "drill-running": "/drills?phase=running",
  "drill-to-join": "/drills",
  "drill-planned": "/drills?phase=planned",
  "evaluation-waiting": "/drills?phase=ended",
  "review-waiting": "/drills?phase=ended",
  "case-to-review": "/library/drafts?status=in-review",
  "case-due": "/library",
  "scenario-draft": "/scenarios",
  "case-draft": "/library/drafts?status=draft",
};

/** What needs the person now, grouped by kind, the most pressing first. Each line is one click from the work. */
export function NeedsList({ needs }: { needs: readonly Need[] }) {
  const t = useTranslations("home");
  if (needs.length === 0) {
    return (
      <EmptyState
        icon={<CircleCheckBig aria-hidden="true" />}
        title={t("nothing")}
        action={
          <>
            <ButtonLink href="/library">{t("readCases")}</ButtonLink>
            <ButtonLink href="/drills">{t("seeDrills")}</ButtonLink>
          </>
        }
      >
        {t("nothingHint")}
      </EmptyState>
    );
  }

  const groups = NEED_KINDS.map((kind) => ({
    kind,
    members: needs.filter((need) => need.kind === kind),
  })).filter((group) => group.members.length > 0);
  return (
    <div className={styles.groups}>
      {groups.map(({ kind, members }) => (
        <section key={kind} className={styles.group} aria-labelledby={`needs-${kind}`}>
          <h3 className={styles.heading} id={`needs-${kind}`}>
            {t(`kind.${kind}`)}
            <span className={styles.count}>{members.length + moreOf(members)}</span>
          </h3>
          <ul>
            {members.map((need) => (
              <li key={need.id}>
                <Link href={need.href} className={styles.need}>
                  <span className={styles.what}>
                    <span className={styles.title}>{need.title}</span>
                    <span className={styles.context}>
                      {need.side ? <SideTag side={need.side} /> : null}
                      {need.detail ? <span>{need.detail}</span> : null}
                      {need.overdue ? <Badge tone="risk">{t("overdue")}</Badge> : null}
                      {need.atMs === null ? null : <RelativeTime atMs={need.atMs} />}
                    </span>
                  </span>
                  <span className={kind === "drill-running" ? styles.verbNow : styles.verb}>
                    {t(`verb.${kind}`)}
                    <ArrowRight aria-hidden="true" />
                  </span>
                </Link>
              </li>
            ))}
          </ul>
          {moreOf(members) > 0 ? (
            <Link href={LIST_OF[kind]} className={styles.more}>
              {t("more", { count: moreOf(members) })}
            </Link>
          ) : null}
        </section>
      ))}
    </div>
  );
}

function moreOf(members: readonly Need[]): number {
  return members.reduce((sum, { more }) => sum + more, 0);
}
