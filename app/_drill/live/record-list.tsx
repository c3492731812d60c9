"use client";

import { useState } from "react";
import { Flag, Footprints, MapPinCheck, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { classNames } from "@/app/_ui/class-names";
import { drillMoment } from "@/app/_drill/marks/clock-text";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { IconButton } from "@/app/_ui/icon-button";
import { useSeparator } from "@/app/_ui/separator";
import type { DrillCommand } from "@/domain/drill/schema";
import type { FullSetting, LaneTruth, RecordSeen } from "@/domain/view/schema";
import { useLiveDrill } from "./drill-context";
import { PaneEmpty } from "./pane";
import { PhotoStrip } from "./photo-strip";
import { RecordDialog } from "./record-dialog";
import { useLocal } from "./use-local";
import styles from "./record-list.module.css";
import type { LocalText } from "@/domain/text";

/** A recording as a list shows it; without a number while it waits on the device. */
export type RecordEntry = Pick<RecordSeen, "what" | "seenAtMs" | "withdrawn" | "photos"> & {
  key: string;
  /** Number to withdraw it by; null while the server does not have it, or when it is somebody else's. */
  record: number | null;
  byName?: LocalText;
};

/** What was written down of the street, newest first. Its own makers can take entries back. */
export function RecordList({
  setting,
  entries,
  closed,
  onWithdraw,
}: {
  setting: FullSetting;
  entries: readonly RecordEntry[];
  closed: boolean;
  onWithdraw: (record: number) => void;
}) {
  const t = useTranslations("console.record");
  const wordsOf = useRecordWords(setting);
  const local = useLocal();
  const { drillId } = useLiveDrill();
  const [asked, setAsked] = useState<RecordEntry | null>(null);
  return (
    <>
      {entries.length === 0 ? <PaneEmpty>{t("empty")}</PaneEmpty> : null}
      <ol className={styles.list}>
        {[...entries]
          .sort((a, b) => b.seenAtMs - a.seenAtMs)
          .map((entry) => (
            <li key={entry.key}>
              <time>{drillMoment(entry.seenAtMs)}</time>
              <span className={styles.words}>
                <span className={classNames(entry.withdrawn && styles.withdrawn)}>{wordsOf(entry.what)}</span>
                {entry.byName ? <span className={styles.quiet}>{local(entry.byName)}</span> : null}
                <PhotoStrip
                  drillId={drillId}
                  photos={entry.photos}
                  of={wordsOf(entry.what)}
                  onDevice={entry.record === null && !entry.byName}
                />
              </span>
              {entry.withdrawn ? (
                <span className={styles.quiet}>{t("withdrawn")}</span>
              ) : entry.record === null ? (
                entry.byName ? null : (
                  <span className={styles.waiting}>{t("waiting")}</span>
                )
              ) : (
                <IconButton
                  size="large"
                  label={t("withdraw", { what: wordsOf(entry.what) })}
                  icon={<Undo2 aria-hidden="true" />}
                  disabled={closed}
                  onClick={() => setAsked(entry)}
                />
              )}
            </li>
          ))}
      </ol>
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={(open) => !open && setAsked(null)}
        title={t("withdrawTitle")}
        description={t("withdrawText", { what: asked ? wordsOf(asked.what) : "" })}
        confirmLabel={t("withdrawConfirm")}
        danger
        onConfirm={() => {
          if (asked?.record != null) onWithdraw(asked.record);
        }}
      />
    </>
  );
}

/** The things one writes down standing on a street, a thumb each. */
export function RecordButtons({
  setting,
  lane,
  disabled,
  personId,
  onRecord,
}: {
  setting: FullSetting;
  lane: LaneTruth;
  disabled: boolean;
  /** Whose recordings these are, where they wait on the device. */
  personId?: string | undefined;
  onRecord: (command: DrillCommand) => Promise<boolean>;
}) {
  const t = useTranslations("console.record");
  const [open, setOpen] = useState<"arrival" | "action" | "stage" | null>(null);
  return (
    <div className={styles.buttons}>
      <Button
        size="large"
        icon={<MapPinCheck aria-hidden="true" />}
        disabled={disabled || lane.incidents.length === 0}
        onClick={() => setOpen("arrival")}
      >
        {t("arrival")}
      </Button>
      <Button
        size="large"
        icon={<Footprints aria-hidden="true" />}
        disabled={disabled}
        onClick={() => setOpen("action")}
      >
        {t("actionButton")}
      </Button>
      <Button
        size="large"
        icon={<Flag aria-hidden="true" />}
        disabled={disabled || lane.incidents.length === 0}
        onClick={() => setOpen("stage")}
      >
        {t("stage")}
      </Button>
      {open ? (
        <RecordDialog
          kind={open}
          setting={setting}
          lane={lane}
          personId={personId}
          onRecord={onRecord}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </div>
  );
}

/** Says what was recorded, in the reader's language. */
export function useRecordWords(setting: FullSetting): (what: RecordSeen["what"]) => string {
  const separator = useSeparator();
  const t = useTranslations("console.record");
  const c = useTranslations("console");
  const local = useLocal();
  const sign = (id: string) => setting.scenario.forces.units.find((unit) => unit.id === id)?.callSign ?? id;
  const at = (incident: number | null) => (incident === null ? "" : c("incidentNo", { number: incident }));
  return (what) => {
    switch (what.kind) {
      case "arrival":
        return [sign(what.unitId), t("arrived"), at(what.incident)].filter(Boolean).join(separator);
      case "stage":
        return [at(what.incident), c(`incidentStatus.${what.status}`)].filter(Boolean).join(separator);
      case "action": {
        const label = setting.actions.find(({ id }) => id === what.actionId)?.label;
        return [
          label ? local(label) : what.actionId,
          at(what.incident),
          what.unitIds.map(sign).join(" "),
          what.outcome === "failure" ? t("failure") : "",
          what.note,
        ]
          .filter((part) => part !== "")
          .join(separator);
      }
    }
  };
}
