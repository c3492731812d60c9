"use client";

import { useMemo, useState } from "react";
import { Check, Hand, Pencil, RotateCcw, Send, SkipForward, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useLiveDrill } from "@/app/_drill/live/drill-context";
import { HeldNote } from "@/app/_drill/live/held-note";
import { EarlierButton } from "@/app/_drill/live/earlier-button";
import { InjectKindMark } from "@/app/_drill/live/inject-kind";
import { Pane, PaneEmpty } from "@/app/_drill/live/pane";
import { Remaining } from "@/app/_drill/live/time-parts";
import { isDeliveryTold, useEarlier } from "@/app/_drill/live/use-earlier";
import { useLocal } from "@/app/_drill/live/use-local";
import { Button } from "@/app/_ui/button";
import { classNames } from "@/app/_ui/class-names";
import { drillMoment } from "@/app/_drill/marks/clock-text";
import { IconButton } from "@/app/_ui/icon-button";
import { SideTag } from "@/app/_drill/marks/side-tag";
import { useDurationText } from "@/app/_ui/use-duration-text";
import { sentenceOf } from "@/domain/conditions/sentence";
import type { Inject } from "@/domain/scenario/schema";
import { namesOf } from "@/domain/scenario/names";
import type { ControlView, FullSetting } from "@/domain/view/schema";
import { EditInjectDialog } from "./edit-inject-dialog";
import { SkipInjectDialog } from "./skip-inject-dialog";
import styles from "./inject-board.module.css";

type LaneView = ControlView["lanes"][number];
export type InjectState = LaneView["injects"][number];
type Entry = { inject: Inject; state: InjectState };

const GROUPS = ["due", "held", "open", "delivered", "skipped"] as const;
type Group = (typeof GROUPS)[number];

/** The MSEL as it runs: what comes next, what is held back, what waits for something, what is out. */
export function InjectBoard({
  setting,
  lane,
  running,
}: {
  setting: FullSetting;
  lane: LaneView;
  running: boolean;
}) {
  const t = useTranslations("control");
  const [editing, setEditing] = useState<Entry | null>(null);
  const [skipping, setSkipping] = useState<Entry | null>(null);
  const [openId, setOpenId] = useState<string | null>(null);

  const groups = useGroups(setting, lane);

  return (
    <Pane
      title={t("injects.title")}
      count={groups.due.length + groups.open.length + groups.held.length}
      flush
    >
      <HeldNote doing="running" padded />
      {lane.injects.length === 0 ? <PaneEmpty>{t("injects.empty")}</PaneEmpty> : null}
      {GROUPS.map((group) =>
        groups[group].length === 0 ? null : (
          <section key={group} aria-label={t(`injects.group.${group}`)}>
            <h3 className={styles.group}>
              {t(`injects.group.${group}`)}
              <span>{groups[group].length}</span>
            </h3>
            <ul>
              {groups[group].map((entry) => (
                <InjectRow
                  key={entry.inject.id}
                  entry={entry}
                  group={group}
                  setting={setting}
                  lane={lane.lane}
                  running={running}
                  open={entry.inject.id === openId}
                  onToggle={() => setOpenId(entry.inject.id === openId ? null : entry.inject.id)}
                  onEdit={() => setEditing(entry)}
                  onSkip={() => setSkipping(entry)}
                />
              ))}
            </ul>
          </section>
        ),
      )}
      <MadeUp lane={lane} />
      {skipping ? (
        <SkipInjectDialog
          lane={lane.lane}
          injectId={skipping.inject.id}
          title={skipping.inject.title}
          onClose={() => setSkipping(null)}
        />
      ) : null}
      {editing ? (
        <EditInjectDialog
          lane={lane.lane}
          title={editing.inject.title}
          state={editing.state}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </Pane>
  );
}

/** The injects of a lane by how they stand; those that are due and those that are out in the order of their time. */
function useGroups({ scenario }: FullSetting, lane: LaneView): Record<Group, Entry[]> {
  return useMemo(() => {
    const states = new Map(lane.injects.map((state) => [state.injectId, state]));
    const all = scenario.injects.flatMap((inject): Entry[] => {
      const state = states.get(inject.id);
      return state ? [{ inject, state }] : [];
    });
    const grouped: Record<Group, Entry[]> = { due: [], held: [], open: [], delivered: [], skipped: [] };
    for (const entry of all) grouped[groupOf(entry.state)].push(entry);
    grouped.due.sort((a, b) => (a.state.dueAtMs ?? 0) - (b.state.dueAtMs ?? 0));
    grouped.delivered.sort((a, b) => (b.state.deliveredAtMs ?? 0) - (a.state.deliveredAtMs ?? 0));
    return grouped;
  }, [scenario.injects, lane.injects]);
}

/** What control made up and handed out, in whatever role; newest first. */
function MadeUp({ lane }: { lane: LaneView }) {
  const t = useTranslations("control");
  const local = useLocal();
  const deliveries = useEarlier(lane.deliveries, { list: "deliveries", lane: lane.lane }, isDeliveryTold);
  const madeUp = deliveries.entries.filter(({ playedBy }) => playedBy !== null).reverse();
  if (madeUp.length === 0 && !deliveries.more) return null;
  return (
    <section aria-label={t("injects.group.adHoc")}>
      <h3 className={styles.group}>
        {t("injects.group.adHoc")}
        <span>{madeUp.length}</span>
      </h3>
      <ul>
        {madeUp.map((delivery) => (
          <li key={delivery.n} className={classNames(styles.row, styles.delivered)}>
            <div className={styles.line}>
              <span className={styles.when}>{drillMoment(delivery.atMs)}</span>
              <span className={styles.made}>
                <span className={styles.kind}>
                  <InjectKindMark kind={delivery.kind} />
                </span>
                <span className={styles.name} title={local(delivery.text)}>
                  {[local(delivery.from), local(delivery.text)].filter(Boolean).join(t("injects.says"))}
                </span>
                <Audience audience={delivery.audience} />
              </span>
            </div>
            <p className={styles.player}>{t("radio.playedBy", { name: local(delivery.playedBy ?? "") })}</p>
          </li>
        ))}
      </ul>
      <EarlierButton of={deliveries} />
    </section>
  );
}

function groupOf(state: InjectState): Group {
  if (state.status === "delivered") return "delivered";
  if (state.status === "skipped") return "skipped";
  if (state.held) return "held";
  return state.dueAtMs === null ? "open" : "due";
}

function InjectRow({
  entry: { inject, state },
  group,
  setting,
  lane,
  running,
  open,
  onToggle,
  onEdit,
  onSkip,
}: {
  entry: Entry;
  group: Group;
  setting: FullSetting;
  lane: number;
  running: boolean;
  open: boolean;
  onToggle: () => void;
  onEdit: () => void;
  onSkip: () => void;
}) {
  const t = useTranslations("control");
  const local = useLocal();
  const { act } = useLiveDrill();
  const which = { lane, injectId: inject.id };
  return (
    <li className={classNames(styles.row, styles[group])}>
      <div className={styles.line}>
        <When inject={inject} state={state} group={group} />
        <button type="button" className={styles.title} aria-expanded={open} onClick={onToggle}>
          <span className={styles.kind}>
            <InjectKindMark kind={inject.kind} />
          </span>
          <span className={styles.name} title={local(inject.title)}>
            {local(inject.title)}
          </span>
          <Audience audience={inject.audience} />
        </button>
        {running && group !== "delivered" && group !== "skipped" ? (
          <span className={styles.tools}>
            <IconButton
              size="small"
              label={t("injects.deliver")}
              icon={<Send aria-hidden="true" />}
              onClick={() => void act({ type: "DeliverInject", ...which })}
            />
            {state.held ? (
              <IconButton
                size="small"
                label={t("injects.release")}
                icon={<Undo2 aria-hidden="true" />}
                onClick={() => void act({ type: "ReleaseInject", ...which })}
              />
            ) : (
              <IconButton
                size="small"
                label={t("injects.hold")}
                icon={<Hand aria-hidden="true" />}
                onClick={() => void act({ type: "HoldInject", ...which })}
              />
            )}
          </span>
        ) : group === "delivered" ? (
          <Check className={styles.out} role="img" aria-label={t("injects.group.delivered")} />
        ) : null}
      </div>
      {open ? (
        <div className={styles.details}>
          <Details inject={inject} state={state} setting={setting} />
          {running ? (
            <div className={styles.buttons}>
              {group === "delivered" ? (
                <Button
                  size="small"
                  icon={<RotateCcw aria-hidden="true" />}
                  onClick={() => void act({ type: "ResendInject", ...which })}
                >
                  {t("injects.again")}
                </Button>
              ) : group === "skipped" ? null : (
                <>
                  <Button size="small" icon={<Pencil aria-hidden="true" />} onClick={onEdit}>
                    {t("injects.edit")}
                  </Button>
                  <Button size="small" icon={<SkipForward aria-hidden="true" />} onClick={onSkip}>
                    {t("injects.skip")}
                  </Button>
                </>
              )}
            </div>
          ) : null}
        </div>
      ) : null}
    </li>
  );
}

/** When an inject was delivered, or is due. */
function When({ inject, state, group }: Entry & { group: Group }) {
  const t = useTranslations("control.injects");
  return (
    <span className={styles.when}>
      {state.deliveredAtMs !== null ? (
        <>
          {drillMoment(state.deliveredAtMs)}
          {state.againAtMs.length > 0 ? (
            <span className={styles.left}>{t("times", { count: state.againAtMs.length + 1 })}</span>
          ) : null}
        </>
      ) : state.dueAtMs !== null ? (
        <>
          {drillMoment(state.dueAtMs)}
          {group === "due" ? (
            <span className={styles.left}>
              <Remaining untilMs={state.dueAtMs} />
            </span>
          ) : null}
        </>
      ) : (
        t(`trigger.${inject.trigger.on}`)
      )}
    </span>
  );
}

/** What an inject says, when it is due, and what is expected of the players. */
function Details({ inject, state, setting }: Entry & { setting: FullSetting }) {
  const t = useTranslations("control");
  const local = useLocal();
  const from = local(state.from);
  return (
    <>
      {from ? <p className={styles.from}>{from}</p> : null}
      <p className={styles.text}>{local(state.text)}</p>
      <p className={styles.why}>
        <TriggerText inject={inject} setting={setting} />
      </p>
      <Expected inject={inject} setting={setting} />
      {state.againAtMs.length > 0 ? (
        <p className={styles.why}>
          {t("injects.againAt", { times: local({ list: state.againAtMs.map(drillMoment), as: "each" }) })}
        </p>
      ) : null}
    </>
  );
}

/** Which actions an inject asks for. */
function Expected({ inject: { expected }, setting }: { inject: Inject; setting: FullSetting }) {
  const t = useTranslations("control");
  const local = useLocal();
  const labels = expected.flatMap(
    ({ actionId }) => setting.actions.find(({ id }) => id === actionId)?.label ?? [],
  );
  if (expected.length === 0) return null;
  return (
    <p className={styles.why}>
      {t("injects.expected")} {local({ list: labels, as: "each" })}
    </p>
  );
}

/** When an inject falls due, as a sentence. */
function TriggerText({ inject: { trigger }, setting }: { inject: Inject; setting: FullSetting }) {
  const t = useTranslations("control.injects.when");
  const local = useLocal();
  const duration = useDurationText();
  const nameOf = useMemo(() => namesOf(setting.scenario, setting.ground), [setting.scenario, setting.ground]);
  switch (trigger.on) {
    case "time":
      return t("time", { time: drillMoment(trigger.atMs) });
    case "hand":
      return t("hand");
    case "after": {
      const name = nameOf("inject", trigger.injectId);
      return t("after", {
        inject: name ? local(name) : trigger.injectId,
        delay: trigger.delayMs > 0 ? duration(trigger.delayMs) : t("atOnce"),
      });
    }
    case "condition":
      return t("condition", {
        condition: local(sentenceOf(trigger.when, nameOf)),
        delay: trigger.delayMs > 0 ? duration(trigger.delayMs) : t("atOnce"),
      });
  }
}

function Audience({ audience }: { audience: Inject["audience"] }) {
  const t = useTranslations("control.audience");
  return audience === "responder" || audience === "opposition" ? (
    <SideTag side={audience} />
  ) : (
    <span className={styles.audience}>{t(audience)}</span>
  );
}
