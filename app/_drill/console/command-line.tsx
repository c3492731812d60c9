"use client";

import { useEffect, useId, useRef, useState, type KeyboardEvent, type RefObject } from "react";
import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useLiveDrill } from "@/app/_drill/live/drill-context";
import { HeldNote } from "@/app/_drill/live/held-note";
import { classNames } from "@/app/_ui/class-names";
import { Kbd } from "@/app/_ui/kbd";
import { useCommands } from "@/app/_ui/command-context";
import { matchesShortcut, shortcutLabel } from "@/app/_ui/shortcut";
import { meaningsOf, type KnownWords, type Meaning } from "./command-line-words";
import styles from "./command-line.module.css";

/** Types what a mouse would do: "101 1" and Enter sends unit 101 to incident 1. Opens with `/` or Ctrl+K. */
export function CommandLine({
  known,
  say,
  onRun,
}: {
  known: KnownWords;
  /** What a meaning will do, in words. */
  say: (meaning: Meaning) => string;
  /** Resolves to whether it was done; what was typed stays otherwise. */
  onRun: (meaning: Meaning) => Promise<boolean>;
}) {
  const t = useTranslations("console.line");
  const { may } = useLiveDrill();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const [focused, setFocused] = useState(false);
  const [underWay, setUnderWay] = useState<readonly string[]>([]);
  const [unsent, setUnsent] = useState<readonly string[]>([]);
  const meanings = text.trim() === "" ? [] : meaningsOf(text, known);
  const chosen = meanings[Math.min(at, meanings.length - 1)];

  useCommands([
    { id: "command-line", label: t("label"), group: "action", keys: "/", run: () => input.current?.focus() },
  ]);
  useReachByKey(input);
  const waits = ({ kind }: Meaning) => kind !== "select" && !may("TakeAction");

  function type(next: string) {
    setText(next);
    setAt(0);
  }

  /**
   * What was typed stands until the server has it. What was not taken
   * comes back, or waits beside the line when something else stands there by then.
   */
  async function run(meaning: Meaning) {
    // What was typed stands until the drill goes on; opening an incident asks nobody.
    if (waits(meaning) || underWay.includes(text)) return;
    setUnderWay((all) => [...all, text]);
    setUnsent((all) => all.filter((one) => one !== text));
    const done = await onRun(meaning);
    setUnderWay((all) => all.filter((one) => one !== text));
    const stands = input.current?.value ?? "";
    if (done && stands === text) type("");
    if (done || stands === text) return;
    if (stands.trim() === "") type(text);
    else setUnsent((all) => [...all.filter((one) => one !== text), text]);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Enter" && chosen) void run(chosen);
    else if (event.key === "ArrowDown") setAt((at + 1) % Math.max(1, meanings.length));
    else if (event.key === "ArrowUp") setAt((at - 1 + meanings.length) % Math.max(1, meanings.length));
    else if (event.key === "Escape") {
      type("");
      input.current?.blur();
    } else return;
    event.preventDefault();
  }

  const open = focused && text.trim() !== "" && !underWay.includes(text);
  return (
    <div className={styles.line}>
      {open ? (
        <Meanings
          id={listId}
          meanings={meanings}
          chosen={chosen}
          waits={waits}
          say={say}
          onPoint={setAt}
          onRun={(meaning) => void run(meaning)}
        />
      ) : null}
      <ChevronRight className={styles.prompt} aria-hidden="true" />
      <input
        ref={input}
        className={styles.input}
        role="combobox"
        aria-label={t("label")}
        aria-expanded={open}
        aria-controls={listId}
        aria-activedescendant={open && chosen ? `${listId}-${meanings.indexOf(chosen)}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={t("placeholder")}
        value={text}
        onChange={(event) => type(event.target.value)}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        onKeyDown={onKeyDown}
      />
      <HeldNote />
      {underWay.length > 0 ? (
        <span className={styles.underWay} role="status">
          {t("underWay")}
        </span>
      ) : null}
      <Unsent
        orders={unsent}
        onTake={(order) => {
          setUnsent((all) => all.filter((one) => one !== order));
          type(order);
          input.current?.focus();
        }}
      />
      <span className={styles.keys}>
        <Kbd>/</Kbd>
        <Kbd>{shortcutLabel("Mod+K")}</Kbd>
      </span>
    </div>
  );
}

function useReachByKey(input: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    // Dispatchers reach for Ctrl+K; here it means their command line, before the page's palette takes it.
    function onKeyDown(event: globalThis.KeyboardEvent) {
      if (
        !matchesShortcut(event, "Mod+K") ||
        // Pressed again, it is the palette that is wanted.
        document.activeElement === input.current ||
        document.querySelector('[role="dialog"],[role="alertdialog"]')
      ) {
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      input.current?.focus();
      input.current?.select();
    }
    document.addEventListener("keydown", onKeyDown, true);
    return () => document.removeEventListener("keydown", onKeyDown, true);
  }, [input]);
}

/** What the line may mean, the likeliest first. */
function Meanings({
  id,
  meanings,
  chosen,
  waits,
  say,
  onPoint,
  onRun,
}: {
  id: string;
  meanings: readonly Meaning[];
  chosen: Meaning | undefined;
  waits: (meaning: Meaning) => boolean;
  say: (meaning: Meaning) => string;
  onPoint: (at: number) => void;
  onRun: (meaning: Meaning) => void;
}) {
  const t = useTranslations("console.line");
  return (
    <ul className={styles.list} role="listbox" id={id} aria-label={t("meanings")}>
      {meanings.length === 0 ? <li className={styles.nothing}>{t("nothing")}</li> : null}
      {meanings.map((meaning, i) => (
        <li
          key={i}
          id={`${id}-${i}`}
          role="option"
          aria-selected={meaning === chosen}
          aria-disabled={waits(meaning) || undefined}
          className={classNames(styles.meaning, meaning === chosen && styles.chosen)}
          // Keeps the focus in the line.
          onMouseDown={(event) => event.preventDefault()}
          onMouseMove={() => onPoint(i)}
          onClick={() => onRun(meaning)}
        >
          {say(meaning)}
          {meaning === chosen && !waits(meaning) ? <Kbd>Enter</Kbd> : null}
        </li>
      ))}
    </ul>
  );
}

/** Orders that were not taken, each to be typed once more. */
function Unsent({ orders, onTake }: { orders: readonly string[]; onTake: (order: string) => void }) {
  const t = useTranslations("console.line");
  return orders.map((order) => (
    <button key={order} type="button" className={styles.unsent} onClick={() => onTake(order)}>
      {t("unsent", { order })}
    </button>
  ));
}
