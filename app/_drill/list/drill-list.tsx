"use client";

import Link from "next/link";
import { BellOff } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Badge } from "@/app/_ui/badge";
import { ButtonLink } from "@/app/_ui/button-link";
import { Moment } from "@/app/_ui/moment";
import { RelativeTime } from "@/app/_ui/relative-time";
import { SideTag } from "@/app/_drill/marks/side-tag";
import type { DrillListed } from "@/domain/roster/schema";
import { inLocale, isWritten } from "@/domain/text";
import { PhaseBadge } from "@/app/_drill/marks/phase-badge";
import { consoleAddress, consoleVerb } from "@/app/_drill/marks/seat-address";
import styles from "./drill-list.module.css";

/** Drills one below the other, each with its state in words and the one thing to do next. */
export function DrillList({ drills }: { drills: readonly DrillListed[] }) {
  return (
    <ul className={styles.list}>
      {drills.map((drill) => (
        <DrillRow key={drill.drillId} drill={drill} isFirst={drill === toEnter(drills)} />
      ))}
    </ul>
  );
}

/** The first drill of a list that runs and can be entered: the one thing on the page that does not wait. */
export function toEnter(drills: readonly DrillListed[]): DrillListed | undefined {
  return drills.find((drill) => drill.phase === "running" && stepsFor(drill).length > 0);
}

function DrillRow({ drill, isFirst }: { drill: DrillListed; isFirst: boolean }) {
  const t = useTranslations("drills");
  const locale = useLocale();
  const steps = stepsFor(drill);
  const [first] = steps;
  const { seat } = drill;
  const own =
    seat?.role === "player"
      ? drill.teams.find(({ lane, side }) => lane === seat.lane && side === seat.side)
      : undefined;
  const others = [
    ...(seat?.role === "player" ? [] : drill.teams.filter(({ name }) => isWritten(name))).map(
      ({ lane, side, name }) => (
        <SideTag key={`${lane} ${side}`} side={side}>
          {drill.oppositionCell && side === "opposition"
            ? t("cellOf", { name: inLocale(name, locale) })
            : inLocale(name, locale)}
        </SideTag>
      ),
    ),
    ...scriptedIn(drill).map(({ side, skill }) => (
      <SideTag key={`${side} ${skill}`} side={side}>
        {t(`scripted.${side}`, { skill: t(`skill.${skill}`) })}
      </SideTag>
    )),
  ];
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <div className={styles.head}>
          <h2 className={styles.title}>
            {first ? (
              <Link href={first.href} className={styles.link}>
                {drill.title}
              </Link>
            ) : (
              drill.title
            )}
          </h2>
          <PhaseBadge phase={drill.phase} scoresReleased={drill.scoresReleased} />
          {drill.noNotice ? (
            <Badge outlined icon={<BellOff aria-hidden="true" />}>
              {t("noNotice")}
            </Badge>
          ) : null}
        </div>
        <p className={styles.facts}>
          <span>{inLocale(drill.scenarioTitle, locale)}</span>
          <span>{t(`format.${drill.format}`)}</span>
          <span>{t(`mode.${drill.mode}`)}</span>
          <When drill={drill} />
        </p>
        <p className={styles.facts}>
          {seat === null ? null : seat.role === "player" ? (
            <SideTag side={seat.side}>
              {own && isWritten(own.name) ? inLocale(own.name, locale) : undefined}
            </SideTag>
          ) : (
            <span className={styles.role}>{t("myRole", { role: t(`role.${seat.role}`) })}</span>
          )}
          {others.length > 0 ? (
            <span className={styles.teams}>
              <span>{t("teamsIn")}</span>
              {others}
            </span>
          ) : null}
        </p>
      </div>
      {steps.length > 0 ? (
        <div className={styles.steps}>
          {inOneOrder(steps).map(({ href, verb }) => (
            <ButtonLink
              key={verb}
              href={href}
              className={styles.step}
              variant={verb === first?.verb && isFirst ? "primary" : "secondary"}
            >
              {t(verb)}
            </ButtonLink>
          ))}
        </div>
      ) : null}
    </li>
  );
}

/** Which sides the engine plays, each once however many groups there are. */
function scriptedIn({ teams }: DrillListed) {
  const all = teams.flatMap(({ side, scripted }) => (scripted === null ? [] : [{ side, skill: scripted }]));
  return all.filter((one, i) => all.findIndex((o) => o.side === one.side && o.skill === one.skill) === i);
}

/** The time that matters: when it is to start, when it began, when it was over. */
function When({ drill }: { drill: DrillListed }) {
  const t = useTranslations("drills");
  if (drill.endedAtMs !== null) {
    return (
      <span>
        {t("endedAt")} <Moment atMs={drill.endedAtMs} />
      </span>
    );
  }
  if (drill.startedAtMs !== null) {
    return (
      <span>
        {t("startedAt")} <RelativeTime atMs={drill.startedAtMs} />
      </span>
    );
  }
  return drill.plannedForMs === null ? (
    <span>
      {t("createdAt")} <RelativeTime atMs={drill.createdAtMs} />
    </span>
  ) : (
    <span>
      {t("plannedFor")} <Moment atMs={drill.plannedForMs} />
    </span>
  );
}

type Verb = ReturnType<typeof consoleVerb> | "open.lobby" | "open.join" | "open.review";

/** The review before the console before the lobby, so that a button does not change places from row to row. */
function inOneOrder<Step extends { verb: Verb }>(steps: readonly Step[]): Step[] {
  const rank = ({ verb }: Step) => (verb === "open.review" ? 0 : verb === "open.lobby" ? 2 : 1);
  return [...steps].sort((a, b) => rank(a) - rank(b));
}

/** Where a drill can be entered from the list, the likeliest first: the row itself leads there. */
function stepsFor({
  drillId,
  phase,
  joined,
  seat,
  joinCode,
  mayReview,
}: DrillListed): { href: string; verb: Verb }[] {
  if (!joined || !seat) {
    if (mayReview) return [{ href: `/drills/${drillId}/review`, verb: "open.review" }];
    return joinCode === null ? [] : [{ href: `/join/${joinCode}`, verb: "open.join" }];
  }
  const console = { href: consoleAddress(drillId, seat.role), verb: consoleVerb(seat.role) };
  const lobby = { href: `/drills/${drillId}/lobby`, verb: "open.lobby" } as const;
  const review = { href: `/drills/${drillId}/review`, verb: "open.review" } as const;
  switch (phase) {
    case "planned":
      return [lobby, console];
    case "running":
      return [console, lobby];
    case "ended":
      // Evaluators go on judging after the end, until the scores are released.
      if (seat.role === "observer") return [console];
      return seat.role === "player" ? [review] : [review, console];
  }
}
