"use client";

import { useState } from "react";
import { FastForward, Pause, Play, Plus, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Presence } from "@/app/_drill/live/use-drill";
import { drillMsNow, useLiveDrill } from "@/app/_drill/live/drill-context";
import { HeldNote } from "@/app/_drill/live/held-note";
import { RATES, rateKeyOf, Rates, type RateKey } from "@/app/_drill/live/rates";
import { Button } from "@/app/_ui/button";
import { useCommands } from "@/app/_ui/command-context";
import type { ControlView, FullSetting } from "@/domain/view/schema";
import { AdHocDialog } from "./ad-hoc-dialog";
import { CourseEnd } from "./course-end";
import { LanePicker } from "./lane-picker";
import { Lead } from "./lead";
import { PauseDialog } from "./pause-dialog";
import styles from "./clock-bar.module.css";

/** The clock in the hands of the control cell: start, pause, rate, jump, end; and after the end, the release. */
export function ClockBar({
  setting,
  view,
  lane,
  onLane,
  presence,
  personId,
}: {
  setting: FullSetting;
  view: ControlView;
  /** The group on the desk; null for all of them side by side. */
  lane: number | null;
  onLane: (lane: number | null) => void;
  presence: Presence | null;
  personId: string;
}) {
  const t = useTranslations("control");
  const { phase, may } = useLiveDrill();
  const [pausing, setPausing] = useState(false);
  const [sending, setSending] = useState(false);
  const waiting = evaluationsAwaited(view);
  useClockKeys({
    pause: () => setPausing(true),
    // It goes to one group: which one has to be on the desk.
    send: () => lane !== null && setSending(true),
  });

  return (
    <div className={styles.bar} role="toolbar" aria-label={t("clock.label")}>
      {view.lanes.length > 1 ? (
        <LanePicker setting={setting} view={view} lane={lane} onLane={onLane} />
      ) : null}
      {may("StartDrill") ? <Start /> : null}
      {may("JumpClock") ? <Course onPause={() => setPausing(true)} /> : null}
      {may("SendAdHocInject") && lane !== null ? (
        <Button size="small" icon={<Plus aria-hidden="true" />} onClick={() => setSending(true)}>
          {t("adHoc.open")}
        </Button>
      ) : null}

      <HeldNote doing="running" />
      {phase === "ended" ? (
        <span className={styles.state} role="status">
          {view.scoresReleased
            ? t("finished.released")
            : waiting > 0
              ? t("finished.waiting", { count: waiting })
              : t("finished.ready")}
        </span>
      ) : null}

      <span className={styles.end}>
        <Lead view={view} personId={personId} presence={presence} />
        <span className={styles.present} title={t("people.presentHint")}>
          <Users aria-hidden="true" />
          {t("people.present", {
            present: presence?.present.length ?? 0,
            all: view.participants.filter(({ scripted }) => !scripted).length,
          })}
        </span>
        <CourseEnd view={view} waiting={waiting} onNextLeg={() => onLane(2)} />
      </span>

      <PauseDialog open={pausing} onOpenChange={setPausing} />
      {sending && lane !== null ? (
        <AdHocDialog lane={lane} view={view} setting={setting} onClose={() => setSending(false)} />
      ) : null}
    </div>
  );
}

/** How many evaluations have not been handed in: of every evaluator for every lane. */
function evaluationsAwaited({ participants, lanes }: ControlView): number {
  const evaluators = participants.filter(({ role }) => role === "evaluator");
  return lanes.reduce(
    (sum, { submitted }) =>
      sum +
      evaluators.filter((person) => !submitted.some((one) => one.participantId === person.participantId))
        .length,
    0,
  );
}

function useClockKeys({ pause, send }: { pause: () => void; send: () => void }): void {
  const t = useTranslations("control");
  const { act, clock, may } = useLiveDrill();
  const paused = clock.rate === 0;
  useCommands(
    may("SendAdHocInject")
      ? [
          ...(may(paused ? "ResumeClock" : "PauseClock")
            ? [
                {
                  id: "pause",
                  label: t(paused ? "clock.resume" : "clock.pause"),
                  group: "action" as const,
                  keys: "p",
                  run: () => (paused ? void act({ type: "ResumeClock" }) : pause()),
                },
              ]
            : []),
          { id: "ad-hoc", label: t("adHoc.open"), group: "action" as const, keys: "n", run: send },
        ]
      : [],
  );
}

/** StartEx, at a rate. */
function Start() {
  const t = useTranslations("control.clock");
  const { act } = useLiveDrill();
  const [rate, setRate] = useState<RateKey>("1");
  return (
    <>
      <span className={styles.word}>{t("rate")}</span>
      <Rates value={rate} onChange={setRate} label={t("rate")} />
      <Button
        variant="primary"
        icon={<Play aria-hidden="true" />}
        onClick={() => void act({ type: "StartDrill", rate: RATES[rate] })}
      >
        {t("start")}
      </Button>
    </>
  );
}

/** How fast the clock goes, whether it does, and what of it is passed over. */
function Course({ onPause }: { onPause: () => void }) {
  const t = useTranslations("control.clock");
  const { act, clock, serverOffsetMs } = useLiveDrill();
  const paused = clock.rate === 0;

  /** Measured at the press, not at the last change: a clock that runs has moved on since. */
  function jump(minutes: number) {
    void act({ type: "JumpClock", toMs: drillMsNow({ clock, serverOffsetMs }) + minutes * 60_000 });
  }

  return (
    <>
      {paused ? (
        <Button
          variant="primary"
          icon={<Play aria-hidden="true" />}
          onClick={() => void act({ type: "ResumeClock" })}
        >
          {t("resume")}
        </Button>
      ) : (
        <Button icon={<Pause aria-hidden="true" />} onClick={onPause}>
          {t("pause")}
        </Button>
      )}
      <span className={styles.word}>{t("rate")}</span>
      <Rates
        value={rateKeyOf(paused ? clock.resumeRate : clock.rate)}
        onChange={(key) => void act({ type: "ChangeRate", rate: RATES[key] })}
        label={t("rate")}
      />
      <span className={styles.word}>{t("jump")}</span>
      {([1, 5] as const).map((minutes) => (
        <Button
          key={minutes}
          size="small"
          icon={<FastForward aria-hidden="true" />}
          onClick={() => jump(minutes)}
        >
          {t("jumpBy", { minutes })}
        </Button>
      ))}
    </>
  );
}
