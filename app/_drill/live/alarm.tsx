"use client";

import { useState, useSyncExternalStore, type ReactNode } from "react";
import Link from "next/link";
import { OctagonX, Siren } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { AlertDialog as Primitive } from "radix-ui";
import { Button } from "@/app/_ui/button";
import type { View } from "@/domain/view/schema";
import styles from "./alarm.module.css";
import { useLocal } from "./use-local";

type Ended = NonNullable<View["ended"]>;
type Stopped = NonNullable<View["stopped"]>;

/** Said in both languages whatever the reader's, like the exercise mark: here nobody may have to think. */
function RealIncidentWords() {
  return (
    <span className={styles.words}>
      <span lang="zh-CN">真实警情优先，立即停止演练</span>
      <span lang="en">Real incident: stop the exercise now</span>
    </span>
  );
}

function StoppedWords() {
  return (
    <span className={styles.words}>
      <span lang="zh-CN">演练已叫停，原地停止</span>
      <span lang="en">Exercise stopped: stay where you are</span>
    </span>
  );
}

/** Who called it, and when by the clock on the wall; in their own words why. */
function Caller({ called: { role, name, wallMs, reason } }: { called: Ended | Stopped }) {
  const t = useTranslations("console.alarm");
  const format = useFormatter();
  const local = useLocal();
  const who = [role === null ? "" : t(`role.${role}`), local(name)].filter(Boolean).join(" ");
  return (
    <span className={styles.caller}>
      {t("called", { who, time: format.dateTime(new Date(wallMs), "seconds") })}
      {reason ? <q>{reason}</q> : null}
    </span>
  );
}

/**
 * A real incident has stopped or ended the drill. It covers whatever screen somebody is at until they say that they
 * have seen it; a wall, at which nobody stands, it covers for as long as that holds.
 */
export function RealIncidentAlarm({ drillId, view }: { drillId: string; view: View }) {
  const t = useTranslations("console.alarm");
  const called = view.ended?.how === "real-incident" ? view.ended : view.stopped?.real ? view.stopped : null;
  const [seen, markSeen] = useSeen(`${drillId} ${called?.wallMs ?? ""}`);
  if (view.kind === "wall") {
    if (called)
      return <WallAlarm icon={<Siren aria-hidden="true" />} words={<RealIncidentWords />} called={called} />;
    return view.stopped ? (
      <WallAlarm icon={<OctagonX aria-hidden="true" />} words={<StoppedWords />} called={view.stopped} />
    ) : null;
  }
  if (!called || seen) return null;
  return (
    <Primitive.Root open>
      <Primitive.Portal>
        <Primitive.Overlay className={styles.cover}>
          <Primitive.Content className={styles.alarm}>
            <Siren aria-hidden="true" />
            <Primitive.Title>
              <RealIncidentWords />
            </Primitive.Title>
            <Primitive.Description asChild>
              <div>
                <Caller called={called} />
              </div>
            </Primitive.Description>
            <Primitive.Cancel asChild>
              <Button size="large" className={styles.seen} onClick={markSeen}>
                {t("seen")}
              </Button>
            </Primitive.Cancel>
          </Primitive.Content>
        </Primitive.Overlay>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

function WallAlarm({ icon, words, called }: { icon: ReactNode; words: ReactNode; called: Ended | Stopped }) {
  return (
    <div className={styles.cover} role="alert">
      <div className={styles.alarm}>
        {icon}
        {words}
        <Caller called={called} />
      </div>
    </div>
  );
}

/** The same as a strip that stays. */
export function RealIncidentStrip({ drillId, ended }: { drillId: string; ended: Ended }) {
  const t = useTranslations("console");
  return (
    <div className={styles.strip} role="status">
      <Siren aria-hidden="true" />
      <RealIncidentWords />
      <Caller called={ended} />
      <Link href={`/drills/${drillId}/review`}>{t("ended.review")}</Link>
    </div>
  );
}

/** Everything stands still because somebody called a stop. Control answers it from here. */
export function StoppedStrip({ stopped, controls }: { stopped: Stopped; controls?: ReactNode }) {
  const t = useTranslations("console.realStop");
  const format = useFormatter();
  return (
    <div className={styles.strip} role="alert">
      {stopped.real ? <Siren aria-hidden="true" /> : <OctagonX aria-hidden="true" />}
      {stopped.real ? <RealIncidentWords /> : <StoppedWords />}
      <Caller called={stopped} />
      {stopped.real ? (
        <span className={styles.caller}>
          {stopped.endsAtWallMs === null
            ? t("answered")
            : t("endsAt", { time: format.dateTime(new Date(stopped.endsAtWallMs), "seconds") })}
        </span>
      ) : null}
      <span className={styles.controls}>{controls}</span>
    </div>
  );
}

/** Whether somebody at this browser has seen an alarm; remembered for as long as the tab is open. */
function useSeen(alarm: string): [boolean, () => void] {
  const key = `sandtable.alarm-seen ${alarm}`;
  const [marked, setMarked] = useState("");
  const stored = useSyncExternalStore(
    () => () => undefined,
    () => sessionStorage.getItem(key) !== null,
    () => true,
  );
  return [
    stored || marked === key,
    () => {
      sessionStorage.setItem(key, "1");
      setMarked(key);
    },
  ];
}
