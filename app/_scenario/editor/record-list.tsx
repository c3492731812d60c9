"use client";

import {
  useEffect,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from "react";
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
import { useEditor, type EditorProblem } from "./editor-context";
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
  const { problems } = useEditor();
  const headingId = useId();
  const body = useRef<HTMLTableSectionElement>(null);
  const [openId, setOpenId] = useFollowed(list, records, body);
  const rows = useRows(list, records, onChange);
  const focusRow = (index: number, column?: string) => focusField(body, index, column);
  const focusNew = (index: number) => focusRow(index, focusColumn);
  const add = () => focusNew(rows.insert(create(freshId(stemOf(list), rows.latest()))));
  useAddKeys(list, addLabel, addKeys, add);

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
            <Head columns={columns} />
            <tbody
              ref={body}
              onKeyDown={(event) => onKeyDown(event, { last: records.length - 1, add, focusRow })}
            >
              {records.map((record, index) => (
                <Row
                  // Ids are unique but for a mistake, which the checks name and the list must survive.
                  key={`${record.id}/${index}`}
                  list={list}
                  index={index}
                  record={record}
                  name={nameOf(record)}
                  columns={columns}
                  detail={detail}
                  open={detail !== undefined && openId === record.id}
                  onToggle={() => setOpenId(openId === record.id ? null : record.id)}
                  onChange={(next) => rows.change(index, next)}
                  problems={problems.filter(({ path }) => {
                    const place = placeOf(path);
                    return place?.list === list && place.index === index;
                  })}
                  menu={
                    <RowMenu
                      label={t("rowMenu", { name: nameOf(record) })}
                      onDuplicate={() => {
                        const id = freshId(stemOf(list), records);
                        focusNew(rows.insert({ ...record, id }, index + 1));
                      }}
                      onUp={index === 0 ? null : () => rows.move(index, -1)}
                      onDown={index === records.length - 1 ? null : () => rows.move(index, 1)}
                      onDelete={records.length <= minimum ? null : () => rows.remove(index)}
                    />
                  }
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Head<T>({ columns }: { columns: readonly RecordColumn<T>[] }) {
  const common = useTranslations("common");
  return (
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
  );
}

/** One record: its cells, what is wrong with it, its menu, and below it its form when that is open. */
function Row<T extends { id: string }>({
  list,
  index,
  record,
  name,
  columns,
  detail,
  open,
  onToggle,
  onChange,
  problems,
  menu,
}: {
  list: string;
  index: number;
  record: T;
  name: string;
  columns: readonly RecordColumn<T>[];
  detail: ((record: T, change: (next: T) => void) => ReactNode) | undefined;
  open: boolean;
  onToggle: () => void;
  onChange: (next: T) => void;
  problems: readonly EditorProblem[];
  menu: ReactNode;
}) {
  const t = useTranslations("scenarios");
  const { id: documentId } = useEditor();
  const place = `${documentId}/${list}/${record.id}`;
  return (
    <>
      <tr data-index={index} className={classNames(styles.row, open && styles.open)}>
        <td className={styles.toggleColumn}>
          {detail ? (
            <button
              type="button"
              className={styles.toggle}
              aria-expanded={open}
              aria-label={t("detailsOf", { name })}
              onClick={onToggle}
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
            <TypedPlace value={place}>{cell(record, onChange, `${header}: ${name}`)}</TypedPlace>
          </td>
        ))}
        <td className={styles.menuColumn}>
          <ProblemMark problems={problems} />
          {menu}
        </td>
      </tr>
      {open && detail ? (
        <tr className={styles.detailRow}>
          <td colSpan={columns.length + 2}>
            <div className={styles.detail}>
              {problems.length > 0 ? (
                <ul className={styles.sentences}>
                  {problems.map(({ sentence, path }) => (
                    <li key={`${path.join(".")} ${sentence}`}>
                      <CircleAlert aria-hidden="true" /> {sentence}
                    </li>
                  ))}
                </ul>
              ) : null}
              <TypedPlace value={place}>{detail(record, onChange)}</TypedPlace>
            </div>
          </td>
        </tr>
      ) : null}
    </>
  );
}

function ProblemMark({ problems }: { problems: readonly EditorProblem[] }) {
  if (problems.length === 0) return null;
  const sentences = problems.map(({ sentence }) => sentence);
  const isError = problems.some(({ level }) => level === "error");
  return (
    <span className={classNames(styles.problem, isError && styles.error)} title={sentences.join("\n")}>
      <CircleAlert aria-label={sentences.join(" ")} />
    </span>
  );
}

/** What can be done with a row; null for what cannot. */
function RowMenu({
  label,
  onDuplicate,
  onUp,
  onDown,
  onDelete,
}: {
  label: string;
  onDuplicate: () => void;
  onUp: (() => void) | null;
  onDown: (() => void) | null;
  onDelete: (() => void) | null;
}) {
  const t = useTranslations("scenarios");
  const common = useTranslations("common");
  return (
    <Menu trigger={<IconButton label={label} icon={<MoreHorizontal aria-hidden="true" />} size="small" />}>
      <MenuItem icon={<Copy aria-hidden="true" />} onSelect={onDuplicate}>
        {common("action.duplicate")}
      </MenuItem>
      <MenuItem icon={<ArrowUp aria-hidden="true" />} disabled={!onUp} onSelect={() => onUp?.()}>
        {t("moveUp")}
      </MenuItem>
      <MenuItem icon={<ArrowDown aria-hidden="true" />} disabled={!onDown} onSelect={() => onDown?.()}>
        {t("moveDown")}
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        danger
        icon={<Trash2 aria-hidden="true" />}
        disabled={!onDelete}
        onSelect={() => onDelete?.()}
      >
        {common("action.delete")}
      </MenuItem>
    </Menu>
  );
}

/**
 * Which row is open. A click on a problem opens its row, once, and brings it into sight; afterwards the row is the
 * author's to close.
 */
function useFollowed(
  list: string,
  records: readonly { id: string }[],
  body: RefObject<HTMLTableSectionElement | null>,
): [string | null, (id: string | null) => void] {
  const { target } = useEditor();
  const [openId, setOpenId] = useState<string | null>(null);
  const [followed, setFollowed] = useState(0);
  if (target && target.list === list && target.nonce !== followed) {
    setFollowed(target.nonce);
    setOpenId(records[target.index]?.id ?? null);
  }
  useEffect(() => {
    if (target?.list !== list) return;
    const row = body.current?.querySelector(`[data-index="${target.index}"]`);
    row?.scrollIntoView({ block: "center" });
  }, [target, list, body]);
  return [openId, setOpenId];
}

/**
 * Changes to the rows of a list. One key press can both take over a cell and add a row: the second starts from what
 * the first has made, so they are kept here as the last change left them, also before the list is drawn again.
 */
function useRows<T extends { id: string }>(
  list: string,
  records: readonly T[],
  onChange: (records: T[], key?: string) => void,
) {
  const [newest] = useState(() => held(records));
  useEffect(() => {
    newest.hold(records);
  });
  function put(next: readonly T[], key?: string) {
    newest.hold(next);
    onChange([...next], key);
  }
  return {
    latest: newest.rows,
    change(index: number, next: T) {
      put(
        newest.rows().map((record, i) => (i === index ? next : record)),
        `${list}.${records[index]?.id ?? ""}`,
      );
    },
    /** @returns where it is; at the end unless a place is given. */
    insert(record: T, at = newest.rows().length): number {
      put([...newest.rows().slice(0, at), record, ...newest.rows().slice(at)]);
      return at;
    },
    move(index: number, by: -1 | 1) {
      const next = [...newest.rows()];
      const [moved] = next.splice(index, 1);
      if (moved) next.splice(index + by, 0, moved);
      put(next);
    },
    remove(index: number) {
      put(newest.rows().filter((_, i) => i !== index));
    },
  };
}

function held<T>(first: readonly T[]) {
  let rows = first;
  return {
    rows: () => rows,
    hold: (next: readonly T[]) => {
      rows = next;
    },
  };
}

function useAddKeys(list: string, label: string, keys: ShortcutKeys | undefined, add: () => void): void {
  const command = { label, group: "action" as const, run: add };
  useCommands(
    keys === undefined
      ? []
      : [
          { ...command, id: `add-${list}`, keys },
          // The same from inside a field, where a single key is a letter.
          { ...command, id: `add-${list}-mod`, keys: "Mod+Enter", keyOnly: true },
        ],
  );
}

/** Puts the focus into a column of a row that is about to appear; into its first field where none is named. */
function focusField(body: RefObject<HTMLTableSectionElement | null>, index: number, column?: string): void {
  requestAnimationFrame(() => {
    const row = body.current?.querySelector(`[data-index="${index}"]`);
    const cell = column ? row?.querySelector(`[data-column="${column}"]`) : row;
    const field = cell?.querySelector<HTMLElement>("input,select");
    field?.focus();
    if (field instanceof HTMLInputElement) field.select();
  });
}

/** Enter goes down a column and, at its end, adds a row. */
function onKeyDown(
  event: KeyboardEvent<HTMLTableSectionElement>,
  {
    last,
    add,
    focusRow,
  }: { last: number; add: () => void; focusRow: (index: number, column: string) => void },
): void {
  if (event.defaultPrevented && event.key !== "Enter") return;
  if (!(event.target instanceof HTMLInputElement)) return;
  const column = event.target.closest("[data-column]")?.getAttribute("data-column");
  const row = event.target.closest("[data-index]")?.getAttribute("data-index");
  if (column == null || row == null) return;
  const index = Number(row);
  if (event.key === "Enter" && index === last) add();
  else if (event.key === "Enter" || event.key === "ArrowDown") focusRow(index + 1, column);
  else if (event.key === "ArrowUp" && index > 0) focusRow(index - 1, column);
  else return;
  event.preventDefault();
}

/** "injects" makes ids like "inject-3". */
function stemOf(list: string): string {
  return list === "categories" ? "category" : list === "agencies" ? "agency" : list.replace(/s$/, "");
}
