"use client";

import { useId, useRef, useState, type KeyboardEvent } from "react";
import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog } from "radix-ui";
import { classNames } from "./class-names";
import type { Command } from "./command-context";
import { Kbd } from "./kbd";
import { shortcutLabel } from "./shortcut";
import styles from "./command-palette.module.css";
import { asSearched, holdsWords } from "@/domain/typed";

/** Type a few letters, press Enter. Lists every command of the page and every place to go. */
export function CommandPalette({ commands, onClose }: { commands: readonly Command[]; onClose: () => void }) {
  const t = useTranslations("common");
  const id = useId();
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);

  const found = matching(commands, query);
  const groups = (["action", "navigation"] as const)
    .map((group) => ({ group, commands: found.filter((command) => command.group === group) }))
    .filter((group) => group.commands.length > 0);
  const order = groups.flatMap((group) => group.commands);
  const current = order[Math.min(active, order.length - 1)];

  function run(command: Command) {
    onClose();
    command.run();
  }

  function move(to: number) {
    const next = (to + order.length) % Math.max(1, order.length);
    setActive(next);
    const option = list.current?.querySelectorAll('[role="option"]')[next];
    option?.scrollIntoView({ block: "nearest" });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "ArrowDown") move(active + 1);
    else if (event.key === "ArrowUp") move(active - 1);
    else if (event.key === "Home") move(0);
    else if (event.key === "End") move(order.length - 1);
    else if (event.key === "Enter" && current) run(current);
    else return;
    event.preventDefault();
  }

  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.overlay} />
        <Dialog.Content className={styles.palette} data-modal="" aria-describedby={undefined}>
          <Dialog.Title className={styles.title}>{t("palette.title")}</Dialog.Title>
          <div className={styles.search}>
            <Search aria-hidden="true" />
            <input
              className={styles.input}
              role="combobox"
              aria-expanded="true"
              aria-controls={`${id}-list`}
              aria-activedescendant={current ? `${id}-${current.id}` : undefined}
              aria-label={t("palette.placeholder")}
              placeholder={t("palette.placeholder")}
              autoComplete="off"
              spellCheck={false}
              value={query}
              onChange={(event) => {
                setQuery(event.target.value);
                setActive(0);
              }}
              onKeyDown={onKeyDown}
            />
          </div>
          <div
            className={styles.list}
            role="listbox"
            id={`${id}-list`}
            aria-label={t("palette.title")}
            ref={list}
          >
            {groups.map(({ group, commands: members }) => (
              <div key={group} role="group" aria-labelledby={`${id}-${group}`}>
                <p className={styles.group} id={`${id}-${group}`}>
                  {t(group === "action" ? "palette.actions" : "palette.navigation")}
                </p>
                <div role="presentation">
                  {members.map((command) => (
                    <div
                      key={command.id}
                      id={`${id}-${command.id}`}
                      role="option"
                      aria-selected={command === current}
                      className={classNames(styles.option, command === current && styles.active)}
                      onMouseMove={() => setActive(order.indexOf(command))}
                      onClick={() => run(command)}
                    >
                      <span className={styles.icon}>{command.icon}</span>
                      <span className={styles.label}>{command.label}</span>
                      {command.keys ? <Kbd>{shortcutLabel(command.keys)}</Kbd> : null}
                    </div>
                  ))}
                </div>
              </div>
            ))}
          </div>
          {order.length === 0 ? <p className={styles.empty}>{t("palette.empty")}</p> : null}
          <p className={styles.hint}>{t("palette.hint")}</p>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Commands whose label or keywords hold every word typed, those that begin with the query first. */
function matching(commands: readonly Command[], query: string): readonly Command[] {
  const [first = ""] = asSearched(query).split(" ");
  const found = commands.filter((command) => holdsWords(`${command.label} ${command.keywords ?? ""}`, query));
  const beginsWithQuery = (command: Command) => asSearched(command.label).startsWith(first);
  return [...found.filter(beginsWithQuery), ...found.filter((command) => !beginsWithQuery(command))];
}
