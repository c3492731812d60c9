"use client";

import { useMemo, useState } from "react";
import { Eye, ListOrdered, Users } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useLiveDrill } from "@/app/_drill/live/drill-context";
import type { Presence } from "@/app/_drill/live/use-drill";
import { GaugeMeter } from "@/app/_drill/live/gauge-meter";
import { PaneDeck } from "@/app/_drill/live/pane-deck";
import { RadioPanel } from "@/app/_drill/live/radio-panel";
import { isRadioTold, useEarlier } from "@/app/_drill/live/use-earlier";
import { useLocal } from "@/app/_drill/live/use-local";
import { ExemptDialog } from "@/app/_drill/marks/exempt-dialog";
import { SwapResultTable } from "@/app/_drill/marks/swap-result";
import type { MapActor, MapIncident, MapUnit } from "@/app/_drill/map/board-map";
import { GroundMap } from "@/app/_drill/map/ground-map";
import { Button } from "@/app/_ui/button";
import { drillMoment } from "@/app/_drill/marks/clock-text";
import { SegmentedControl } from "@/app/_ui/segmented-control";
import { SideTag } from "@/app/_drill/marks/side-tag";
import { Tabs } from "@/app/_ui/tabs";
import type { Side } from "@/domain/conditions/terms";
import type { ControlView, FullSetting } from "@/domain/view/schema";
import { BothSides } from "./both-sides";
import { ContestedQueue } from "./contested-queue";
import { InjectBoard } from "./inject-board";
import { Notes } from "./notes";
import { People } from "./people";
import { Street } from "./street";
import { VoiceField } from "./voice-field";
import styles from "./control-desk.module.css";

type LaneView = ControlView["lanes"][number];
type PaneId = "injects" | "sides" | "aside";
type AsideTab = "state" | "radio" | "street" | "notes" | "people";

/** Three panels: what is still to come, what each side sees and does, and how it all stands. */
export function ControlDesk({
  setting,
  view,
  lane,
  presence,
  personId,
}: {
  setting: FullSetting;
  view: ControlView;
  lane: LaneView;
  presence: Presence | null;
  personId: string;
}) {
  const t = useTranslations("control");
  const [pane, setPane] = useState<PaneId>("sides");
  const [tab, setTab] = useState<AsideTab>("state");
  const [seen, setSeen] = useState<"sides" | "map">("sides");
  const inPlay = isInPlay(view, lane);
  const { may } = useLiveDrill();
  const contested = lane.actions.filter((action) => action.state === "contested").length;
  return (
    <PaneDeck
      label={t("panes")}
      active={pane}
      onActive={setPane}
      className={styles.grid}
      panes={[
        {
          id: "injects",
          label: t("injects.title"),
          icon: <ListOrdered aria-hidden="true" />,
          content: (
            <InjectBoard
              key={lane.lane}
              setting={setting}
              lane={lane}
              running={inPlay && may("DeliverInject")}
            />
          ),
        },
        {
          id: "sides",
          label: t("sides.title"),
          icon: <Eye aria-hidden="true" />,
          count: contested,
          content: (
            <div className={styles.centre}>
              <ContestedQueue setting={setting} lane={lane} running={inPlay && may("Rule")} />
              <div className={styles.switch}>
                <SegmentedControl
                  label={t("sides.title")}
                  size="small"
                  value={seen}
                  onValueChange={setSeen}
                  options={[
                    { value: "sides", label: t("sides.both") },
                    { value: "map", label: t("sides.map") },
                  ]}
                />
              </div>
              {seen === "sides" ? (
                <BothSides setting={setting} lane={lane} />
              ) : (
                <TruthMap setting={setting} lane={lane} />
              )}
            </div>
          ),
        },
        {
          id: "aside",
          label: t("aside.title"),
          icon: <Users aria-hidden="true" />,
          content: (
            <Aside
              setting={setting}
              view={view}
              lane={lane}
              presence={presence}
              personId={personId}
              tab={tab}
              onTab={setTab}
            />
          ),
        },
      ]}
    />
  );
}

/** A world of a leg that is over, or has not begun, is only looked at. */
function isInPlay({ leg }: ControlView, { lane }: LaneView): boolean {
  return leg === null || leg === lane;
}

/** How it all stands, the radio, the street, notes and people, a tab each. */
function Aside({
  setting,
  view,
  lane,
  presence,
  personId,
  tab,
  onTab,
}: {
  setting: FullSetting;
  view: ControlView;
  lane: LaneView;
  presence: Presence | null;
  personId: string;
  tab: AsideTab;
  onTab: (tab: AsideTab) => void;
}) {
  const t = useTranslations("control");
  const { may } = useLiveDrill();
  return (
    <section className={styles.aside} aria-label={t("aside.title")}>
      <Tabs
        label={t("aside.title")}
        value={tab}
        onValueChange={onTab}
        fill
        items={[
          {
            value: "state",
            label: t("aside.state"),
            content: (
              <State setting={setting} lane={lane} result={view.result} mayExempt={may("GrantExemption")} />
            ),
          },
          {
            value: "radio",
            label: t("aside.radio"),
            content: (
              <ControlRadio
                setting={setting}
                lane={lane}
                running={isInPlay(view, lane) && may("SendRadio")}
              />
            ),
          },
          ...(setting.mode === "tabletop"
            ? []
            : [
                {
                  value: "street" as const,
                  label: t("aside.street"),
                  content: (
                    <Street setting={setting} lane={lane} personId={personId} closed={view.scoresReleased} />
                  ),
                },
              ]),
          { value: "notes", label: t("aside.notes"), content: <Notes lane={lane} /> },
          {
            value: "people",
            label: t("aside.people"),
            content: (
              <div className={styles.padded}>
                <People setting={setting} view={view} presence={presence} />
              </div>
            ),
          },
        ]}
      />
    </section>
  );
}

/** Takes a line out of the evaluation of a lane. */
function Exempt({ setting, lane }: { setting: FullSetting; lane: number }) {
  const t = useTranslations("common.exempt");
  const local = useLocal();
  const { act } = useLiveDrill();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" variant="quiet" onClick={() => setOpen(true)}>
        {t("open")}
      </Button>
      {open ? (
        <ExemptDialog
          items={setting.scenario.items.map(({ id, title }) => ({ id, title: local(title) }))}
          onExempt={(itemId, reason) => act({ type: "GrantExemption", lane, itemId, reason })}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}

/** Running scores with how much of them is known, gauges, agencies. */
function State({
  setting,
  lane,
  result,
  mayExempt,
}: {
  setting: FullSetting;
  lane: LaneView;
  result: ControlView["result"];
  mayExempt: boolean;
}) {
  const t = useTranslations("control");
  const c = useTranslations("console.world");
  const local = useLocal();
  const format = useFormatter();
  return (
    <div className={styles.padded} tabIndex={0}>
      {result ? <SwapResultTable result={result} /> : null}
      <h3 className={styles.heading}>{t("scores.title")}</h3>
      {mayExempt ? <Exempt setting={setting} lane={lane.lane} /> : null}
      <ul className={styles.scores}>
        {lane.scores.map((score) => (
          <li key={score.side}>
            <SideTag side={score.side}>{local(score.team) || undefined}</SideTag>
            <span className={styles.total}>
              {format.number(score.totalHundredths / 100, {
                minimumFractionDigits: 1,
                maximumFractionDigits: 1,
              })}
            </span>
            <span className={styles.coverage}>
              {t("scores.coverage", { share: local({ share: score.coverage }) })}
            </span>
            <span className={styles.bar} aria-hidden="true">
              <span style={{ width: `${score.coverage * 100}%` }} />
            </span>
          </li>
        ))}
      </ul>
      {setting.scenario.gauges.length > 0 ? <h3 className={styles.heading}>{t("gauges")}</h3> : null}
      <div className={styles.gauges}>
        {setting.scenario.gauges.map((gauge) => {
          const now = lane.gauges.find(({ id }) => id === gauge.id);
          return now ? <GaugeMeter key={gauge.id} gauge={gauge} now={now} /> : null;
        })}
      </div>
      {lane.agencies.length > 0 ? <h3 className={styles.heading}>{c("agencies")}</h3> : null}
      <ul>
        {lane.agencies.map((agency) => {
          const name = setting.scenario.agencies.find(({ id }) => id === agency.id)?.name;
          return (
            <li key={agency.id} className={styles.agency}>
              <span>{name ? local(name) : agency.id}</span>
              <span className={styles.quiet}>
                {agency.arrivedAtMs !== null
                  ? c("arrived", { time: drillMoment(agency.arrivedAtMs) })
                  : agency.answeredAtMs !== null
                    ? c("answered", { time: drillMoment(agency.answeredAtMs) })
                    : c("notified")}
              </span>
            </li>
          );
        })}
      </ul>
      {lane.facts.length > 0 ? <h3 className={styles.heading}>{t("facts")}</h3> : null}
      <ul>
        {lane.facts.map(({ factId, side, atMs }) => {
          const text = setting.scenario.facts.find(({ id }) => id === factId)?.text;
          return (
            <li key={factId + side} className={styles.fact}>
              <SideTag side={side} />
              <time>{drillMoment(atMs)}</time>
              <span>{text ? local(text) : factId}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** The net of either side, in any voice: the caller, the command centre, a passer-by. */
function ControlRadio({
  setting,
  lane,
  running,
}: {
  setting: FullSetting;
  lane: LaneView;
  running: boolean;
}) {
  const t = useTranslations("control.radio");
  const common = useTranslations("common");
  const { act } = useLiveDrill();
  const [side, setSide] = useState<Side>("responder");
  const [voice, setVoice] = useState("");
  const local = useLocal();
  const radio = useEarlier(lane.radio, { list: "radio", lane: lane.lane }, isRadioTold);
  const voiceNow = voice.trim() === "" ? t("centre") : voice.trim();
  const phrases = (["centreCopy", "centreReport", "centreWait"] as const).map((key) => t(`phrase.${key}`));
  return (
    <RadioPanel
      earlier={radio}
      messages={radio.entries.map((message) => ({
        ...message,
        tag: <SideTag side={message.side} />,
        played: message.playedBy === null ? undefined : t("playedBy", { name: local(message.playedBy) }),
      }))}
      phrases={phrases}
      disabled={!running}
      onReadBack={({ onNet, side }) =>
        act({ type: "ReadBack", lane: lane.lane, side, n: onNet, as: voiceNow })
      }
      onSend={(text, asks) =>
        act({
          type: "SendRadio",
          lane: lane.lane,
          side,
          text,
          as: voiceNow,
          ...asks,
        })
      }
      voice={
        <div className={styles.voice}>
          {setting.scenario.opposed ? (
            <SegmentedControl
              label={t("net")}
              size="small"
              value={side}
              onValueChange={setSide}
              options={(["responder", "opposition"] as const).map((value) => ({
                value,
                label: common(`side.${value}`),
              }))}
            />
          ) : null}
          <VoiceField
            setting={setting}
            side={side}
            label={t("voice")}
            labelHidden
            size="small"
            placeholder={t("voiceHint")}
            maxLength={60}
            value={voice}
            onChange={setVoice}
          />
        </div>
      }
    />
  );
}

/** The whole truth on the ground: crews, calls and persons at once. */
function TruthMap({ setting, lane }: { setting: FullSetting; lane: LaneView }) {
  const c = useTranslations("console");
  const local = useLocal();
  const { clock, serverOffsetMs } = useLiveDrill();
  const units = useMemo(
    (): MapUnit[] =>
      lane.units.flatMap(({ id, status, at, leg }) => {
        if (status === "off-duty") return [];
        const known = setting.scenario.forces.units.find((unit) => unit.id === id);
        const label = known?.callSign ?? id;
        return [{ id, label, title: known ? `${label} ${local(known.name)}` : label, status, at, leg }];
      }),
    [lane.units, setting.scenario.forces.units, local],
  );
  const incidents = useMemo(
    (): MapIncident[] =>
      lane.incidents.flatMap(({ number, place, priority, status, mergedInto }) =>
        place.at && mergedInto === null
          ? [
              {
                number,
                title: `${c("incidentNo", { number })} ${local(place.name)}`,
                priority,
                at: place.at,
                selected: false,
                over: status === "closed" || status === "diverted",
              },
            ]
          : [],
      ),
    [lane.incidents, local, c],
  );
  const actors = useMemo(
    (): MapActor[] =>
      lane.actors.flatMap(({ id, name, status, place }) =>
        place.at ? [{ id, label: local(name), status, at: place.at, selected: false }] : [],
      ),
    [lane.actors, local],
  );
  return (
    <div className={styles.map}>
      <GroundMap
        label={c("map.label")}
        alternative={[
          ...incidents.map(({ title }) => title),
          ...units.map(({ title, status }) => `${title}: ${c(`unitStatus.${status}`)}`),
          ...actors.map(({ label, status }) => `${label}: ${c(`actorStatus.${status}`)}`),
        ]}
        features={setting.ground.features}
        clock={clock}
        serverOffsetMs={serverOffsetMs}
        units={units}
        incidents={incidents}
        actors={actors}
      />
    </div>
  );
}
