"use client";

import { useMemo, useState } from "react";
import { Inbox as InboxIcon, ListTodo, Map as MapIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { useLiveDrill } from "@/app/_drill/live/drill-context";
import { PaneDeck } from "@/app/_drill/live/pane-deck";
import type { TeamRole } from "@/domain/injects/audience";
import { isOver } from "@/domain/view/known";
import type { IncidentSeen, SideSetting, SideView } from "@/domain/view/schema";
import { fitting } from "@/domain/shortened";
import { ActionDialog } from "./action-dialog";
import { canTakeUnits } from "./ageing";
import { CommandLine } from "./command-line";
import type { KnownWords } from "./command-line-words";
import { DecisionCard } from "./decision-card";
import { IncidentBoard } from "./incident-board";
import { IncidentWork } from "./incident-work";
import { Known } from "./known";
import { Inbox } from "./inbox";
import { Feeds } from "./feeds";
import { Incoming } from "./incoming";
import { Log } from "./log";
import { NewsTabs } from "./news-tabs";
import { ResponderMap } from "./responder-map";
import { unanswered } from "./unanswered";
import { UnitList, useRankedUnits } from "./unit-list";
import { useBoardKeys } from "./use-board-keys";
import { useDragToSend } from "./use-drag-to-send";
import { useConsolePanes } from "./use-console-panes";
import { newestOutOfSight, type NewsTab } from "./use-news";
import { useOrders, type Orders } from "./use-orders";
import { useTakeAction } from "./use-take-action";
import { World } from "./world";
import styles from "./responder-console.module.css";

type PaneId = "board" | "map";

/** What a desk sees first beside the board, and on a phone: the rest is a press away. */
const FIRST_TAB: Readonly<Record<TeamRole, NewsTab>> = {
  dispatcher: "inbox",
  "duty-room": "inbox",
  "command-centre": "feeds",
  crew: "radio",
};
const FIRST_PANE: Readonly<Record<TeamRole, PaneId | "news">> = {
  dispatcher: "board",
  "duty-room": "board",
  "command-centre": "news",
  crew: "map",
};

/** The console of the responding side: board, map and work in the middle, what comes in on the right. */
export function ResponderConsole({ setting, view }: { setting: SideSetting; view: SideView }) {
  const t = useTranslations("console");
  const { may } = useLiveDrill();
  // Each desk finds its own work in front of it; everything else is where it is for everybody.
  const desk = view.teamRole ?? "dispatcher";
  const first = { pane: FIRST_PANE[desk], tab: FIRST_TAB[desk] };
  const panes = useConsolePanes<PaneId>(setting, view, first, "map");
  const { pane, setPane, turnTo, newsRef, workRef, news } = panes;
  const { inboxUnread, radioUnread } = news;
  const [selected, setChosen] = useSelected(view);
  const { open, begin, close } = useTakeAction(setting, view);

  const callSigns = useMemo(() => new Map(setting.units.map((u) => [u.id, u.callSign])), [setting.units]);
  // In a field drill moves are made on the street and the screen only tells.
  const onScreen = view.phase === "running" && setting.mode !== "field";
  const moving = onScreen && may("TakeAction");
  const decisions = openDecisions(view);
  const ringing = view.phase === "running" ? unanswered(view) : [];

  const orders = useOrders({ setting, view, callSigns, begin, select: setChosen });
  useBoardKeys({ setting, view, selected, ringing, moving, orders, select: setChosen });
  const workOn = (number: number) => {
    setChosen(number);
    setPane("map");
  };

  const board = (
    <div className={styles.left}>
      <IncidentBoard
        incidents={view.incidents}
        actions={view.actions}
        units={view.units}
        callSigns={callSigns}
        selected={selected?.number ?? null}
        takesUnits={(incident) => moving && canTakeUnits(incident)}
        onSelect={workOn}
      />
      <World setting={setting} view={view} />
    </div>
  );
  return (
    <>
      <Incoming
        ringing={ringing}
        news={inboxUnread > 0 ? newestOutOfSight(view.inbox, ringing) : null}
        unread={inboxUnread}
        {...(onScreen ? { onAnswer: orders.answer } : {})}
        onShow={() => turnTo("inbox")}
      />
      <PaneDeck
        label={t("panes")}
        active={pane}
        onActive={setPane}
        className={styles.grid}
        panes={[
          {
            id: "board",
            label: t("board.title"),
            icon: <ListTodo aria-hidden="true" />,
            count: ringing.length,
            content: board,
          },
          {
            id: "map",
            label: t("panesWork"),
            icon: <MapIcon aria-hidden="true" />,
            count: decisions.length,
            content: (
              <div className={styles.centre} ref={workRef}>
                <Centre
                  decisions={decisions}
                  setting={setting}
                  view={view}
                  selected={selected}
                  callSigns={callSigns}
                  moving={moving}
                  orders={orders}
                  onSelect={setChosen}
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
                <News
                  setting={setting}
                  view={view}
                  news={news}
                  callSigns={callSigns}
                  begin={begin}
                  onAnswer={orders.answer}
                  onOpen={workOn}
                />
              </section>
            ),
          },
        ]}
      />
      {setting.mode === "field" ? null : (
        <CommandLine known={wordsKnown(setting, view, selected)} say={orders.say} onRun={orders.run} />
      )}
      {open ? (
        <ActionDialog
          key={`${open.action.id}-${open.given.incident}`}
          asked={open}
          setting={setting}
          view={view}
          onClose={close}
        />
      ) : null}
    </>
  );
}

/** The incident that is worked on. Whoever has chosen nothing works on the first call that is still open. */
function useSelected({ incidents }: SideView): [IncidentSeen | null, (incident: number) => void] {
  const [chosen, setChosen] = useState<number | null>(null);
  const selected =
    incidents.find((incident) => incident.number === chosen) ??
    incidents.find((incident) => !isOver(incident)) ??
    null;
  return [selected, setChosen];
}

/** What a line that is typed can name. */
function wordsKnown(setting: SideSetting, view: SideView, selected: IncidentSeen | null): KnownWords {
  return {
    units: setting.units,
    actions: setting.actions,
    incidents: view.incidents.map(({ number }) => number),
    selected: selected?.number ?? null,
  };
}

/** Decision points that still wait for an answer, the most urgent first. */
function openDecisions({ decisions, phase }: SideView): SideView["decisions"] {
  return decisions
    .filter((decision) => phase === "running" && decision.taken === null && !decision.lapsed)
    .sort((a, b) => a.closesAtMs - b.closesAtMs);
}

/** What has to be decided, the map, and below it what can be done about an incident and who can be sent there; crews are dragged from both. */
function Centre({
  decisions,
  setting,
  view,
  selected,
  callSigns,
  moving,
  orders,
  onSelect,
}: {
  decisions: SideView["decisions"];
  setting: SideSetting;
  view: SideView;
  selected: IncidentSeen | null;
  callSigns: ReadonlyMap<string, string>;
  /** Whether actions are taken on this screen now. */
  moving: boolean;
  orders: Orders;
  onSelect: (incident: number) => void;
}) {
  const [urgent] = decisions;
  const drag = useDragToSend({
    setting,
    view,
    callSigns,
    onSend: (unitIds, number) => {
      void orders.send(unitIds, number);
      onSelect(number);
    },
  });
  return (
    <>
      {urgent ? <DecisionCard key={urgent.id} decision={urgent} others={decisions.length - 1} /> : null}
      <div className={styles.map}>
        <ResponderMap
          setting={setting}
          view={view}
          selected={selected}
          moving={moving}
          onSelect={onSelect}
          onTakeUnit={drag}
        />
      </div>
      {selected ? (
        <WorkOn
          setting={setting}
          view={view}
          incident={selected}
          callSigns={callSigns}
          moving={moving}
          orders={orders}
          onTakeUnits={drag}
        />
      ) : null}
    </>
  );
}

/** What comes in for the responder, what it knows and what it has done. */
function News({
  setting,
  view,
  news,
  callSigns,
  begin,
  onAnswer,
  onOpen,
}: {
  setting: SideSetting;
  view: SideView;
  news: ReturnType<typeof useConsolePanes>["news"];
  callSigns: ReadonlyMap<string, string>;
  begin: ReturnType<typeof useTakeAction>["begin"];
  onAnswer: (incident: number) => void;
  onOpen: (incident: number) => void;
}) {
  return (
    <NewsTabs
      {...news}
      contents={{
        inbox: (
          <Inbox view={view} {...(setting.mode === "field" ? {} : { onAccept: onAnswer })} onOpen={onOpen} />
        ),
        feeds: <PushedFeeds setting={setting} view={view} begin={begin} />,
        known: (
          <Known facts={view.facts} actors={view.actors} decisions={view.decisions} noticed={view.noticed} />
        ),
        log: <Log actions={view.actions} known={setting.actions} callSigns={callSigns} />,
      }}
    />
  );
}

/** The feeds; what is pushed to a crew goes over the radio, which is open also while the clock stands. */
function PushedFeeds({
  setting,
  view,
  begin,
}: {
  setting: SideSetting;
  view: SideView;
  begin: ReturnType<typeof useTakeAction>["begin"];
}) {
  const { act, may } = useLiveDrill();
  const onScreen = setting.mode !== "field";
  return (
    <Feeds
      setting={setting}
      view={view}
      running={onScreen && may("TakeAction")}
      mayPush={onScreen && may("SendRadio")}
      onTake={(action, on) => void begin(action, on)}
      onPush={(text) => act({ type: "SendRadio", text: fitting(text, 500), asksReadBack: true })}
    />
  );
}

/** What can be done about an incident, and who can be sent there. */
function WorkOn({
  setting,
  view,
  incident,
  callSigns,
  moving,
  orders,
  onTakeUnits,
}: {
  setting: SideSetting;
  view: SideView;
  incident: IncidentSeen;
  callSigns: ReadonlyMap<string, string>;
  /** Whether actions are taken on this screen now. */
  moving: boolean;
  orders: Orders;
  onTakeUnits: (unitIds: readonly string[], event: PointerEvent) => void;
}) {
  const ranked = useRankedUnits(setting, view, incident);
  return (
    <div className={styles.work}>
      <IncidentWork
        key={incident.number}
        incident={incident}
        actions={setting.actions}
        taken={view.actions}
        callSigns={callSigns}
        knowsActors={view.actors.length > 0}
        running={moving}
        onAction={(action, details) => void orders.take(action, incident.number, details)}
      />
      <UnitList
        setting={setting}
        ranked={ranked}
        incident={incident}
        canSend={moving && canTakeUnits(incident)}
        onSend={(unitIds) => void orders.send(unitIds, incident.number)}
        onTake={onTakeUnits}
      />
    </div>
  );
}
