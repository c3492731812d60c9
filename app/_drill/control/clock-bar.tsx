"use client";

import { useState } from "react";
import { ArrowLeftRight, FastForward, Flag, Pause, Play, Plus, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Presence } from "@/app/_drill/live/use-drill";
import { drillMsNow, useLiveDrill } from "@/app/_drill/live/drill-context";
import { HeldNote } from "@/app/_drill/live/held-note";
import { RATES, rateKeyOf, Rates, type RateKey } from "@/app/_drill/live/rates";
import { Button } from "@/app/_ui/button";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { useCommands } from "@/app/_ui/command-context";
import type { ControlView, FullSetting } from "@/domain/view/schema";
import { AdHocDialog } from "./ad-hoc-dialog";
import { LanePicker } from "./lane-picker";
import { Lead } from "./lead";
import { mayIn } from "./may-in";
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
  const common = useTranslations("common");
  const { act, clock, serverOffsetMs, phase } = useLiveDrill();
  const [startRate, setStartRate] = useState<RateKey>("1");
  const [pausing, setPausing] = useState(false);
  const [reason, setReason] = useState("");
  const [ending, setEnding] = useState(false);
  const [exchanging, setExchanging] = useState(false);
  const [releasing, setReleasing] = useState(false);
  const [sending, setSending] = useState(false);
  const paused = clock.rate === 0;
  const may = mayIn(view, personId);
  const stopped = view.stopped !== null;

  const evaluators = view.participants.filter(({ role }) => role === "evaluator");
  const waiting = view.lanes.reduce(
    (sum, { submitted }) =>
      sum +
      evaluators.filter((person) => !submitted.some((one) => one.participantId === person.participantId))
        .length,
    0,
  );

  /** Measured at the press, not at the last change: a clock that runs has moved on since. */
  function jump(minutes: number) {
    void act({ type: "JumpClock", toMs: drillMsNow({ clock, serverOffsetMs }) + minutes * 60_000 });
  }

  useCommands(
    may("SendAdHocInject")
      ? [
          ...(may("ResumeClock")
            ? [
                {
                  id: "pause",
                  label: t(paused ? "clock.resume" : "clock.pause"),
                  group: "action" as const,
                  keys: "p",
                  run: () => (paused ? void act({ type: "ResumeClock" }) : setPausing(true)),
                },
              ]
            : []),
          {
            id: "ad-hoc",
            label: t("adHoc.open"),
            group: "action" as const,
            keys: "n",
            // It goes to one group: which one has to be on the desk.
            run: () => lane !== null && setSending(true),
          },
        ]
      : [],
  );

  return (
    <div className={styles.bar} role="toolbar" aria-label={t("clock.label")}>
      {view.lanes.length > 1 ? (
        <LanePicker setting={setting} view={view} lane={lane} onLane={onLane} />
      ) : null}

      {may("StartDrill") ? (
        <>
          <span className={styles.word}>{t("clock.rate")}</span>
          <Rates value={startRate} onChange={setStartRate} label={t("clock.rate")} />
          <Button
            variant="primary"
            icon={<Play aria-hidden="true" />}
            onClick={() => void act({ type: "StartDrill", rate: RATES[startRate] })}
          >
            {t("clock.start")}
          </Button>
        </>
      ) : null}

      {may("JumpClock") ? (
        <>
          {paused ? (
            <Button
              variant="primary"
              icon={<Play aria-hidden="true" />}
              onClick={() => void act({ type: "ResumeClock" })}
            >
              {t("clock.resume")}
            </Button>
          ) : (
            <Button icon={<Pause aria-hidden="true" />} onClick={() => setPausing(true)}>
              {t("clock.pause")}
            </Button>
          )}
          <span className={styles.word}>{t("clock.rate")}</span>
          <Rates
            value={rateKeyOf(paused ? clock.resumeRate : clock.rate)}
            onChange={(key) => void act({ type: "ChangeRate", rate: RATES[key] })}
            label={t("clock.rate")}
          />
          <span className={styles.word}>{t("clock.jump")}</span>
          {([1, 5] as const).map((minutes) => (
            <Button
              key={minutes}
              size="small"
              icon={<FastForward aria-hidden="true" />}
              onClick={() => jump(minutes)}
            >
              {t("clock.jumpBy", { minutes })}
            </Button>
          ))}
        </>
      ) : null}
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
        {may("StartNextLeg") && view.leg === 1 ? (
          <Button
            size="small"
            icon={<ArrowLeftRight aria-hidden="true" />}
            onClick={() => setExchanging(true)}
          >
            {t("leg.next")}
          </Button>
        ) : null}
        {may("EndDrill") ? (
          <Button size="small" icon={<Flag aria-hidden="true" />} onClick={() => setEnding(true)}>
            {t("clock.end")}
          </Button>
        ) : null}
        {may("ReleaseScores") ? (
          <Button variant="primary" size="small" onClick={() => setReleasing(true)}>
            {t("finished.release")}
          </Button>
        ) : null}
      </span>

      <Dialog
        open={pausing}
        onOpenChange={setPausing}
        size="small"
        title={t("clock.pauseTitle")}
        description={t("clock.pauseText")}
        footer={
          <>
            <Button onClick={() => setPausing(false)}>{common("action.cancel")}</Button>
            <Button type="submit" form="pause-clock" variant="primary">
              {t("clock.pause")}
            </Button>
          </>
        }
      >
        <form
          id="pause-clock"
          onSubmit={(event) => {
            event.preventDefault();
            void act({ type: "PauseClock", reason: reason.trim() }).then((done) => {
              if (!done) return;
              setPausing(false);
              setReason("");
            });
          }}
        >
          <Field label={t("clock.reason")}>
            <Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
          </Field>
        </form>
      </Dialog>
      <ConfirmDialog
        open={exchanging}
        onOpenChange={setExchanging}
        title={t("leg.nextTitle")}
        description={t("leg.nextText")}
        confirmLabel={t("leg.next")}
        onConfirm={async () => {
          if (await act({ type: "StartNextLeg" })) onLane(2);
        }}
      />
      <ConfirmDialog
        open={ending}
        onOpenChange={setEnding}
        title={t("clock.endTitle")}
        description={t("clock.endText")}
        confirmLabel={t("clock.end")}
        danger
        onConfirm={() => act({ type: "EndDrill", how: stopped ? "stopped" : "ended", reason: "" })}
      />
      <ConfirmDialog
        open={releasing}
        onOpenChange={setReleasing}
        title={t("finished.releaseTitle")}
        description={waiting > 0 ? t("finished.releaseEarly", { count: waiting }) : t("finished.releaseText")}
        confirmLabel={t("finished.release")}
        danger={waiting > 0}
        onConfirm={() => act({ type: "ReleaseScores" })}
      />
      {sending && lane !== null ? (
        <AdHocDialog lane={lane} view={view} setting={setting} onClose={() => setSending(false)} />
      ) : null}
    </div>
  );
}
