"use client";

import { useId, useMemo, useState, type MouseEvent, type ReactNode } from "react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Checkbox } from "./checkbox";
import { classNames } from "./class-names";
import styles from "./table.module.css";

export type TableColumn<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Numbers and times stand at the end, in tabular figures. */
  align?: "start" | "end";
  /** CSS width of the column, such as "120px". */
  width?: string;
  /** Gives the column a sort button. Texts are compared in the reader's language. */
  sortValue?: (row: Row) => string | number | null;
  /** The column that names the row: its heading for screen readers, the title of the card on a phone. */
  primary?: boolean;
  /** Left out of the card on a phone. */
  wideOnly?: boolean;
  /** Keeps the heading for screen readers only, as over a column of buttons. */
  headerHidden?: boolean;
  /** A single small button, which takes the corner of the card on a phone instead of a line of its own. */
  corner?: boolean;
};

export type TableSort = { columnId: string; descending: boolean };

export type TableProps<Row> = {
  /** What the table lists, for screen readers. */
  caption: string;
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Where the row leads; the primary column becomes the link, and the whole row can be clicked. */
  rowHref?: (row: Row) => string;
  onRowClick?: (row: Row) => void;
  /** The row shown in a pane beside the table. */
  currentKey?: string | null;
  selected?: ReadonlySet<string>;
  onSelectedChange?: (selected: ReadonlySet<string>) => void;
  rowLabel?: (row: Row) => string;
  /** Controlled sorting, for lists the server sorts. Without it the table sorts what it has. */
  sort?: TableSort | null;
  onSortChange?: (sort: TableSort | null) => void;
  initialSort?: TableSort;
  empty?: ReactNode;
  /** "compact" has 32 px rows, for consoles. */
  density?: "regular" | "compact";
  /** Keeps its own scrolling inside this height, with a sticky header; otherwise the page scrolls. */
  maxHeight?: string;
  className?: string;
};

/** A dense list with a sticky header; on a phone every row is a card. */
export function Table<Row>({
  caption,
  columns,
  rows,
  rowKey,
  rowHref,
  onRowClick,
  currentKey,
  selected,
  onSelectedChange,
  rowLabel,
  sort: givenSort,
  onSortChange,
  initialSort,
  empty,
  density = "regular",
  maxHeight,
  className,
}: TableProps<Row>) {
  const t = useTranslations("common");
  const router = useRouter();
  const captionId = useId();
  const { sort, sorted, toggleSort } = useSort({ rows, columns, sort: givenSort, onSortChange, initialSort });

  function click(event: MouseEvent<HTMLTableRowElement>, row: Row) {
    // A click on a control inside, or one that ends a text selection, is not a click on the row.
    if (event.target instanceof Element && event.target.closest("a,button,input,select,textarea,label"))
      return;
    if (window.getSelection()?.toString()) return;
    if (onRowClick) onRowClick(row);
    else if (rowHref) router.push(rowHref(row));
  }

  if (rows.length === 0 && empty) return <>{empty}</>;

  const keys = sorted.map(rowKey);
  const selectable = selected !== undefined && onSelectedChange !== undefined;
  const chosen = selected ? keys.filter((key) => selected.has(key)).length : 0;

  return (
    <div
      className={classNames(styles.frame, maxHeight && styles.scrolling, className)}
      style={maxHeight ? { maxHeight } : undefined}
      // A scrolling region must be reachable by keyboard.
      {...(maxHeight ? { tabIndex: 0, role: "region", "aria-labelledby": captionId } : {})}
    >
      <table className={classNames(styles.table, styles[density])}>
        <caption id={captionId} className={styles.caption}>
          {caption}
        </caption>
        <thead>
          <tr>
            {selectable ? (
              <th className={styles.check} scope="col">
                <Checkbox
                  labelHidden
                  label={t("table.selectAll")}
                  checked={chosen === 0 ? false : chosen === keys.length ? true : "indeterminate"}
                  onCheckedChange={(checked) => onSelectedChange(checked ? new Set(keys) : new Set())}
                />
              </th>
            ) : null}
            {columns.map((column) => (
              <Heading
                key={column.id}
                column={column}
                sorted={sort?.columnId === column.id ? (sort.descending ? "descending" : "ascending") : null}
                onSort={() => toggleSort(column.id)}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => {
            const key = rowKey(row);
            const isSelected = selected?.has(key) ?? false;
            return (
              <tr
                key={key}
                className={classNames(
                  (rowHref || onRowClick) && styles.clickable,
                  isSelected && styles.selected,
                  currentKey === key && styles.current,
                )}
                aria-current={currentKey === key || undefined}
                onClick={rowHref || onRowClick ? (event) => click(event, row) : undefined}
              >
                {selectable ? (
                  <td className={styles.check}>
                    <Checkbox
                      labelHidden
                      label={t("table.selectRow", { row: rowLabel?.(row) ?? key })}
                      checked={isSelected}
                      onCheckedChange={(checked) => {
                        const next = new Set(selected);
                        if (checked) next.add(key);
                        else next.delete(key);
                        onSelectedChange(next);
                      }}
                    />
                  </td>
                ) : null}
                {columns.map((column) => renderCell(column, row, rowHref, onRowClick))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** The heading of a column, and the button that sorts by it. */
function Heading<Row>({
  column,
  sorted,
  onSort,
}: {
  column: TableColumn<Row>;
  sorted: "ascending" | "descending" | null;
  onSort: () => void;
}) {
  return (
    <th
      scope="col"
      style={column.width ? { width: column.width } : undefined}
      className={classNames(column.align === "end" && styles.end)}
      aria-sort={sorted ?? undefined}
    >
      {column.sortValue ? (
        <button type="button" className={styles.sort} onClick={onSort}>
          {column.header}
          {sorted === null ? (
            <ChevronsUpDown className={styles.sortIdle} aria-hidden="true" />
          ) : sorted === "descending" ? (
            <ArrowDown aria-hidden="true" />
          ) : (
            <ArrowUp aria-hidden="true" />
          )}
        </button>
      ) : (
        <span className={column.headerHidden ? styles.caption : undefined}>{column.header}</span>
      )}
    </th>
  );
}

function renderCell<Row>(
  column: TableColumn<Row>,
  row: Row,
  rowHref: ((row: Row) => string) | undefined,
  onRowClick: ((row: Row) => void) | undefined,
) {
  const className = classNames(
    column.align === "end" && styles.end,
    column.wideOnly && styles.wideOnly,
    column.corner && styles.corner,
  );
  if (!column.primary) {
    return (
      <td key={column.id} className={className} data-label={column.headerHidden ? undefined : column.header}>
        {column.cell(row)}
      </td>
    );
  }
  return (
    <th key={column.id} scope="row" className={classNames(className, styles.primary)}>
      {rowHref ? (
        <Link href={rowHref(row)} className={styles.rowLink}>
          {column.cell(row)}
        </Link>
      ) : onRowClick ? (
        <button type="button" className={styles.rowButton} onClick={() => onRowClick(row)}>
          {column.cell(row)}
        </button>
      ) : (
        column.cell(row)
      )}
    </th>
  );
}

/** By what the rows are sorted: as the caller says, else as was pressed last. */
function useSort<Row>({
  rows,
  columns,
  sort: givenSort,
  onSortChange,
  initialSort,
}: {
  rows: readonly Row[];
  columns: readonly TableColumn<Row>[];
  sort: TableSort | null | undefined;
  onSortChange: ((sort: TableSort | null) => void) | undefined;
  initialSort: TableSort | undefined;
}) {
  const [ownSort, setOwnSort] = useState<TableSort | null>(initialSort ?? null);
  const sort = givenSort === undefined ? ownSort : givenSort;
  const sorted = useSorted(rows, columns, givenSort === undefined ? ownSort : null);

  function toggleSort(columnId: string) {
    const next: TableSort | null =
      sort?.columnId !== columnId
        ? { columnId, descending: false }
        : sort.descending
          ? null
          : { columnId, descending: true };
    if (givenSort === undefined) setOwnSort(next);
    onSortChange?.(next);
  }

  return { sort, sorted, toggleSort };
}

/** Rows in the order asked for; rows without a value come last either way. */
function useSorted<Row>(
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  sort: TableSort | null,
): readonly Row[] {
  const locale = useLocale();
  return useMemo(() => {
    const valueOf = columns.find((column) => column.id === sort?.columnId)?.sortValue;
    if (!sort || !valueOf) return rows;
    const collator = new Intl.Collator(locale, { numeric: true });
    const direction = sort.descending ? -1 : 1;
    return [...rows].sort((rowA, rowB) => {
      const a = valueOf(rowA);
      const b = valueOf(rowB);
      if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
      if (typeof a === "number" && typeof b === "number") return direction * (a - b);
      return direction * collator.compare(String(a), String(b));
    });
  }, [rows, columns, sort, locale]);
}
