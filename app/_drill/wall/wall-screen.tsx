"use client";

import { useState, useMemo } from "react";
import { Clock3, Pause, WifiOff } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useLiveDrill } from "@/app/_drill/live/drill-context";
import { LiveScreen, OtherConsole } from "@/app/_drill/live/live-screen";
import { WorldTime } from "@/app/_drill/live/time-parts";
import { classNames } from "@/app/_ui/class-names";
import { ConnectionState, type Connection } from "@/app/_ui/connection-state";
import { deviceMs } from "@/app/_ui/device-clock";
import { DrillClock } from "@/app/_drill/marks/drill-clock";
import { ExerciseMark } from "@/app/_drill/marks/exercise-mark";
import { useDurationText } from "@/app/_ui/use-duration-text";
import type { WallSetting, WallView } from "@/domain/view/schema";
import { BoardPage, ClocksPage } from "./incident-pages";
import { LanesPage, ScoresPage } from "./lane-pages";
import { MapPage } from "./map-page";
import { useRotation } from "./use-rotation";
import { useUpkeep } from "./use-upkeep";
import { pagesOf, type WallPage } from "./wall-pages";
import styles from "./wall-screen.module.css";

/** Somebody who puts a wall up goes away for a shift: by then it is too late to sign in again. */
const SIGN_IN_AGAIN_MS = 12 * 3_600_000;

/**
 * The big screen: the clock, the calls, the map and the scores in turn, a set time late. It needs no click and has
 * nothing to click; it can be left alone for a shift.
 */
export function WallScreen({ drillId, signedInUntilMs }: { drillId: string; signedInUntilMs: number }) {
  return (
    <LiveScreen drillId={drillId} wall>
      {({ setting, view, connection }) =>
        setting.kind === "wall" && view.kind === "wall" ? (
          <Wall setting={setting} view={view} connection={connection} signedInUntilMs={signedInUntilMs} />
        ) : (
          <OtherConsole drillId={drillId} view={view} />
        )
      }
    </LiveScreen>
  );
}

function Wall({
  setting,
  view,
  connection,
  signedInUntilMs,
}: {
  setting: WallSetting;
  view: WallView;
  connection: Connection;
  signedInUntilMs: number;
}) {
  const t = useTranslations("console.wall");
  const { clock, serverOffsetMs, phase } = useLiveDrill();
  useUpkeep(connection);
  const pages = useMemo(() => pagesOf(view), [view]);
  const { page, at, held } = useRotation(pages);
  return (
    <div className={styles.wall}>
      <header className={styles.bar}>
        <div className={styles.names}>
          <p className={styles.marks}>
            <ExerciseMark size="large" />
            <Standing setting={setting} view={view} connection={connection} />
          </p>
          <h1 className={styles.title} title={setting.title}>
            {setting.title}
          </h1>
        </div>
        <div className={styles.clock}>
          <DrillClock clock={clock} serverOffsetMs={serverOffsetMs} phase={phase} size="wall" />
          <WorldTime />
        </div>
      </header>
      <main id="content" key={page?.key} className={styles.main} tabIndex={-1}>
        {page ? <Page page={page} setting={setting} view={view} /> : null}
      </main>
      <footer className={styles.foot}>
        <ol className={styles.pages} aria-label={t("pages")}>
          {pages.map((one, i) => (
            <li
              key={one.key}
              className={classNames(styles.turn, i === at && styles.current, held && styles.held)}
              aria-current={i === at ? "page" : undefined}
            >
              {t(`page.${one.kind}`)}
              {one.parts > 1 ? ` ${one.part}/${one.parts}` : ""}
            </li>
          ))}
        </ol>
        {held ? (
          <span className={styles.holding} role="status">
            <Pause aria-hidden="true" />
            {t("holding")}
          </span>
        ) : null}
        <SignedInUntil untilMs={signedInUntilMs} />
        <span className={styles.connection}>
          <ConnectionState state={connection} />
        </span>
      </footer>
    </div>
  );
}

/** What to make of what is shown: how late it is, that it is over, that nothing new comes. Always one line. */
function Standing({
  setting,
  view,
  connection,
}: {
  setting: WallSetting;
  view: WallView;
  connection: Connection;
}) {
  const t = useTranslations("console.wall");
  const durationText = useDurationText();
  if (connection === "offline") {
    return (
      <span className={styles.notice} role="status">
        <WifiOff aria-hidden="true" />
        {t("stale")}
      </span>
    );
  }
  if (view.ended) return <span className={styles.notice}>{t(`ended.${view.ended.how}`)}</span>;
  if (view.stopped) return <span className={styles.notice}>{t("ended.stopped")}</span>;
  return (
    <span className={styles.late}>
      <Clock3 aria-hidden="true" />
      {t("late", { time: durationText(setting.delayMs) })}
    </span>
  );
}

function Page({ page, setting, view }: { page: WallPage; setting: WallSetting; view: WallView }) {
  const t = useTranslations("console.wall");
  switch (page.kind) {
    case "waiting":
      return <p className={styles.waiting}>{t("notStarted")}</p>;
    case "map":
      return <MapPage setting={setting} lanes={view.lanes} />;
    case "board":
      return <BoardPage setting={setting} incidents={page.incidents} />;
    case "clocks":
      return <ClocksPage incidents={page.incidents} />;
    case "lanes":
      return <LanesPage setting={setting} lanes={page.lanes} numbers={page.numbers} />;
    case "scores":
      return <ScoresPage scores={page.scores} />;
  }
}

/** Said as long as the shift is longer than the session: a wall whose session ends goes dark with nobody there. */
function SignedInUntil({ untilMs }: { untilMs: number }) {
  const t = useTranslations("console.wall");
  const format = useFormatter();
  const { serverOffsetMs } = useLiveDrill();
  const [openedMs] = useState(deviceMs);
  if (untilMs - (openedMs + serverOffsetMs) >= SIGN_IN_AGAIN_MS) return null;
  return (
    <span className={styles.until} suppressHydrationWarning>
      {t("signedInUntil", { time: format.dateTime(new Date(untilMs), "time") })}
    </span>
  );
}
