"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/app/_ui/field";
import { useSeparator } from "@/app/_ui/separator";
import { Select } from "@/app/_ui/select";
import { COLUMNS, type Column, type Mapping } from "@/domain/exchange/columns";
import type { Table } from "@/domain/exchange/plan";
import { letterOf, readingOf, type Reading } from "@/domain/exchange/table";
import styles from "./import.module.css";

/** Rows of a table that are shown to recognise it by. */
const ROWS_SHOWN = 4;
/** A heading further down is looked for by no author. */
const HEADER_ROWS = 15;

/** How a table is read: which one, where its headings are, how its times are meant, and what each column is. */
export function TableReading({
  tables,
  at,
  reading,
  onChange,
}: {
  tables: readonly Table[];
  at: number;
  reading: Reading;
  /** @param reading Null: as it is most likely meant. */
  onChange: (at: number, reading: Reading | null) => void;
}) {
  const t = useTranslations("scenarios.import");
  const separator = useSeparator();
  const table = tables[at];
  if (!table) return null;
  return (
    <>
      <div className={styles.reading}>
        {tables.length > 1 ? (
          <Field label={t("table")}>
            <Select
              value={String(at)}
              onValueChange={(next) => onChange(Number(next), null)}
              options={tables.map(({ name, isHidden }, i) => ({
                value: String(i),
                label: isHidden ? t("hiddenTable", { name }) : name,
              }))}
            />
          </Field>
        ) : null}
        <Field label={t("headerRow")}>
          <Select
            value={String(reading.headerRow ?? -1)}
            onValueChange={(next) => onChange(at, withHeader(table, reading, Number(next)))}
            options={[
              { value: "-1", label: t("noHeader") },
              ...table.rows.slice(0, HEADER_ROWS).map((row, i) => ({
                value: String(i),
                label: t("rowOf", {
                  number: i + 1,
                  cells: row
                    .filter((cell) => cell !== "")
                    .slice(0, 3)
                    .join(separator),
                }),
              })),
            ]}
          />
        </Field>
        <TimesField reading={reading} onChange={(times) => onChange(at, { ...reading, times })} />
      </div>
      <ColumnsTable
        table={table}
        reading={reading}
        onChange={(mapping) => onChange(at, { ...reading, mapping })}
      />
    </>
  );
}

function withHeader(table: Table, reading: Reading, headerRow: number): Reading {
  if (headerRow < 0) return { ...reading, headerRow: null };
  // What the headings of that row say, read as if nothing stood above it.
  const below = readingOf({ ...table, rows: table.rows.slice(headerRow) });
  return { ...below, headerRow };
}

function TimesField({
  reading,
  onChange,
}: {
  reading: Reading;
  onChange: (times: Reading["times"]) => void;
}) {
  const t = useTranslations("scenarios.import");
  const { times } = reading;
  const zeroMs = times.are === "moments" ? times.zeroMs : 0;
  return (
    <Field label={t("times")}>
      <Select
        value={times.are}
        onValueChange={(are) => onChange(are === "moments" ? { are, zeroMs } : { are })}
        options={[
          { value: "distances", label: t("distances") },
          { value: "moments", label: t("moments") },
        ]}
      />
    </Field>
  );
}

function ColumnsTable({
  table,
  reading,
  onChange,
}: {
  table: Table;
  reading: Reading;
  onChange: (mapping: Mapping) => void;
}) {
  const t = useTranslations("scenarios.import");
  const first = (reading.headerRow ?? -1) + 1;
  const shown = table.rows.slice(first).filter((row) => row.some((cell) => cell !== ""));
  const width = Math.max(0, ...table.rows.map((row) => row.length));
  const used = Array.from({ length: width }, (_, i) => i).filter((i) => table.rows.some((row) => row[i]));
  const columnAt = (i: number) => COLUMNS.find((column) => reading.mapping[column] === i);
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t("columns")}>
      <table className={styles.table}>
        <caption className={styles.hidden}>{t("columns")}</caption>
        <thead>
          <tr>
            {used.map((i) => {
              const heading = reading.headerRow === null ? "" : (table.rows[reading.headerRow]?.[i] ?? "");
              return (
                <th key={i} scope="col">
                  <span className={styles.heading}>{heading === "" ? letterOf(i) : heading}</span>
                  <Select
                    size="small"
                    aria-label={t("columnIs", { column: heading === "" ? letterOf(i) : heading })}
                    value={columnAt(i) ?? "none"}
                    onValueChange={(next) => onChange(changed(reading.mapping, i, next))}
                    options={[
                      { value: "none", label: t("leaveOut") },
                      ...COLUMNS.map((column) => ({ value: column, label: t(`column.${column}`) })),
                    ]}
                  />
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {shown.slice(0, ROWS_SHOWN).map((row, n) => (
            <tr key={n}>
              {used.map((i) => (
                <td key={i}>{row[i]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A column is one thing, and of each thing there is one column. */
function changed(mapping: Mapping, place: number, next: Column | "none"): Mapping {
  const kept = Object.entries(mapping).filter(([column, at]) => at !== place && column !== next);
  return { ...Object.fromEntries(kept), ...(next === "none" ? {} : { [next]: place }) };
}
