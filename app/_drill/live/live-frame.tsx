"use client";

import type { ReactNode } from "react";
import Link from "next/link";
import { DoorOpen, EllipsisVertical, Languages, Monitor, Moon, Sun, Volume2, VolumeX } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useAppearance } from "@/app/_shell/appearance";
import { THEMES } from "@/app/_shell/theme";
import { useMomentOfLeg } from "@/app/_drill/marks/use-moment-of-leg";
import { ConnectionState, type Connection } from "@/app/_ui/connection-state";
import { DrillClock } from "@/app/_drill/marks/drill-clock";
import { ExerciseMark } from "@/app/_drill/marks/exercise-mark";
import { IconButton } from "@/app/_ui/icon-button";
import { Menu, MenuChoice, MenuItem, MenuSection, MenuSeparator } from "@/app/_ui/menu";
import { languageOf, LOCALES } from "@/domain/locales";
import type { View } from "@/domain/view/schema";
import { RealIncidentStrip, StoppedStrip } from "./alarm";
import { CheckPrompt } from "./check-prompt";
import { useLiveDrill } from "./drill-context";
import { ResumeExercise } from "./resume-exercise";
import { StopAnswers } from "./stop-answers";
import { StopExercise } from "./stop-exercise";
import { WorldTime } from "./time-parts";
import styles from "./live-frame.module.css";

/**
 * The page of every live screen: that it is an exercise, which one, who one is in it, what time it is there,
 * and whether all this is live. Anyone can stop the exercise from here.
 */
export function LiveFrame({
  title,
  tag,
  view,
  connection,
  sound,
  controls,
  standing,
  checkCalledMs,
  children,
}: {
  title: string;
  /** The side and team, or the role. */
  tag: ReactNode;
  view: View;
  connection: Connection;
  sound?: { muted: boolean; toggle: () => void };
  /** A second row below the bar, for the control cell. */
  controls?: ReactNode;
  /** A sentence that holds as long as the drill runs. */
  standing?: string | undefined;
  /** When this person was last called in a communications check, where the view does not say; Unix ms. */
  checkCalledMs?: number | null;
  children: ReactNode;
}) {
  const ofLeg = useMomentOfLeg();
  const t = useTranslations("console");
  const { drillId, clock, serverOffsetMs, phase, may, act } = useLiveDrill();
  const selfRun = view.kind === "side" && view.selfRun;
  const calledMs = "checkCalledMs" in view ? view.checkCalledMs : (checkCalledMs ?? null);
  return (
    <div className={styles.frame}>
      <header className={styles.bar}>
        <div className={styles.start}>
          <ExerciseMark />
          <h1 className={styles.title} title={title}>
            {title}
          </h1>
        </div>
        <div className={styles.clock}>
          <DrillClock clock={clock} serverOffsetMs={serverOffsetMs} phase={phase} size="medium" />
          <WorldTime />
        </div>
        <div className={styles.end}>
          <span className={styles.tag}>{tag}</span>
          <ConnectionState state={connection} />
          {sound ? (
            <IconButton
              label={t(sound.muted ? "sound.turnOn" : "sound.turnOff")}
              icon={sound.muted ? <VolumeX aria-hidden="true" /> : <Volume2 aria-hidden="true" />}
              size="small"
              pressed={!sound.muted}
              onClick={sound.toggle}
            />
          ) : null}
          {may("StopExercise") && !view.stopped?.real ? (
            <StopExercise stopped={view.stopped !== null} ends={selfRun} />
          ) : null}
          <LiveMenu />
        </div>
      </header>
      {view.stopped ? (
        <StoppedStrip
          stopped={view.stopped}
          controls={
            <>
              {view.kind === "control" ? <StopAnswers stopped={view.stopped} /> : null}
              {may("ResumeExercise") ? <ResumeExercise /> : null}
            </>
          }
        />
      ) : null}
      {view.ended?.how === "real-incident" ? (
        <RealIncidentStrip drillId={drillId} ended={view.ended} />
      ) : null}
      <CheckPrompt
        drillId={drillId}
        calledMs={phase === "ended" ? null : calledMs}
        answer={() => act({ type: "AnswerCheck" })}
      />
      {controls}
      {phase === "running" && standing ? <p className={styles.standing}>{standing}</p> : null}
      {phase === "running" && clock.rate === 0 && view.pauseReason && !view.stopped ? (
        <p className={styles.notice} role="status">
          {t("pausedBecause", { reason: view.pauseReason })}
        </p>
      ) : null}
      {view.ended && view.ended.how !== "real-incident" ? (
        <p className={styles.notice} role="status">
          <strong>{t(`ended.${view.ended.how}`, { time: ofLeg(view.leg, view.ended.atMs) })}</strong>
          {view.ended.reason ? <span>{view.ended.reason}</span> : null}
          <span>{t(view.scoresReleased ? "ended.released" : "ended.notReleased")}</span>
          <Link href={`/drills/${drillId}/review`}>{t("ended.review")}</Link>
        </p>
      ) : null}
      <main className={styles.main} id="content">
        {children}
      </main>
    </div>
  );
}

const THEME_ICONS = { light: <Sun />, dark: <Moon />, system: <Monitor /> } as const;

function LiveMenu() {
  const t = useTranslations("shell");
  const own = useTranslations("console");
  const router = useRouter();
  const locale = useLocale();
  const { drillId } = useLiveDrill();
  const { theme, setTheme, setLocale } = useAppearance();
  return (
    <Menu
      trigger={
        <button type="button" className={styles.menu} aria-label={own("menu")} title={own("menu")}>
          <EllipsisVertical aria-hidden="true" />
        </button>
      }
    >
      <MenuSection label={t("language.label")}>
        <MenuChoice
          value={locale}
          onValueChange={setLocale}
          options={LOCALES.map((value) => ({
            value,
            label: languageOf(value).name,
            icon: <Languages aria-hidden="true" />,
          }))}
        />
      </MenuSection>
      <MenuSeparator />
      <MenuSection label={t("theme.label")}>
        <MenuChoice
          value={theme}
          onValueChange={setTheme}
          options={THEMES.map((value) => ({ value, label: t(`theme.${value}`), icon: THEME_ICONS[value] }))}
        />
      </MenuSection>
      <MenuSeparator />
      <MenuItem
        icon={<DoorOpen aria-hidden="true" />}
        onSelect={() => router.push(`/drills/${drillId}/lobby`)}
      >
        {own("leave")}
      </MenuItem>
    </Menu>
  );
}
