"use client";

import { useState } from "react";
import { Check, Radar, Send, Video } from "lucide-react";
import { useTranslations } from "next-intl";
import { HeldNote } from "@/app/_drill/live/held-note";
import { PaneEmpty } from "@/app/_drill/live/pane";
import { Remaining } from "@/app/_drill/live/time-parts";
import { useLocal } from "@/app/_drill/live/use-local";
import { Button } from "@/app/_ui/button";
import { drillMoment } from "@/app/_drill/marks/clock-text";
import { Select } from "@/app/_ui/select";
import { useSeparator } from "@/app/_ui/separator";
import { isOver } from "@/domain/view/known";
import type { ActionKnown, SideSetting, SideView } from "@/domain/view/schema";
import styles from "./feeds.module.css";

/**
 * The command centre's own work: pull a camera, have something analysed, and push what came of it to the crew that
 * needs it. What is pushed goes over the side's radio and asks to be read back, so everybody hears that it arrived.
 */
export function Feeds({
  setting,
  view,
  running,
  mayPush,
  onTake,
  onPush,
}: {
  setting: SideSetting;
  view: SideView;
  running: boolean;
  /** The radio is open also while the clock stands. */
  mayPush: boolean;
  onTake: (action: ActionKnown, on: { incident?: number; targetId?: string }) => void;
  onPush: (text: string) => Promise<boolean>;
}) {
  const separator = useSeparator();
  const t = useTranslations("console.feeds");
  const local = useLocal();
  const feed = setting.actions.find(({ id }) => id === "request-feed");
  const analysis = setting.actions.find(({ id }) => id === "request-analysis");
  return (
    <div className={styles.feeds} tabIndex={0}>
      <HeldNote padded />
      {analysis ? (
        <section aria-label={t("analysis")}>
          <h3>{t("analysis")}</h3>
          <ul className={styles.rows}>
            {view.incidents
              .filter((incident) => !isOver(incident))
              .map(({ number, place }) => {
                const asked = underWay(view, analysis.id, ({ incident }) => incident === number);
                return (
                  <li key={number}>
                    <span className={styles.name} title={local(place.name)}>
                      {number}
                      {separator}
                      {local(place.name)}
                    </span>
                    {asked ? (
                      <span className={styles.state}>
                        {t("analysing")} <Remaining untilMs={asked.endsAtMs} />
                      </span>
                    ) : (
                      <Button
                        size="small"
                        icon={<Radar aria-hidden="true" />}
                        disabled={!running}
                        onClick={() => onTake(analysis, { incident: number })}
                      >
                        {t("analyse")}
                      </Button>
                    )}
                  </li>
                );
              })}
          </ul>
        </section>
      ) : null}
      <Found setting={setting} view={view} mayPush={mayPush} onPush={onPush} />
      {feed ? <Cameras setting={setting} view={view} feed={feed} running={running} onTake={onTake} /> : null}
    </div>
  );
}

/** An action of that name that is still going on. */
function underWay(
  view: SideView,
  actionId: string,
  of: (action: SideView["actions"][number]) => boolean,
): SideView["actions"][number] | undefined {
  return view.actions.find(
    (action) => action.actionId === actionId && action.state === "under-way" && of(action),
  );
}

/** What analysis and crews have brought to light, latest first, each with the way to push it to a crew. */
function Found({
  setting,
  view,
  mayPush,
  onPush,
}: {
  setting: SideSetting;
  view: SideView;
  mayPush: boolean;
  onPush: (text: string) => Promise<boolean>;
}) {
  const separator = useSeparator();
  const t = useTranslations("console.feeds");
  const local = useLocal();
  const found = [
    ...view.facts.map(({ n, atMs, text }) => ({ key: `fact ${n}`, atMs, text: local(text), where: "" })),
    ...view.noticed.map(({ n, seenAtMs, what, place, by }) => ({
      key: `notice ${n}`,
      atMs: seenAtMs,
      text: local(what),
      where: [place ? local(place) : "", by ? local(by.name) : ""].filter(Boolean).join(separator),
    })),
  ].sort((a, b) => b.atMs - a.atMs);

  return (
    <section aria-label={t("found")}>
      <h3>{t("found")}</h3>
      {found.length === 0 ? <PaneEmpty>{t("nothing")}</PaneEmpty> : null}
      <ul>
        {found.map(({ key, atMs, text, where }) => (
          <li key={key} className={styles.finding}>
            <span>
              <time>{drillMoment(atMs)}</time>
              {text}
              {where ? <span className={styles.where}>{where}</span> : null}
            </span>
            <Push
              units={setting.units}
              disabled={!mayPush}
              onPush={(sign) =>
                onPush(t("pushed", { sign, text: [text, where].filter(Boolean).join(separator) }))
              }
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The cameras of the ground: which are watched, which are on their way, which can be pulled. */
function Cameras({
  setting,
  view,
  feed,
  running,
  onTake,
}: {
  setting: SideSetting;
  view: SideView;
  feed: ActionKnown;
  running: boolean;
  onTake: (action: ActionKnown, on: { targetId: string }) => void;
}) {
  const t = useTranslations("console.feeds");
  const local = useLocal();
  const cameras = setting.ground.features.flatMap(({ properties }) =>
    properties.kind === "camera" ? [properties] : [],
  );
  return (
    <section aria-label={t("cameras")}>
      <h3>{t("cameras")}</h3>
      {cameras.length === 0 ? <PaneEmpty>{t("noCameras")}</PaneEmpty> : null}
      <ul className={styles.rows}>
        {cameras.map(({ id, name }) => {
          const asked = underWay(view, feed.id, ({ targetId }) => targetId === id);
          return (
            <li key={id}>
              <span className={styles.name} title={local(name)}>
                {local(name)}
              </span>
              {view.camerasWatched.includes(id) ? (
                <span className={styles.watched}>
                  <Check aria-hidden="true" />
                  {t("watched")}
                </span>
              ) : asked ? (
                <span className={styles.state}>
                  {t("coming")} <Remaining untilMs={asked.endsAtMs} />
                </span>
              ) : (
                <Button
                  size="small"
                  icon={<Video aria-hidden="true" />}
                  disabled={!running}
                  aria-label={t("pullOf", { name: local(name) })}
                  onClick={() => onTake(feed, { targetId: id })}
                >
                  {t("pull")}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** To which crew something is pushed. */
function Push({
  units,
  disabled,
  onPush,
}: {
  units: SideSetting["units"];
  disabled: boolean;
  onPush: (callSign: string) => Promise<boolean>;
}) {
  const t = useTranslations("console.feeds");
  const local = useLocal();
  const [to, setTo] = useState<string | null>(null);
  const [sentTo, setSentTo] = useState<readonly string[]>([]);
  return (
    <span className={styles.push}>
      <Select
        size="small"
        aria-label={t("pushTo")}
        placeholder={t("pushTo")}
        value={to}
        onValueChange={setTo}
        options={units.map(({ callSign, name }) => ({
          value: callSign,
          label: `${callSign} ${local(name)}`,
        }))}
      />
      <Button
        size="small"
        icon={<Send aria-hidden="true" />}
        disabled={disabled || to === null}
        onClick={() => {
          if (to === null) return;
          void onPush(to).then((sent) => {
            if (sent) setSentTo((before) => [...new Set([...before, to])]);
          });
        }}
      >
        {t("push")}
      </Button>
      {sentTo.length > 0 ? (
        <span className={styles.watched} role="status">
          <Check aria-hidden="true" />
          {t("sentTo", { signs: sentTo.join(" ") })}
        </span>
      ) : null}
    </span>
  );
}
