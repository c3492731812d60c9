"use client";

import { useState, type ReactNode } from "react";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import type { CommandOf } from "@/domain/drill/commands";
import type { DrillCommand } from "@/domain/drill/schema";
import type { LaneTruth } from "@/domain/view/schema";
import { seenNow, useLiveDrill } from "./drill-context";
import { ChosenPhotos, PhotoButton } from "./photo-picker";
import { seenAtMs, SeenTimePicker, type SeenTime } from "./seen-time";
import styles from "./record-dialog.module.css";

/** When it was seen, and in which lane. */
type Seen = Pick<CommandOf<"RecordStage">, "lane" | "observedAtMs" | "counted">;

/** A window for something seen on the street: when, what, and pictures of it. */
export function SeenDialog({
  title,
  lane,
  personId,
  incidents,
  commands,
  onRecord,
  onPartly,
  onClose,
  children,
}: {
  title: string;
  lane: LaneTruth;
  /** Whose recording it is, where it waits on the device: then it takes pictures. */
  personId?: string | undefined;
  /** The incidents it is about: nothing was seen of them before they were reported. */
  incidents: readonly (number | null)[];
  /** What is asked for, with when it was seen and the pictures; null while something is missing. */
  commands: ((seen: Seen, shown: { photos?: string[] }) => DrillCommand[]) | null;
  /** Resolves to whether it was taken; what was filled in stays otherwise. */
  onRecord: (command: DrillCommand) => Promise<boolean>;
  /** Of several only some were taken: which. */
  onPartly?: (taken: readonly boolean[]) => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const t = useTranslations("console.record");
  const common = useTranslations("common");
  const live = useLiveDrill();
  const [{ observedAtMs: nowMs, counted }] = useState(() => seenNow(live));
  const [photos, setPhotos] = useState<readonly string[]>([]);
  const [time, setTime] = useState<SeenTime>({ how: "now", exact: "" });
  const [busy, setBusy] = useState(false);
  const calledAtMs = Math.max(
    0,
    ...lane.incidents
      .filter(({ number }) => incidents.includes(number))
      .map(({ statuses }) => statuses.find(({ status }) => status === "reported")?.atMs ?? 0),
  );
  const seenMs = seenAtMs(time, nowMs, calledAtMs);
  const complete = seenMs !== null && seenMs >= calledAtMs && commands !== null;

  async function record() {
    if (!complete || busy) return;
    setBusy(true);
    const seen = { lane: lane.lane, observedAtMs: seenMs, counted };
    const all = await Promise.all(
      commands(seen, photos.length === 0 ? {} : { photos: [...photos] }).map(onRecord),
    );
    setBusy(false);
    if (all.every(Boolean)) onClose();
    else onPartly?.(all);
  }

  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={title}
      footer={
        <>
          <Button size="large" onClick={onClose}>
            {common("action.cancel")}
          </Button>
          <Button
            type="submit"
            form="record"
            size="large"
            variant="primary"
            loading={busy}
            disabled={!complete}
          >
            {t("save")}
          </Button>
        </>
      }
    >
      <form
        id="record"
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void record();
        }}
      >
        <SeenTimePicker value={time} nowMs={nowMs} calledAtMs={calledAtMs} onValueChange={setTime} />
        {children}
        {personId === undefined ? null : (
          <div className={styles.photos}>
            <PhotoButton personId={personId} photos={photos} onPhotos={setPhotos} />
            <ChosenPhotos photos={photos} onPhotos={setPhotos} />
          </div>
        )}
      </form>
    </Dialog>
  );
}
