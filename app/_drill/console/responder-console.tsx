"use client";

import { useMemo, useState } from "react";
import { Inbox as InboxIcon, ListTodo, Map as MapIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { drillMsNow, useLiveDrill } from "@/app/_drill/live/drill-context";
import { PaneDeck } from "@/app/_drill/live/pane-deck";
import { RadioPanel } from "@/app/_drill/live/radio-panel";
import { isRadioSeen, useEarlier } from "@/app/_drill/live/use-earlier";
import { useLocal } from "@/app/_drill/live/use-local";
import type { MapActor, MapIncident, MapUnit } from "@/app/_drill/map/board-map";
import { GroundMap } from "@/app/_drill/map/ground-map";
import { useCommands } from "@/app/_ui/command-context";
import { Tabs } from "@/app/_ui/tabs";
import { useDurationText } from "@/app/_ui/use-duration-text";
import { useSeparator } from "@/app/_ui/separator";
import { travelMs, wouldMeet } from "@/domain/view/nearest";
import type { TeamRole } from "@/domain/injects/audience";
import type { ActionKnown, IncidentSeen, SideSetting, SideView } from "@/domain/view/schema";
import { fitting } from "@/domain/shortened";
import { ActionDialog } from "./action-dialog";
import { isOver } from "./ageing";
import { CommandLine } from "./command-line";
import type { Meaning } from "./command-line-words";
import { DecisionCard } from "./decision-card";
import { IncidentBoard } from "./incident-board";
import { IncidentWork } from "./incident-work";
import { Known } from "./known";
import { Inbox } from "./inbox";
import { Feeds } from "./feeds";
import { Incoming } from "./incoming";
import { Log } from "./log";
import { RADIO_PHRASES } from "./radio-phrases";
import { sensibleActions } from "./sensible-actions";
import { unanswered } from "./unanswered";
import { UnitList, useRankedUnits } from "./unit-list";
import { useAlerts } from "./use-alerts";
import { newestOutOfSight, useNews, type NewsTab } from "./use-news";
import { useReach } from "./use-reach";
import { useTakeAction } from "./use-take-action";
import { useUnitDrag } from "./use-unit-drag";
import { World } from "./world";
import styles from "./responder-console.module.css";

type PaneId = "board" | "map" | "news";

/** What a desk sees first beside the board, and on a phone: the rest is a press away. */
const FIRST_TAB: Readonly<Record<TeamRole, NewsTab>> = {
  dispatcher: "inbox",
  "duty-room": "inbox",
  "command-centre": "feeds",
  crew: "radio",
};
const FIRST_PANE: Readonly<Record<TeamRole, PaneId>> = {
  dispatcher: "board",
  "duty-room": "board",
  "command-centre": "news",
  crew: "map",
};

/** The console of the responding side: board, map and work in the middle, what comes in on the right. */
export function ResponderConsole({ setting, view }: { setting: SideSetting; view: SideView }) {
  const separator = useSeparator();
  const duration = useDurationText();
  const t = useTranslations("console");
  const local = useLocal();
  const { act, clock, serverOffsetMs, held } = useLiveDrill();
  // Each desk finds its own work in front of it; everything else is where it is for everybody.
  const [pane, setPane] = useState<PaneId>(FIRST_PANE[view.teamRole ?? "dispatcher"]);
  const [tab, setTab] = useState<NewsTab>(FIRST_TAB[view.teamRole ?? "dispatcher"]);
  const [chosen, setChosen] = useState<number | null>(null);
  const { open, begin, close } = useTakeAction(setting, view);
  const turnTo = (to: NewsTab) => {
    setTab(to);
    setPane("news");
  };
  useAlerts(setting, view, turnTo);
  const { news: newsRef, work: workRef } = useReach({ turnTo, turnToWork: () => setPane("map") });

  const callSigns = useMemo(() => new Map(setting.units.map((u) => [u.id, u.callSign])), [setting.units]);
  // Whoever has chosen nothing works on the first call that is still open.
  const selected =
    view.incidents.find((incident) => incident.number === chosen) ??
    view.incidents.find((incident) => !isOver(incident)) ??
    null;
  const ranked = useRankedUnits(setting, view, selected);
  const running = view.phase === "running";
  // In a field drill moves are made on the street and the screen only tells.
  const onScreen = running && setting.mode !== "field";
  const moving = onScreen && held.playing === null;
  const decisions = view.decisions
    .filter((decision) => running && decision.taken === null && !decision.lapsed)
    .sort((a, b) => a.closesAtMs - b.closesAtMs);
  const [urgent] = decisions;
  const ringing = running ? unanswered(view) : [];
  const waiting = ringing.length;
  const radio = useEarlier(view.radio, { list: "radio" }, isRadioSeen);
  const { inboxUnread, radioUnread } = useNews(view, pane === "news", tab);

  const takesUnits = (incident: IncidentSeen) => moving && canTake(incident);

  function select(number: number) {
    setChosen(number);
  }

  /** Sends units: those bound elsewhere are redirected, the others dispatched. */
  function send(unitIds: readonly string[], incident: number) {
    const bound = (id: string) => {
      const unit = view.units.find((candidate) => candidate.id === id);
      return unit !== undefined && unit.incident !== null && unit.incident !== incident;
    };
    const groups = [
      { actionId: "dispatch", ids: unitIds.filter((id) => !bound(id)) },
      { actionId: "redirect", ids: unitIds.filter(bound) },
    ];
    const orders = groups.filter(({ ids }) => ids.length > 0);
    const answers = orders.map(({ actionId, ids }) =>
      act({ type: "TakeAction", actionId, incident, unitIds: ids, note: "" }),
    );
    return Promise.all(answers).then((all) => all.every(Boolean));
  }

  function take(action: ActionKnown, incident: number | null, details = false) {
    return begin(action, { incident }, details);
  }

  const forward = selected
    ? sensibleActions(setting.actions, selected, view.actors.length > 0).forward
    : null;
  useCommands([
    {
      id: "answer",
      label: t("keys.answer"),
      group: "action",
      keys: "c",
      run: () => {
        const [longest] = ringing;
        if (moving && longest) answer(longest.incident.number);
      },
    },
    {
      id: "forward",
      label: t("keys.forward"),
      group: "action",
      keys: "a",
      run: () => void (moving && forward && selected && take(forward, selected.number)),
    },
    {
      id: "next-incident",
      label: t("keys.nextIncident"),
      group: "action",
      keys: "j",
      run: () => step(1),
    },
    {
      id: "previous-incident",
      label: t("keys.previousIncident"),
      group: "action",
      keys: "k",
      run: () => step(-1),
    },
  ]);
  function answer(number: number) {
    select(number);
    const accept = setting.actions.find(({ id }) => id === "accept");
    if (accept) void take(accept, number);
  }
  function step(by: number) {
    const open = view.incidents.filter((incident) => !isOver(incident));
    const at = open.findIndex((incident) => incident.number === selected?.number);
    const next = open[(at + by + open.length) % Math.max(1, open.length)];
    if (next) select(next.number);
  }

  function say(meaning: Meaning): string {
    switch (meaning.kind) {
      case "dispatch":
        return t("line.dispatch", {
          units: meaning.unitIds.map((id) => callSigns.get(id) ?? id).join(" "),
          number: meaning.incident,
        });
      case "select":
        return t("line.select", { number: meaning.incident });
      case "action": {
        const action = setting.actions.find(({ id }) => id === meaning.actionId);
        const label = action ? local(action.label) : meaning.actionId;
        return meaning.incident === null
          ? label
          : t("line.action", { action: label, number: meaning.incident });
      }
    }
  }
  async function run(meaning: Meaning): Promise<boolean> {
    switch (meaning.kind) {
      case "dispatch":
        select(meaning.incident);
        return send(meaning.unitIds, meaning.incident);
      case "select":
        select(meaning.incident);
        return true;
      case "action": {
        const action = setting.actions.find(({ id }) => id === meaning.actionId);
        return action ? take(action, meaning.incident) : false;
      }
    }
  }

  const mapUnits = useMemo(
    (): MapUnit[] =>
      view.units.flatMap(({ id, status, at, leg }) => {
        // Who is off duty is at home: on the map they would only stand in front of those who can be sent.
        if (status === "off-duty") return [];
        const known = setting.units.find((unit) => unit.id === id);
        const label = known?.callSign ?? id;
        return [
          {
            id,
            label,
            title: known ? `${label} ${local(known.name)}` : label,
            status,
            at,
            leg,
            ...(known ? { branch: known.branch } : {}),
          },
        ];
      }),
    [view.units, setting.units, local],
  );
  const selectedNumber = selected?.number ?? null;
  const mapIncidents = useMemo(
    (): MapIncident[] =>
      view.incidents.flatMap((incident) =>
        incident.place.at && incident.mergedInto === null
          ? [
              {
                number: incident.number,
                title: `${t("incidentNo", { number: incident.number })} ${local(incident.place.name)}`,
                priority: incident.priority,
                at: incident.place.at,
                selected: incident.number === selectedNumber,
                over: isOver(incident),
                takesUnits: moving && canTake(incident),
              },
            ]
          : [],
      ),
    [view.incidents, selectedNumber, moving, local, t],
  );
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
                selected: false,
              },
            ]
          : [],
      ),
    [view.actors, local],
  );
  const canSend = selected !== null && takesUnits(selected);
  const drag = useUnitDrag({
    say: (unitIds, number) => {
      const signs = unitIds.map((id) => callSigns.get(id) ?? id).join(" ");
      const incident = view.incidents.find((candidate) => candidate.number === number);
      if (!incident) return signs;
      const nowMs = drillMsNow({ clock, serverOffsetMs });
      const ways = unitIds.flatMap((id) => {
        const unit = view.units.find((candidate) => candidate.id === id);
        return unit ? [travelMs(setting, view, unit, incident.place.id, nowMs)] : [];
      });
      const [slowest] = ways.filter((ms) => ms !== null).sort((a, b) => b - a);
      const sentence = t("line.dispatch", { units: signs, number: incident.number });
      if (slowest === undefined) return sentence;
      const kept = wouldMeet(setting, incident, nowMs, slowest);
      return [sentence, duration(slowest), kept ? t(`units.meets.${kept.meets}`) : ""]
        .filter(Boolean)
        .join(separator);
    },
    onDrop: (unitIds, number) => {
      void send(
        unitIds.filter((id) => view.units.find((unit) => unit.id === id)?.incident !== number),
        number,
      );
      select(number);
    },
  });
  const picks = useMemo(
    () => ({
      incident: setChosen,
      takeUnit: (id: string, event: PointerEvent) => moving && drag([id], event),
    }),
    [drag, moving],
  );

  const news = (
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
          content: (
            <Inbox
              view={view}
              {...(setting.mode === "field" ? {} : { onAccept: answer })}
              onOpen={(number) => {
                select(number);
                setPane("map");
              }}
            />
          ),
        },
        {
          value: "radio",
          label: t("news.radio"),
          ...(radioUnread > 0 ? { count: radioUnread } : {}),
          content: (
            <RadioPanel
              messages={radio.entries}
              earlier={radio}
              phrases={RADIO_PHRASES.responder.map((phrase) => t(`radio.phrase.${phrase}`))}
              disabled={view.phase !== "running"}
              onSend={(text, asks) => act({ type: "SendRadio", text, ...asks })}
              onReadBack={({ n }) => act({ type: "ReadBack", n })}
            />
          ),
        },
        {
          value: "feeds",
          label: t("news.feeds"),
          content: (
            <Feeds
              setting={setting}
              view={view}
              running={moving}
              mayPush={onScreen}
              onTake={(action, on) => void begin(action, on)}
              onPush={(text) => act({ type: "SendRadio", text: fitting(text, 500), asksReadBack: true })}
            />
          ),
        },
        {
          value: "known",
          label: t("news.known"),
          content: (
            <Known
              facts={view.facts}
              actors={view.actors}
              decisions={view.decisions}
              noticed={view.noticed}
            />
          ),
        },
        {
          value: "log",
          label: t("news.log"),
          content: <Log actions={view.actions} known={setting.actions} callSigns={callSigns} />,
        },
      ]}
    />
  );

  return (
    <>
      <Incoming
        ringing={ringing}
        news={inboxUnread > 0 ? newestOutOfSight(view.inbox, ringing) : null}
        unread={inboxUnread}
        {...(onScreen ? { onAnswer: answer } : {})}
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
            count: waiting,
            content: (
              <div className={styles.left}>
                <IncidentBoard
                  incidents={view.incidents}
                  actions={view.actions}
                  units={view.units}
                  callSigns={callSigns}
                  selected={selectedNumber}
                  takesUnits={takesUnits}
                  onSelect={(number) => {
                    select(number);
                    setPane("map");
                  }}
                />
                <World setting={setting} view={view} />
              </div>
            ),
          },
          {
            id: "map",
            label: t("panesWork"),
            icon: <MapIcon aria-hidden="true" />,
            count: decisions.length,
            content: (
              <div className={styles.centre} ref={workRef}>
                {urgent ? (
                  <DecisionCard key={urgent.id} decision={urgent} others={decisions.length - 1} />
                ) : null}
                <div className={styles.map}>
                  <GroundMap
                    label={t("map.label")}
                    alternative={[
                      ...mapIncidents.map((incident) => incident.title),
                      ...mapUnits.map((unit) => `${unit.title}: ${t(`unitStatus.${unit.status}`)}`),
                    ]}
                    features={setting.ground.features}
                    clock={clock}
                    serverOffsetMs={serverOffsetMs}
                    units={mapUnits}
                    incidents={mapIncidents}
                    actors={mapActors}
                    focus={selected?.place.at ?? null}
                    picks={picks}
                  />
                </div>
                {selected ? (
                  <div className={styles.work}>
                    <IncidentWork
                      key={selected.number}
                      incident={selected}
                      actions={setting.actions}
                      taken={view.actions}
                      callSigns={callSigns}
                      knowsActors={view.actors.length > 0}
                      running={moving}
                      onAction={(action, details) => void take(action, selected.number, details)}
                    />
                    <UnitList
                      setting={setting}
                      ranked={ranked}
                      incident={selected}
                      canSend={canSend}
                      onSend={(unitIds) => void send(unitIds, selected.number)}
                      onTake={drag}
                    />
                  </div>
                ) : null}
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
                {news}
              </section>
            ),
          },
        ]}
      />
      {setting.mode === "field" ? null : (
        <CommandLine
          known={{
            units: setting.units,
            actions: setting.actions,
            incidents: view.incidents.map(({ number }) => number),
            selected: selectedNumber,
          }}
          say={say}
          onRun={run}
        />
      )}
      {open ? (
        <ActionDialog
          key={`${open.action.id}-${open.incident}`}
          asked={open}
          setting={setting}
          view={view}
          onClose={close}
        />
      ) : null}
    </>
  );
}

/** Whether crews can be sent to an incident: it was accepted, and is not over. */
function canTake(incident: IncidentSeen): boolean {
  return !isOver(incident) && incident.status !== "reported";
}
