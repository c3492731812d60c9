"use client";

import { useMemo, useState } from "react";
import { Drama, Inbox as InboxIcon, Map as MapIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { useLiveDrill } from "@/app/_drill/live/drill-context";
import { GaugeMeter } from "@/app/_drill/live/gauge-meter";
import { Pane, PaneEmpty } from "@/app/_drill/live/pane";
import { PaneDeck } from "@/app/_drill/live/pane-deck";
import { RadioPanel } from "@/app/_drill/live/radio-panel";
import { isRadioSeen, useEarlier } from "@/app/_drill/live/use-earlier";
import { useLocal } from "@/app/_drill/live/use-local";
import type { MapActor } from "@/app/_drill/map/board-map";
import { GroundMap } from "@/app/_drill/map/ground-map";
import { classNames } from "@/app/_ui/class-names";
import { Tabs } from "@/app/_ui/tabs";
import type { ActionKnown, SideSetting, SideView } from "@/domain/view/schema";
import { ActionDialog } from "./action-dialog";
import { Inbox } from "./inbox";
import { Incoming } from "./incoming";
import { Known } from "./known";
import { Log } from "./log";
import { Playbook } from "./playbook";
import { RADIO_PHRASES } from "./radio-phrases";
import { useAlerts } from "./use-alerts";
import { newestOutOfSight, useNews, type NewsTab } from "./use-news";
import { useReach } from "./use-reach";
import { useTakeAction } from "./use-take-action";
import styles from "./opposition-console.module.css";

type PaneId = "plan" | "map" | "news";

/** The console of the opposition: what it is after, whom it plays, what it can still afford to do. */
export function OppositionConsole({ setting, view }: { setting: SideSetting; view: SideView }) {
  const t = useTranslations("console");
  const local = useLocal();
  const { act, clock, serverOffsetMs, held } = useLiveDrill();
  const [pane, setPane] = useState<PaneId>("plan");
  const [tab, setTab] = useState<NewsTab>("inbox");
  const [actorId, setActorId] = useState<string | null>(null);
  const [placeId, setPlaceId] = useState<string | null>(null);
  const { open, begin, close } = useTakeAction(setting, view);
  const turnTo = (to: NewsTab) => {
    setTab(to);
    setPane("news");
  };
  useAlerts(setting, view, turnTo);
  const { news: newsRef } = useReach({ turnTo });
  const playLane = setting.cellLanes === null ? undefined : view.lane;
  const radio = useEarlier(view.radio, { list: "radio", playLane }, isRadioSeen);
  const { inboxUnread, radioUnread } = useNews(view, pane === "news", tab);

  const placeName = setting.ground.features
    .flatMap(({ properties }) =>
      (properties.kind === "place" || properties.kind === "station") && properties.id === placeId
        ? [local(properties.name)]
        : [],
    )
    .at(0);
  const actorName = view.actors.find(({ id }) => id === actorId)?.name;
  const contested = view.actions.filter((action) => action.state === "contested").length;

  function take(action: ActionKnown) {
    // Whom and where was picked on the board is not asked again.
    const onActor = action.target === "actor" || action.target === "actor-to-place";
    const targetId = onActor ? actorId : action.target === "place" ? placeId : null;
    void begin(action, { targetId, placeId }, action.cost > 0 && action.note === "optional");
  }

  const mapActors = useMemo(
    (): MapActor[] =>
      view.actors.flatMap((actor) =>
        actor.place.at
          ? [
              {
                id: actor.id,
                label: local(actor.name),
                status: actor.status,
                at: actor.place.at,
                leg: actor.leg,
                selected: actor.id === actorId,
              },
            ]
          : [],
      ),
    [view.actors, actorId, local],
  );
  const picks = useMemo(
    () => ({
      actor: (id: string) => setActorId((before) => (before === id ? null : id)),
      place: (id: string) => setPlaceId((before) => (before === id ? null : id)),
    }),
    [],
  );

  return (
    <>
      <Incoming
        ringing={[]}
        news={inboxUnread > 0 ? newestOutOfSight(view.inbox, []) : null}
        unread={inboxUnread}
        onShow={() => turnTo("inbox")}
      />
      <PaneDeck
        label={t("panes")}
        active={pane}
        onActive={setPane}
        className={styles.grid}
        panes={[
          {
            id: "plan",
            label: t("plot.title"),
            icon: <Drama aria-hidden="true" />,
            content: (
              <div className={styles.left}>
                <Pane title={t("plot.objectives")} className={styles.objectives}>
                  <ol>
                    {setting.objectives.map((objective, i) => (
                      <li key={i}>{local(objective)}</li>
                    ))}
                  </ol>
                  {setting.objectives.length === 0 ? local(setting.brief) : null}
                </Pane>
                <Pane title={t("plot.actors")} count={view.actors.length} flush className={styles.actors}>
                  {view.actors.length === 0 ? <PaneEmpty>{t("plot.noActors")}</PaneEmpty> : null}
                  <ul>
                    {view.actors.map((actor) => (
                      <li key={actor.id}>
                        <button
                          type="button"
                          className={classNames(styles.actor, actor.id === actorId && styles.picked)}
                          aria-pressed={actor.id === actorId}
                          onClick={() => setActorId(actor.id === actorId ? null : actor.id)}
                        >
                          <span className={styles.name}>{local(actor.name)}</span>
                          <span className={styles.status}>{t(`actorStatus.${actor.status}`)}</span>
                          <span className={styles.where}>{local(actor.place.name)}</span>
                        </button>
                      </li>
                    ))}
                  </ul>
                  {setting.gauges.length > 0 ? (
                    <div className={styles.gauges}>
                      {setting.gauges.map((gauge) => {
                        const now = view.gauges.find(({ id }) => id === gauge.id);
                        return now ? <GaugeMeter key={gauge.id} gauge={gauge} now={now} /> : null;
                      })}
                    </div>
                  ) : null}
                </Pane>
              </div>
            ),
          },
          {
            id: "map",
            label: t("plot.moves"),
            icon: <MapIcon aria-hidden="true" />,
            count: contested,
            content: (
              <div className={styles.centre}>
                <div className={styles.map}>
                  <GroundMap
                    label={t("map.label")}
                    alternative={view.actors.map(
                      (actor) =>
                        `${local(actor.name)}: ${t(`actorStatus.${actor.status}`)}, ${local(actor.place.name)}`,
                    )}
                    features={setting.ground.features}
                    clock={clock}
                    serverOffsetMs={serverOffsetMs}
                    actors={mapActors}
                    focus={view.actors.find(({ id }) => id === actorId)?.place.at ?? null}
                    pickedPlaceId={placeId}
                    picks={picks}
                  />
                </div>
                <Playbook
                  actions={setting.actions}
                  taken={view.actions}
                  budget={setting.budget}
                  budgetLeft={view.budgetLeft}
                  running={view.phase === "running" && setting.mode !== "field" && held.playing === null}
                  actor={actorName ? local(actorName) : null}
                  place={placeName ?? null}
                  onTake={take}
                />
              </div>
            ),
          },
          {
            id: "news",
            label: t("news.label"),
            icon: <InboxIcon aria-hidden="true" />,
            count: inboxUnread + radioUnread,
            content: (
              <section className={styles.news} ref={newsRef} aria-label={t("news.label")}>
                <Tabs
                  label={t("news.label")}
                  value={tab}
                  onValueChange={setTab}
                  fill
                  items={[
                    {
                      value: "inbox",
                      label: t("news.inbox"),
                      ...(inboxUnread > 0 ? { count: inboxUnread } : {}),
                      content: <Inbox view={view} playLane={playLane} />,
                    },
                    {
                      value: "radio",
                      label: t("news.radio"),
                      ...(radioUnread > 0 ? { count: radioUnread } : {}),
                      content: (
                        <RadioPanel
                          messages={radio.entries}
                          earlier={radio}
                          phrases={RADIO_PHRASES.opposition.map((phrase) => t(`radio.phrase.${phrase}`))}
                          disabled={view.phase !== "running"}
                          onSend={(text, asks) => act({ type: "SendRadio", text, ...asks })}
                          onReadBack={({ n }) => act({ type: "ReadBack", n })}
                        />
                      ),
                    },
                    {
                      value: "known",
                      label: t("news.known"),
                      content: (
                        <Known
                          facts={view.facts}
                          decisions={view.decisions}
                          noticed={view.noticed}
                          playLane={playLane}
                        />
                      ),
                    },
                    {
                      value: "log",
                      label: t("news.log"),
                      content: <Log actions={view.actions} known={setting.actions} playLane={playLane} />,
                    },
                  ]}
                />
              </section>
            ),
          },
        ]}
      />
      {open ? (
        <ActionDialog key={open.action.id} asked={open} setting={setting} view={view} onClose={close} />
      ) : null}
    </>
  );
}
