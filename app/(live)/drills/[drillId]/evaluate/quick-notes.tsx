"use client";

import { useState } from "react";
import { useTranslations } from "next-intl";
import { drillMsNow, useLiveDrill } from "@/app/_console/drill-context";
import { Pane, PaneEmpty } from "@/app/_console/pane";
import { Button } from "@/app/_ui/button";
import { drillMoment } from "@/app/_ui/clock-text";
import { Input } from "@/app/_ui/input";
import type { DrillCommand } from "@/domain/drill/schema";
import type { Entries } from "./entries";
import styles from "./quick-notes.module.css";

/** Notes with the moment they are about: the moment the first letter was typed, not the one it was sent. */
export function QuickNotes({
  lane,
  notes,
  onCommand,
}: {
  lane: number;
  notes: Entries["notes"];
  onCommand: (command: DrillCommand) => void;
}) {
  const t = useTranslations("evaluate.notes");
  const { clock, serverOffsetMs } = useLiveDrill();
  const [text, setText] = useState("");
  const [beganMs, setBeganMs] = useState<number | null>(null);
  const nowMs = () => drillMsNow({ clock, serverOffsetMs });

  function save() {
    if (text.trim() === "") return;
    onCommand({ type: "TakeNote", lane, text: text.trim(), observedAtMs: beganMs ?? nowMs() });
    setText("");
    setBeganMs(null);
  }

  return (
    <Pane
      title={t("title")}
      flush
      footer={
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
        >
          <Input
            size="large"
            aria-label={t("add")}
            placeholder={t("add")}
            maxLength={2_000}
            value={text}
            prefix={beganMs === null ? undefined : drillMoment(beganMs)}
            onChange={(event) => {
              setText(event.target.value);
              if (event.target.value === "") setBeganMs(null);
              else if (beganMs === null) setBeganMs(nowMs());
            }}
          />
          <Button type="submit" size="large" disabled={text.trim() === ""}>
            {t("save")}
          </Button>
        </form>
      }
    >
      {notes.length === 0 ? <PaneEmpty>{t("empty")}</PaneEmpty> : null}
      <ol className={styles.notes}>
        {[...notes].reverse().map((note) => (
          <li key={note.key}>
            <time>{drillMoment(note.atMs)}</time>
            <span>{note.text}</span>
            {note.waiting ? <span className={styles.waiting}>{t("waiting")}</span> : null}
          </li>
        ))}
      </ol>
    </Pane>
  );
}
