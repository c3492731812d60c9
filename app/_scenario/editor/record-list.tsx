"use client";

import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import {
  ArrowDown,
  ArrowUp,
  ChevronRight,
  CircleAlert,
  Copy,
  MoreHorizontal,
  Plus,
  Trash2,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { TypedPlace } from "@/app/_editing/use-typed";
import { Button } from "@/app/_ui/button";
import { classNames } from "@/app/_ui/class-names";
import { useCommands } from "@/app/_ui/command-context";
import { IconButton } from "@/app/_ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/app/_ui/menu";
import type { ShortcutKeys } from "@/app/_ui/shortcut";
import { useEditor } from "./editor-context";
import { freshId, placeOf } from "./sections";
import styles from "./record-list.module.css";

export type RecordColumn<T> = {
  id: string;
  header: string;
  width?: string;
  align?: "end";
  /** The control that edits this part of a record in its row. */
  cell: (record: T, change: (next: T) => void, name: string) => ReactNode;
};

/**
 * A list of a scenario, edited like a sheet: the short parts in the row, the long ones in a form that opens
 * below it. Enter goes down a column and, at its end, adds a row.
 */
export function RecordList<T extends { id: string }>({
  list,
  caption,
  records,
  onChange,
  columns,
  nameOf,
  create,
  addLabel,
  addKeys,
  focusColumn,
  detail,
  minimum = 0,
  empty,
  toolbar,
}: {
  /** The name problems call this list by. */
  list: string;
  caption: string;
  records: readonly T[];
  onChange: (records: T[], key?: string) => void;
  columns: readonly RecordColumn<T>[];
  nameOf: (record: T) => string;
  /** A new record with the id given. */
  create: (id: string) => T;
  addLabel: string;
  /** A single key that adds a record, for the one list of a section it is worth it for. */
  addKeys?: ShortcutKeys;
  /** The column the author is put into after adding; the first one otherwise. */
  focusColumn?: string;
  detail?: (record: T, change: (next: T) => void) => ReactNode;
  /** How many there must be at least. */
  minimum?: number;
  /** Shown while there are none. */
  empty?: ReactNode;
  toolbar?: ReactNode;
}) {
  const t = useTranslations("scenarios");
  const common = useTranslations("common");
  const { id: documentId, problems, target } = useEditor();
  const headingId = useId();
  const body = useRef<HTMLTableSectionElement>(null);
  const [openId, setOpenId] = useState<string | null>(null);
  // A click on a problem opens its row, once; afterwards the row is the author's to close.
  const [followed, setFollowed] = useState(0);
  if (target && target.list === list && target.nonce !== followed) {
    setFollowed(target.nonce);
    setOpenId(records[target.index]?.id ?? null);
  }
  useEffect(() => {
    if (target?.list !== list) return;
    const row = body.current?.querySelector(`[data-index="${target.index}"]`);
    row?.scrollIntoView({ block: "center" });
  }, [target, list]);

  // One key press can both take over a cell and add a row: the second starts from what the first has made.
  const [latest] = useState(() => newest(records));
  useEffect(() => {
    latest.put(records);
  });
  function put(next: readonly T[], key?: string) {
    latest.put(next);
    onChange([...next], key);
  }

  const change = (index: number) => (next: T) =>
    put(
      latest.rows().map((record, i) => (i === index ? next : record)),
      `${list}.${records[index]?.id ?? ""}`,
    );

  function insert(record: T, at: number) {
    put([...latest.rows().slice(0, at), record, ...latest.rows().slice(at)]);
    focusRow(at, focusColumn);
  }

  useCommands(
    addKeys === undefined
      ? []
      : [
          { id: `add-${list}`, label: addLabel, group: "action", keys: addKeys, run: add },
          // The same from inside a field, where a single key is a letter.
          {
            id: `add-${list}-mod`,
            label: addLabel,
            group: "action",
            keys: "Mod+Enter",
            keyOnly: true,
            run: add,
          },
        ],
  );

  function add() {
    insert(create(freshId(stemOf(list), latest.rows())), latest.rows().length);
  }

  function move(index: number, by: -1 | 1) {
    const next = [...latest.rows()];
    const [moved] = next.splice(index, 1);
    if (moved) next.splice(index + by, 0, moved);
    put(next);
  }

  /** Puts the focus into the first field of a row that is about to appear. */
  function focusRow(index: number, column?: string) {
    requestAnimationFrame(() => {
      const row = body.current?.querySelector(`[data-index="${index}"]`);
      const cell = column ? row?.querySelector(`[data-column="${column}"]`) : row;
      const field = cell?.querySelector<HTMLElement>("input,select");
      field?.focus();
      if (field instanceof HTMLInputElement) field.select();
    });
  }

  function onKeyDown(event: KeyboardEvent<HTMLTableSectionElement>) {
    if (event.defaultPrevented && event.key !== "Enter") return;
    if (!(event.target instanceof HTMLInputElement)) return;
    const column = event.target.closest("[data-column]")?.getAttribute("data-column");
    const row = event.target.closest("[data-index]")?.getAttribute("data-index");
    if (column == null || row == null) return;
    const index = Number(row);
    if (event.key === "Enter" && index === records.length - 1) add();
    else if (event.key === "Enter" || event.key === "ArrowDown") focusRow(index + 1, column);
    else if (event.key === "ArrowUp" && index > 0) focusRow(index - 1, column);
    else return;
    event.preventDefault();
  }

  return (
    <section className={styles.list} aria-labelledby={headingId}>
      <header className={styles.head}>
        <h2 className={styles.heading} id={headingId}>
          {caption}
          <span className={styles.count}>{records.length}</span>
        </h2>
        <div className={styles.tools}>
          {toolbar}
          <Button size="small" icon={<Plus aria-hidden="true" />} onClick={add}>
            {addLabel}
          </Button>
        </div>
      </header>
      {records.length === 0 ? (
        <p className={styles.empty}>{empty ?? common("empty.nothing")}</p>
      ) : (
        <div className={styles.frame}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col" className={styles.toggleColumn}>
                  <span className={styles.hidden}>{common("action.details")}</span>
                </th>
                {columns.map(({ id, header, width, align }) => (
                  <th
                    key={id}
                    scope="col"
                    className={align === "end" ? styles.end : undefined}
                    style={width ? { width } : undefined}
                  >
                    {header}
                  </th>
                ))}
                <th scope="col" className={styles.menuColumn}>
                  <span className={styles.hidden}>{common("action.more")}</span>
                </th>
              </tr>
            </thead>
            <tbody ref={body} onKeyDown={onKeyDown}>
              {records.map((record, index) => {
                const own = problems.filter(({ path }) => {
                  const place = placeOf(path);
                  return place?.list === list && place.index === index;
                });
                const isOpen = detail !== undefined && openId === record.id;
                const name = nameOf(record);
                return [
                  <tr
                    // Ids are unique but for a mistake, which the checks name and the list must survive.
                    key={`${record.id}/${index}`}
                    data-index={index}
                    className={classNames(styles.row, isOpen && styles.open)}
                  >
                    <td className={styles.toggleColumn}>
                      {detail ? (
                        <button
                          type="button"
                          className={styles.toggle}
                          aria-expanded={isOpen}
                          aria-label={t("detailsOf", { name })}
                          onClick={() => setOpenId(isOpen ? null : record.id)}
                        >
                          <ChevronRight aria-hidden="true" />
                        </button>
                      ) : null}
                    </td>
                    {columns.map(({ id, cell, align, header }) => (
                      <td
                        key={id}
                        data-column={id}
                        data-label={header}
                        className={align === "end" ? styles.end : undefined}
                      >
                        <TypedPlace value={`${documentId}/${list}/${record.id}`}>
                          {cell(record, change(index), `${header}: ${name}`)}
                        </TypedPlace>
                      </td>
                    ))}
                    <td className={styles.menuColumn}>
                      {own.length > 0 ? (
                        <span
                          className={classNames(
                            styles.problem,
                            own.some(({ level }) => level === "error") && styles.error,
                          )}
                          title={own.map(({ sentence }) => sentence).join("\n")}
                        >
                          <CircleAlert aria-label={own.map(({ sentence }) => sentence).join(" ")} />
                        </span>
                      ) : null}
                      <Menu
                        trigger={
                          <IconButton
                            label={t("rowMenu", { name })}
                            icon={<MoreHorizontal aria-hidden="true" />}
                            size="small"
                          />
                        }
                      >
                        <MenuItem
                          icon={<Copy aria-hidden="true" />}
                          onSelect={() =>
                            insert({ ...record, id: freshId(stemOf(list), records) }, index + 1)
                          }
                        >
                          {common("action.duplicate")}
                        </MenuItem>
                        <MenuItem
                          icon={<ArrowUp aria-hidden="true" />}
                          disabled={index === 0}
                          onSelect={() => move(index, -1)}
                        >
                          {t("moveUp")}
                        </MenuItem>
                        <MenuItem
                          icon={<ArrowDown aria-hidden="true" />}
                          disabled={index === records.length - 1}
                          onSelect={() => move(index, 1)}
                        >
                          {t("moveDown")}
                        </MenuItem>
                        <MenuSeparator />
                        <MenuItem
                          danger
                          icon={<Trash2 aria-hidden="true" />}
                          disabled={records.length <= minimum}
                          onSelect={() => put(latest.rows().filter((_, i) => i !== index))}
                        >
                          {common("action.delete")}
                        </MenuItem>
                      </Menu>
                    </td>
                  </tr>,
                  isOpen ? (
                    <tr key={`${record.id}/${index}/detail`} className={styles.detailRow}>
                      <td colSpan={columns.length + 2}>
                        <div className={styles.detail}>
                          {own.length > 0 ? (
                            <ul className={styles.sentences}>
                              {own.map(({ sentence, path }) => (
                                <li key={`${path.join(".")} ${sentence}`}>
                                  <CircleAlert aria-hidden="true" /> {sentence}
                                </li>
                              ))}
                            </ul>
                          ) : null}
                          <TypedPlace value={`${documentId}/${list}/${record.id}`}>
                            {detail(record, change(index))}
                          </TypedPlace>
                        </div>
                      </td>
                    </tr>
                  ) : null,
                ];
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** "injects" makes ids like "inject-3". */
function stemOf(list: string): string {
  return list === "categories" ? "category" : list === "agencies" ? "agency" : list.replace(/s$/, "");
}

/** The rows as the last change left them, also before the list is drawn again. */
function newest<T>(first: readonly T[]) {
  let rows = first;
  return {
    rows: () => rows,
    put: (next: readonly T[]) => {
      rows = next;
    },
  };
}
