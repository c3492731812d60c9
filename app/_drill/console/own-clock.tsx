"use client";

import { useState } from "react";
import { Clock, Flag, Pause, Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { useLiveDrill, useNowMs } from "@/app/_drill/live/drill-context";
import { HeldNote } from "@/app/_drill/live/held-note";
import { RATES, rateKeyOf, Rates, type RateKey } from "@/app/_drill/live/rates";
import { Button } from "@/app/_ui/button";
import { useCommands } from "@/app/_ui/command-context";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import styles from "./own-clock.module.css";

/** Beside the button that ends it: nobody else ends a practice of one's own. */
function Overdue({ plannedMinutes }: { plannedMinutes: number }) {
  const t = useTranslations("console.own");
  const isOver = useNowMs() >= plannedMinutes * 60_000;
  return isOver ? (
    <span className={styles.overdue} role="status">
      <Clock aria-hidden="true" />
      {t("overdue", { minutes: plannedMinutes })}
    </span>
  ) : null;
}

/** The clock in the hands of somebody who practises alone: start, pause, rate, end. */
export function OwnClock({ plannedMinutes }: { plannedMinutes: number }) {
  const t = useTranslations("console.own");
  const { act, clock, phase, may } = useLiveDrill();
  const [startRate, setStartRate] = useState<RateKey>("1");
  const [ending, setEnding] = useState(false);
  const paused = clock.rate === 0;
  const pauseOrResume = () => void act(paused ? { type: "ResumeClock" } : { type: "PauseClock", reason: "" });
  useCommands(
    may(paused ? "ResumeClock" : "PauseClock")
      ? [
          {
            id: "pause",
            label: t(paused ? "resume" : "pause"),
            group: "action",
            keys: "p",
            run: pauseOrResume,
          },
        ]
      : [],
  );
  if (phase === "ended") return null;
  return (
    <div className={styles.bar} role="toolbar" aria-label={t("label")}>
      {phase === "planned" ? (
        <>
          <span className={styles.word}>{t("rate")}</span>
          <Rates value={startRate} onChange={setStartRate} label={t("rate")} />
          <Button
            variant="primary"
            icon={<Play aria-hidden="true" />}
            onClick={() => void act({ type: "StartDrill", rate: RATES[startRate] })}
          >
            {t("start")}
          </Button>
        </>
      ) : (
        <>
          <Button
            variant={paused ? "primary" : "secondary"}
            icon={paused ? <Play aria-hidden="true" /> : <Pause aria-hidden="true" />}
            disabled={!may(paused ? "ResumeClock" : "PauseClock")}
            onClick={pauseOrResume}
          >
            {t(paused ? "resume" : "pause")}
          </Button>
          <span className={styles.word}>{t("rate")}</span>
          <Rates
            value={rateKeyOf(paused ? clock.resumeRate : clock.rate)}
            onChange={(key) => void act({ type: "ChangeRate", rate: RATES[key] })}
            label={t("rate")}
          />
          <HeldNote doing="running" />
          <span className={styles.end}>
            <Overdue plannedMinutes={plannedMinutes} />
            <Button size="small" icon={<Flag aria-hidden="true" />} onClick={() => setEnding(true)}>
              {t("end")}
            </Button>
          </span>
        </>
      )}
      <ConfirmDialog
        open={ending}
        onOpenChange={setEnding}
        title={t("endTitle")}
        description={t("endText")}
        confirmLabel={t("end")}
        onConfirm={() => act({ type: "EndDrill", how: "ended", reason: "" })}
      />
    </div>
  );
}
