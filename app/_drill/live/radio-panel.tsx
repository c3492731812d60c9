"use client";

import { useState, type ReactNode } from "react";
import { Check, Hourglass, Repeat, Reply, SendHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { drillMoment } from "@/app/_drill/marks/clock-text";
import { IconButton } from "@/app/_ui/icon-button";
import { Input } from "@/app/_ui/input";
import type { RadioSeen } from "@/domain/view/schema";
import { EarlierButton } from "./earlier-button";
import { PaneEmpty } from "./pane";
import type { WithEarlier } from "./use-earlier";
import styles from "./radio-panel.module.css";

/** `played`: says that control spoke, in whatever role; only for those who may know. */
export type RadioMessage = RadioSeen & { tag?: ReactNode; played?: string | undefined };

/** The radio net: what was said, newest first, phrases at a touch, and read-back. */
export function RadioPanel<M extends RadioMessage>({
  messages,
  phrases,
  onSend,
  onReadBack,
  disabled = false,
  voice,
  earlier,
}: {
  messages: readonly M[];
  /** How to get at the messages before these. */
  earlier?: Pick<WithEarlier<unknown>, "more" | "loading" | "load">;
  /** Standard phrases, sent with one press. */
  phrases: readonly string[];
  /** Resolves to whether it was sent; what was typed stays otherwise. */
  onSend: (text: string, asks: { asksReadBack?: true }) => Promise<boolean>;
  /** Says a message back whose sender asked for it. */
  onReadBack: (message: M) => Promise<boolean>;
  disabled?: boolean;
  /** Who speaks, where one can choose. */
  voice?: ReactNode;
}) {
  const t = useTranslations("console.radio");
  const [text, setText] = useState("");
  const [asks, setAsks] = useState(false);
  const [sending, setSending] = useState(false);

  async function send(words: string) {
    if (words.trim() === "" || sending) return;
    setSending(true);
    const sent = await onSend(words.trim(), asks ? { asksReadBack: true } : {});
    setSending(false);
    if (!sent) return;
    setAsks(false);
    if (words === text) setText("");
  }

  return (
    <div className={styles.panel}>
      <ol
        className={styles.log}
        aria-label={t("log")}
        aria-live="polite"
        aria-relevant="additions"
        tabIndex={0}
      >
        {messages.length === 0 ? (
          <li>
            <PaneEmpty>{t("empty")}</PaneEmpty>
          </li>
        ) : null}
        {[...messages].reverse().map((message) => (
          <Message
            key={message.n}
            message={message}
            onReadBack={
              disabled || message.readBack?.given
                ? null
                : () =>
                    void (message.readBack
                      ? onReadBack(message)
                      : send(t("readBackText", { text: message.text })))
            }
          />
        ))}
        {earlier?.more ? (
          <li>
            <EarlierButton of={earlier} />
          </li>
        ) : null}
      </ol>
      <div className={styles.speak}>
        {voice}
        <Phrases phrases={phrases} disabled={disabled} onSend={(phrase) => void send(phrase)} />
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            void send(text);
          }}
        >
          <Input
            aria-label={t("say")}
            placeholder={t("say")}
            value={text}
            maxLength={500}
            disabled={disabled}
            autoComplete="off"
            onChange={(event) => setText(event.target.value)}
            // Gives the single keys back to the console.
            onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
          />
          <IconButton
            label={t("askReadBack")}
            icon={<Repeat aria-hidden="true" />}
            variant="outlined"
            pressed={asks}
            disabled={disabled}
            onClick={() => setAsks(!asks)}
          />
          <IconButton
            type="submit"
            label={t("send")}
            icon={<SendHorizontal aria-hidden="true" />}
            variant="outlined"
            loading={sending}
            disabled={disabled || text.trim() === ""}
          />
        </form>
      </div>
    </div>
  );
}

/** What is said again and again, sent with one press. */
function Phrases({
  phrases,
  disabled,
  onSend,
}: {
  phrases: readonly string[];
  disabled: boolean;
  onSend: (phrase: string) => void;
}) {
  const t = useTranslations("console.radio");
  return (
    <div className={styles.phrases} role="group" aria-label={t("phrases")}>
      {phrases.map((phrase) => (
        <Button
          key={phrase}
          size="small"
          variant="quiet"
          className={styles.phrase}
          disabled={disabled}
          onClick={() => onSend(phrase)}
        >
          {phrase}
        </Button>
      ))}
    </div>
  );
}

/** What was said, by whom and when, and whether it was read back. */
function Message({
  message,
  onReadBack,
}: {
  message: RadioMessage;
  /** Null where there is nothing to say back. */
  onReadBack: (() => void) | null;
}) {
  const t = useTranslations("console.radio");
  return (
    <li className={styles.message}>
      <span className={styles.head}>
        {message.tag}
        <span className={styles.as}>{message.as}</span>
        <time>{drillMoment(message.atMs)}</time>
        {onReadBack ? (
          <IconButton
            label={t("readBack")}
            icon={<Reply aria-hidden="true" />}
            size="small"
            className={styles.readBack}
            onClick={onReadBack}
          />
        ) : null}
      </span>
      <span>{message.text}</span>
      {message.played ? <span className={styles.played}>{message.played}</span> : null}
      {message.readBack?.given ? (
        <span className={styles.given}>
          <Check aria-hidden="true" />
          {t("readBackBy", {
            as: message.readBack.given.as,
            time: drillMoment(message.readBack.given.atMs),
          })}
        </span>
      ) : message.readBack ? (
        <span className={styles.awaited}>
          <Hourglass aria-hidden="true" />
          {t("awaitsReadBack")}
        </span>
      ) : null}
    </li>
  );
}
