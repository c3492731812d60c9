"use client";

import { useCallback, useMemo, useState } from "react";
import { Drama, Inbox as InboxIcon, Map as MapIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { useLiveDrill } from "@/app/_drill/live/drill-context";
import { GaugeMeter } from "@/app/_drill/live/gauge-meter";
import { Pane, PaneEmpty } from "@/app/_drill/live/pane";
import { PaneDeck } from "@/app/_drill/live/pane-deck";
import { useLocal } from "@/app/_drill/live/use-local";
import type { MapActor } from "@/app/_drill/map/board-map";
import { GroundMap } from "@/app/_drill/map/ground-map";
import { classNames } from "@/app/_ui/class-names";
import { asksFor } from "@/domain/actions/asks/asks";
import type { ActionKnown, SideSetting, SideView } from "@/domain/view/schema";
import { ActionDialog } from "./action-dialog";
import { Inbox } from "./inbox";
import { Incoming } from "./incoming";
import { Known } from "./known";
import { Log } from "./log";
import { NewsTabs } from "./news-tabs";
import { Playbook } from "./playbook";
import { useConsolePanes } from "./use-console-panes";
import { newestOutOfSight } from "./use-news";
import { useTakeAction } from "./use-take-action";
import styles from "./opposition-console.module.css";

type PaneId = "plan" | "map";

/** The console of the opposition: what it is after, whom it plays, what it can still afford to do. */
export function OppositionConsole({ setting, view }: { setting: SideSetting; view: SideView }) {
  const t = useTranslations("console");
  const local = useLocal();
  const { may } = useLiveDrill();
  const first = { pane: "plan", tab: "inbox" } as const;
  const { pane, setPane, turnTo, playLane, newsRef, news } = useConsolePanes<PaneId>(setting, view, first);
  const { inboxUnread, radioUnread } = news;
  const [actorId, setActorId] = useState<string | null>(null);
  const [placeId, setPlaceId] = useState<string | null>(null);
  const { open, begin, close } = useTakeAction(setting, view);

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
    const targetId = asksFor(action, "actor") ? actorId : asksFor(action, "place") ? placeId : null;
    void begin(action, { targetId, placeId }, action.cost > 0 && asksFor(action, "note", "optional"));
  }

  const pickActor = useCallback((id: string) => setActorId((before) => (before === id ? null : id)), []);

  const moves = (
    <div className={styles.centre}>
      <div className={styles.map}>
        <OppositionMap
          setting={setting}
          view={view}
          actorId={actorId}
          placeId={placeId}
          onActor={pickActor}
          onPlace={setPlaceId}
        />
      </div>
      <Playbook
        actions={setting.actions}
        taken={view.actions}
        budget={setting.budget}
        budgetLeft={view.budgetLeft}
        running={setting.mode !== "field" && may("TakeAction")}
        actor={actorName ? local(actorName) : null}
        place={placeName ?? null}
        onTake={take}
      />
    </div>
  );
  const incoming = (
    <section className={styles.news} ref={newsRef} aria-label={t("news.label")}>
      <NewsTabs
        {...news}
        contents={{
          inbox: <Inbox view={view} playLane={playLane} />,
          known: (
            <Known facts={view.facts} decisions={view.decisions} noticed={view.noticed} playLane={playLane} />
          ),
          log: <Log actions={view.actions} known={setting.actions} playLane={playLane} />,
        }}
      />
    </section>
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
            content: <Plot setting={setting} view={view} picked={actorId} onPick={pickActor} />,
          },
          {
            id: "map",
            label: t("plot.moves"),
            icon: <MapIcon aria-hidden="true" />,
            count: contested,
            content: moves,
          },
          {
            id: "news",
            label: t("news.label"),
            icon: <InboxIcon aria-hidden="true" />,
            count: inboxUnread + radioUnread,
            content: incoming,
          },
        ]}
      />
      {open ? (
        <ActionDialog key={open.action.id} asked={open} setting={setting} view={view} onClose={close} />
      ) : null}
    </>
  );
}

/** What the opposition is after, those whom it plays, and how its gauges stand. */
function Plot({
  setting,
  view,
  picked,
  onPick,
}: {
  setting: SideSetting;
  view: SideView;
  picked: string | null;
  onPick: (actorId: string) => void;
}) {
  const t = useTranslations("console");
  const local = useLocal();
  return (
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
                className={classNames(styles.actor, actor.id === picked && styles.picked)}
                aria-pressed={actor.id === picked}
                onClick={() => onPick(actor.id)}
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
  );
}

/** Whom the opposition plays, on the ground: whom and where is picked for a move. */
function OppositionMap({
  setting,
  view,
  actorId,
  placeId,
  onActor,
  onPlace,
}: {
  setting: SideSetting;
  view: SideView;
  actorId: string | null;
  placeId: string | null;
  onActor: (actorId: string) => void;
  onPlace: (pick: (before: string | null) => string | null) => void;
}) {
  const t = useTranslations("console");
  const local = useLocal();
  const { clock, serverOffsetMs } = useLiveDrill();
  const actors = useMemo(
    (): MapActor[] =>
      view.actors.flatMap(({ id, name, status, place, leg }) =>
        place.at ? [{ id, label: local(name), status, at: place.at, leg, selected: id === actorId }] : [],
      ),
    [view.actors, actorId, local],
  );
  const picks = useMemo(
    () => ({
      actor: onActor,
      place: (id: string) => onPlace((before) => (before === id ? null : id)),
    }),
    [onActor, onPlace],
  );
  return (
    <GroundMap
      label={t("map.label")}
      alternative={view.actors.map(
        (actor) => `${local(actor.name)}: ${t(`actorStatus.${actor.status}`)}, ${local(actor.place.name)}`,
      )}
      features={setting.ground.features}
      clock={clock}
      serverOffsetMs={serverOffsetMs}
      actors={actors}
      focus={view.actors.find(({ id }) => id === actorId)?.place.at ?? null}
      pickedPlaceId={placeId}
      picks={picks}
    />
  );
}
