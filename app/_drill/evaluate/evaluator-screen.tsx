"use client";

import { useCallback, useRef, useState } from "react";
import {
  ClipboardCheck,
  CloudCheck,
  CloudOff,
  CloudUpload,
  Footprints,
  History,
  NotebookPen,
  Send,
  WifiOff,
} from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { flushSync } from "react-dom";
import { forgetThisDrill } from "@/app/_device/forget-device";
import { EarlierButton } from "@/app/_drill/live/earlier-button";
import { isOwnNote, isRecordSeen, useEarlier, type WithEarlier } from "@/app/_drill/live/use-earlier";
import { useLiveDrill, useServerMs } from "@/app/_drill/live/drill-context";
import { LiveFrame } from "@/app/_drill/live/live-frame";
import { LiveScreen, OtherConsole } from "@/app/_drill/live/live-screen";
import { Pane } from "@/app/_drill/live/pane";
import { PaneDeck } from "@/app/_drill/live/pane-deck";
import { RecordButtons, RecordList } from "@/app/_drill/live/record-list";
import { WaitingRoom } from "@/app/_drill/live/waiting-room";
import { Badge } from "@/app/_ui/badge";
import { useAgoText } from "@/app/_ui/use-ago-text";
import { Button } from "@/app/_ui/button";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import type { Connection } from "@/app/_ui/connection-state";
import { SegmentedControl } from "@/app/_ui/segmented-control";
import { classNames } from "@/app/_ui/class-names";
import { useCommands } from "@/app/_ui/command-context";
import { kindOf } from "@/domain/items/kinds";
import type { EvaluatorView, FullSetting } from "@/domain/view/schema";
import { Checklist } from "./checklist";
import { entriesOf, type Entries } from "./entries";
import { Feed } from "./feed";
import { QuickNotes } from "./quick-notes";
import { RefusedEntries } from "./refused-entries";
import { useKeeping, useKeptDrill } from "./use-kept-drill";
import { signInAndSend, useOutbox, type Outbox } from "./use-outbox";
import styles from "./evaluator-screen.module.css";
import { useLocal } from "@/app/_drill/live/use-local";

type PaneId = "list" | "street" | "feed" | "notes";

/** What an evaluator works with: the checklist, the log as it grows, notes with the time. */
export function EvaluatorScreen({ drillId, personId }: { drillId: string; personId: string }) {
  const kept = useKeptDrill(drillId, personId);
  const forget = useCallback(() => void forgetThisDrill(personId, drillId), [personId, drillId]);
  return (
    <LiveScreen drillId={drillId} kept={kept} onForbidden={forget}>
      {({ setting, view, connection, asOfMs }) =>
        setting.kind === "full" && view.kind === "evaluator" ? (
          <Screen setting={setting} view={view} connection={connection} asOfMs={asOfMs} personId={personId} />
        ) : (
          <OtherConsole drillId={drillId} view={view} />
        )
      }
    </LiveScreen>
  );
}

const NONE: readonly never[] = [];

function Screen({
  setting,
  view,
  connection,
  asOfMs,
  personId,
}: {
  setting: FullSetting;
  view: EvaluatorView;
  connection: Connection;
  asOfMs: number | null;
  personId: string;
}) {
  const t = useTranslations("evaluate");
  const { drillId, serverOffsetMs } = useLiveDrill();
  const outbox = useOutbox(drillId, personId);
  const { waiting, put } = outbox;
  const offline = useKeeping({
    drillId,
    personId,
    setting,
    view,
    serverOffsetMs,
    asOfMs,
    live: connection === "live",
  });
  const [chosen, setLane] = useState<number | null>(null);
  const laneNumber = chosen ?? view.leg ?? 1;
  const lane = view.lanes.find((candidate) => candidate.lane === laneNumber) ?? view.lanes[0];
  const notes = useEarlier(lane?.notes ?? NONE, { list: "notes", lane: laneNumber }, isOwnNote);
  const records = useEarlier(lane?.records ?? NONE, { list: "records", lane: laneNumber }, isRecordSeen);
  const entries = lane
    ? entriesOf({ ...lane, notes: [...notes.entries], records: [...records.entries] }, waiting)
    : null;
  const tag = (
    <Badge tone="accent" icon={<ClipboardCheck aria-hidden="true" />}>
      {t("role")}
    </Badge>
  );
  const submitting = waiting.some(({ command, refused }) => command.type === "SubmitEvaluation" && !refused);
  const closed = lane === undefined || lane.submittedAtMs !== null || submitting || view.scoresReleased;

  return (
    <LiveFrame
      title={setting.title}
      tag={tag}
      view={view}
      connection={connection}
      controls={
        <>
          <div className={styles.bar}>
            <LaneSwitch setting={setting} view={view} lane={laneNumber} onLane={setLane} />
            <SyncState outbox={outbox} />
            {asOfMs === null ? <Offline state={offline} /> : <AsOf asOfMs={asOfMs} />}
            {view.phase === "ended" && lane && entries ? (
              <Submit
                closed={closed}
                submittedAt={lane.submittedAtMs !== null || submitting}
                missing={
                  setting.scenario.items.filter((item) => kindOf(item).entered === "rating").length -
                  entries.rated.size
                }
                onSubmit={() => put({ type: "SubmitEvaluation", lane: lane.lane })}
              />
            ) : null}
          </div>
          <RefusedEntries
            setting={setting}
            waiting={waiting}
            onAgain={outbox.again}
            onDiscard={outbox.discard}
          />
        </>
      }
    >
      {view.phase === "planned" || !lane || !entries ? (
        <WaitingRoom
          scenarioTitle={setting.scenarioTitle}
          situation={setting.scenario.brief.situation}
          brief={setting.scenario.brief.responder}
          objectives={setting.scenario.objectives.map(({ text }) => text)}
          plannedMinutes={setting.plannedMinutes}
        />
      ) : (
        <Panes
          setting={setting}
          view={view}
          lane={lane}
          entries={entries}
          records={records}
          notes={notes}
          closed={closed}
          personId={personId}
          put={put}
        />
      )}
    </LiveFrame>
  );
}

/** Whether what was entered has reached the server, in words. */
function SyncState({ outbox: { waiting, syncedAtMs, signedOut } }: { outbox: Outbox }) {
  const t = useTranslations("evaluate.sync");
  const format = useFormatter();
  const count = waiting.filter(({ refused }) => !refused).length;
  return (
    <>
      <span className={count > 0 ? styles.waiting : styles.synced} role="status">
        <CloudUpload aria-hidden="true" />
        {count > 0
          ? t("waiting", { count })
          : syncedAtMs === null
            ? t("nothing")
            : t("synced", { time: format.dateTime(new Date(syncedAtMs), "time") })}
      </span>
      {signedOut && count > 0 ? (
        <Button size="small" onClick={() => void signInAndSend()}>
          {t("signIn")}
        </Button>
      ) : null}
    </>
  );
}

/** Which group, or which leg, is evaluated; nothing where there is one. */
function LaneSwitch({
  setting,
  view,
  lane,
  onLane,
}: {
  setting: FullSetting;
  view: EvaluatorView;
  lane: number;
  onLane: (lane: number) => void;
}) {
  const t = useTranslations("evaluate");
  const local = useLocal();
  if (view.lanes.length <= 1) return null;
  return (
    <SegmentedControl
      label={t("lane")}
      value={String(lane)}
      onValueChange={(value) => onLane(Number(value))}
      options={view.lanes.map(({ lane: number }) => ({
        value: String(number),
        label:
          view.leg === null
            ? local(
                setting.teams.find((team) => team.lane === number && team.side === "responder")?.name ?? "",
              ) || t("laneNo", { number })
            : t("leg", { number }),
      }))}
    />
  );
}

/** The checklist, the street, the log and the notes, as many of them side by side as there is room for. */
function Panes({
  setting,
  view,
  lane,
  entries,
  records,
  notes,
  closed,
  personId,
  put,
}: {
  setting: FullSetting;
  view: EvaluatorView;
  lane: EvaluatorView["lanes"][number];
  entries: Entries;
  records: WithEarlier<unknown>;
  notes: WithEarlier<unknown>;
  /** Handed in or released: nothing can be changed any more. */
  closed: boolean;
  personId: string;
  put: Outbox["put"];
}) {
  const t = useTranslations("evaluate");
  const c = useTranslations("console");
  const note = useRef<HTMLInputElement>(null);
  const photo = useRef<HTMLInputElement>(null);
  const [pane, setPane] = useState<PaneId>("list");
  const street = setting.mode !== "tabletop";
  useNoteKeys({
    onNote: () => {
      // On a phone the notes are behind another pane.
      flushSync(() => setPane("notes"));
      note.current?.focus();
    },
    onPhoto: () => photo.current?.click(),
  });
  return (
    <PaneDeck
      label={t("panes")}
      active={pane}
      onActive={setPane}
      className={classNames(styles.grid, street && styles.street)}
      panes={[
        {
          id: "list",
          label: t("checklist.title"),
          icon: <ClipboardCheck aria-hidden="true" />,
          content: (
            <Checklist
              key={lane.lane}
              setting={setting}
              lane={lane}
              entries={entries}
              closed={closed}
              running={view.phase === "running"}
              onCommand={put}
            />
          ),
        },
        ...(street
          ? [
              {
                id: "street" as const,
                label: c("record.title"),
                icon: <Footprints aria-hidden="true" />,
                content: (
                  <StreetPane
                    setting={setting}
                    lane={lane}
                    entries={entries}
                    records={records}
                    closed={closed}
                    personId={personId}
                    put={put}
                  />
                ),
              },
            ]
          : []),
        {
          id: "feed",
          label: t("feed.title"),
          icon: <History aria-hidden="true" />,
          content: <Feed setting={setting} lane={lane} />,
        },
        {
          id: "notes",
          label: t("notes.title"),
          icon: <NotebookPen aria-hidden="true" />,
          content: (
            <QuickNotes
              lane={lane.lane}
              personId={personId}
              notes={entries.notes}
              earlier={notes}
              input={note}
              photoInput={photo}
              onCommand={put}
            />
          ),
        },
      ]}
    />
  );
}

function useNoteKeys({ onNote, onPhoto }: { onNote: () => void; onPhoto: () => void }): void {
  const t = useTranslations("evaluate");
  useCommands([
    { id: "quick-note", label: t("notes.add"), group: "action", keys: "n", run: onNote },
    { id: "quick-photo", label: t("notes.photo"), group: "action", keys: "p", run: onPhoto },
  ]);
}

/** What is done on the street, as it is seen and written down. */
function StreetPane({
  setting,
  lane,
  entries,
  records,
  closed,
  personId,
  put,
}: {
  setting: FullSetting;
  lane: EvaluatorView["lanes"][number];
  entries: Entries;
  records: WithEarlier<unknown>;
  closed: boolean;
  personId: string;
  put: Outbox["put"];
}) {
  const c = useTranslations("console");
  return (
    <Pane
      title={c("record.title")}
      flush
      footer={
        <RecordButtons
          setting={setting}
          lane={lane}
          disabled={closed}
          personId={personId}
          onRecord={(command) => Promise.resolve(put(command))}
        />
      }
    >
      <RecordList
        setting={setting}
        entries={entries.records}
        closed={closed}
        onWithdraw={(record) => put({ type: "WithdrawRecord", lane: lane.lane, record, reason: "" })}
      />
      <EarlierButton of={records} />
    </Pane>
  );
}

/** Whether this screen would open again here if the network went now. */
function Offline({ state }: { state: "keeping" | "ready" | "cannot" }) {
  const t = useTranslations("evaluate.sync.offline");
  const Icon = state === "ready" ? CloudCheck : CloudOff;
  if (state === "keeping") return null;
  return (
    <span className={styles.asOf} title={t(`${state}Hint`)}>
      <Icon aria-hidden="true" />
      {t(state)}
    </span>
  );
}

/** From when what is on screen is, as long as it is not of now. */
function AsOf({ asOfMs }: { asOfMs: number }) {
  const t = useTranslations("evaluate.sync");
  const format = useFormatter();
  const nowMs = useServerMs(10_000);
  const ago = useAgoText();
  return (
    <span className={styles.asOf} role="status">
      <WifiOff aria-hidden="true" />
      {t("asOf", {
        time: format.dateTime(new Date(asOfMs), "time"),
        ago: ago(nowMs - asOfMs),
      })}
    </span>
  );
}

function Submit({
  closed,
  submittedAt,
  missing,
  onSubmit,
}: {
  closed: boolean;
  submittedAt: boolean;
  missing: number;
  onSubmit: () => void;
}) {
  const t = useTranslations("evaluate.submit");
  const [open, setOpen] = useState(false);
  if (closed) return <strong>{t(submittedAt ? "done" : "closed")}</strong>;
  return (
    <>
      <Button variant="primary" size="large" icon={<Send aria-hidden="true" />} onClick={() => setOpen(true)}>
        {t("button")}
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={t("title")}
        description={missing > 0 ? t("missing", { count: missing }) : t("text")}
        confirmLabel={t("button")}
        onConfirm={onSubmit}
      />
    </>
  );
}
