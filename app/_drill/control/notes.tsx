"use client";

import { useState } from "react";
import { Flag } from "lucide-react";
import { useTranslations } from "next-intl";
import { drillMsNow, useLiveDrill } from "@/app/_drill/live/drill-context";
import { EarlierButton } from "@/app/_drill/live/earlier-button";
import { PhotoStrip } from "@/app/_drill/live/photo-strip";
import { asOne, isFlagTold, isNoteTold, useEarlier } from "@/app/_drill/live/use-earlier";
import { Button } from "@/app/_ui/button";
import { drillMoment } from "@/app/_drill/marks/clock-text";
import { Input } from "@/app/_ui/input";
import { useSeparator } from "@/app/_ui/separator";
import { useTelling } from "@/app/_ui/use-telling";
import { FlagKind } from "@/domain/drill/terms";
import type { ControlView } from "@/domain/view/schema";
import styles from "./control-desk.module.css";

/** What the control cell and the evaluators noted and flagged, newest first, and a line to add to it. */
export function Notes({ lane }: { lane: ControlView["lanes"][number] }) {
  const separator = useSeparator();
  const t = useTranslations("control.notes");
  const tell = useTelling();
  const { drillId, act, clock, serverOffsetMs, phase } = useLiveDrill();
  const [text, setText] = useState("");
  const notes = useEarlier(lane.notes, { list: "notes", lane: lane.lane }, isNoteTold);
  const flags = useEarlier(lane.flags, { list: "flags", lane: lane.lane }, isFlagTold);
  const earlier = asOne(notes, flags);
  const entries = [
    ...notes.entries.map((note) => ({ ...note, key: `note ${note.n}`, kind: null })),
    ...lane.failures.map(({ n, atMs, sentence }) => ({
      key: `failure ${n}`,
      kind: null,
      atMs,
      byName: t("failed"),
      text: tell(sentence),
      photos: [],
    })),
    ...flags.entries.map((flag) => ({ ...flag, key: `flag ${flag.n}`, photos: [] })),
  ].sort((a, b) => b.atMs - a.atMs);

  /** The moment is that of the press, however long the way to the server takes. */
  async function add(kind: FlagKind | null) {
    const words = text.trim();
    if (kind === null && words === "") return;
    const at = { lane: lane.lane, text: words, observedAtMs: drillMsNow({ clock, serverOffsetMs }) };
    const done = await act(kind === null ? { type: "TakeNote", ...at } : { type: "FlagMoment", kind, ...at });
    if (done) setText("");
  }

  return (
    <div className={styles.notes}>
      <ol className={styles.notesList} tabIndex={0} aria-label={t("title")}>
        {entries.length === 0 ? <li className={styles.quiet}>{t("empty")}</li> : null}
        {entries.map((entry) => (
          <li key={entry.key}>
            <span className={styles.quiet}>
              {drillMoment(entry.atMs)}
              {separator}
              {tell(entry.byName)}
            </span>
            {entry.kind === null ? null : (
              <span className={styles.flag}>
                <Flag aria-hidden="true" />
                {t(`flag.${entry.kind}`)}
              </span>
            )}
            {entry.text ? <p>{entry.text}</p> : null}
            <PhotoStrip drillId={drillId} photos={entry.photos} of={entry.text} />
          </li>
        ))}
        {earlier.more ? (
          <li>
            <EarlierButton of={earlier} />
          </li>
        ) : null}
      </ol>
      <form
        className={styles.noteForm}
        onSubmit={(event) => {
          event.preventDefault();
          void add(null);
        }}
      >
        <Input
          aria-label={t("add")}
          placeholder={t("add")}
          maxLength={2_000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" disabled={text.trim() === ""}>
          {t("save")}
        </Button>
      </form>
      {phase === "planned" ? null : (
        <div className={styles.flags} role="group" aria-label={t("flagNow")}>
          <span className={styles.quiet}>{t("flagNow")}</span>
          {FlagKind.options.map((kind) => (
            <Button key={kind} size="small" icon={<Flag aria-hidden="true" />} onClick={() => void add(kind)}>
              {t(`flag.${kind}`)}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}
