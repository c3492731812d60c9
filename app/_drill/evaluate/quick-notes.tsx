"use client";

import { useState, type RefObject } from "react";
import { useTranslations } from "next-intl";
import { seenNow, useLiveDrill } from "@/app/_drill/live/drill-context";
import { EarlierButton } from "@/app/_drill/live/earlier-button";
import { Pane, PaneEmpty } from "@/app/_drill/live/pane";
import { ChosenPhotos, PhotoButton } from "@/app/_drill/live/photo-picker";
import { PhotoStrip } from "@/app/_drill/live/photo-strip";
import type { WithEarlier } from "@/app/_drill/live/use-earlier";
import { Button } from "@/app/_ui/button";
import { drillMoment } from "@/app/_drill/marks/clock-text";
import { Input } from "@/app/_ui/input";
import type { Counted, DrillCommand } from "@/domain/drill/schema";
import type { Entries } from "./entries";
import styles from "./quick-notes.module.css";

/** Notes with the moment they are about: the moment the first letter was typed or the picture taken, not the one it was sent. */
export function QuickNotes({
  lane,
  personId,
  notes,
  earlier,
  input,
  photoInput,
  onCommand,
}: {
  lane: number;
  personId: string;
  notes: Entries["notes"];
  earlier: Omit<WithEarlier<unknown>, "entries">;
  /** For keys that lead here. */
  input: RefObject<HTMLInputElement | null>;
  photoInput: RefObject<HTMLInputElement | null>;
  /** True when the device has it. */
  onCommand: (command: DrillCommand) => boolean;
}) {
  const t = useTranslations("evaluate.notes");
  const live = useLiveDrill();
  const [text, setText] = useState("");
  const [photos, setPhotos] = useState<readonly string[]>([]);
  const [began, setBegan] = useState<{ observedAtMs: number; counted: Counted } | null>(null);
  const isEmpty = text.trim() === "" && photos.length === 0;

  function changed(next: { text?: string; photos?: readonly string[] }) {
    const now = { text, photos, ...next };
    setText(now.text);
    setPhotos(now.photos);
    if (now.text === "" && now.photos.length === 0) setBegan(null);
    else if (began === null) setBegan(seenNow(live));
  }

  function save() {
    if (isEmpty) return;
    const shown = photos.length === 0 ? {} : { photos: [...photos] };
    const note = {
      type: "TakeNote" as const,
      lane,
      text: text.trim(),
      ...(began ?? seenNow(live)),
      ...shown,
    };
    if (onCommand(note)) changed({ text: "", photos: [] });
  }

  return (
    <Pane
      title={t("title")}
      flush
      footer={
        <>
          <ChosenPhotos photos={photos} onPhotos={(next) => changed({ photos: next })} />
          <form
            className={styles.form}
            onSubmit={(event) => {
              event.preventDefault();
              save();
            }}
          >
            <PhotoButton
              personId={personId}
              photos={photos}
              onPhotos={(next) => changed({ photos: next })}
              input={photoInput}
            />
            <Input
              ref={input}
              size="large"
              className={styles.text}
              aria-label={t("add")}
              placeholder={t("add")}
              maxLength={2_000}
              value={text}
              prefix={began === null ? undefined : drillMoment(began.observedAtMs)}
              onChange={(event) => changed({ text: event.target.value })}
              onKeyDown={(event) => {
                if (event.key === "Escape") event.currentTarget.blur();
              }}
            />
            <Button type="submit" size="large" disabled={isEmpty}>
              {t("save")}
            </Button>
          </form>
        </>
      }
    >
      {notes.length === 0 ? <PaneEmpty>{t("empty")}</PaneEmpty> : null}
      <ol className={styles.notes}>
        {[...notes].reverse().map((note) => (
          <li key={note.key}>
            <time>{drillMoment(note.atMs)}</time>
            <span>
              {note.text}
              <PhotoStrip
                drillId={live.drillId}
                photos={note.photos}
                of={note.text}
                onDevice={note.waiting}
              />
            </span>
            {note.waiting ? <span className={styles.waiting}>{t("waiting")}</span> : null}
          </li>
        ))}
      </ol>
      <EarlierButton of={earlier} />
    </Pane>
  );
}
