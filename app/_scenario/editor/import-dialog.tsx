"use client";

import { useRef, useState, type ReactNode } from "react";
import { FileUp } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { wallMs } from "@/app/_ui/device-clock";
import { Dialog } from "@/app/_ui/dialog";
import { Notice } from "@/app/_ui/notice";
import { useTelling } from "@/app/_ui/use-telling";
import { useToast } from "@/app/_ui/toast";
import type { ForeignPlan } from "@/domain/exchange/plan";
import { placed } from "@/domain/exchange/place";
import type { Table } from "@/domain/exchange/plan";
import { planIn, readingOf, type Reading } from "@/domain/exchange/table";
import { writingOf } from "@/domain/locales";
import { useEditor } from "./editor-context";
import { LossList } from "./import-losses";
import { openPlanFile } from "./open-plan-file";
import { PlanPreview } from "./import-preview";
import { TableReading } from "./import-reading";
import styles from "./import.module.css";

/** What has been opened: tables that are read as somebody says, or a plan of a known format. */
type Open =
  | {
      fileName: string;
      format: "";
      tables: readonly Table[];
      at: number;
      reading: Reading;
      plan: ForeignPlan;
    }
  | { fileName: string; format: string; tables: null; plan: ForeignPlan };

/** Brings a plan in from a file: what it is, how it is read, what comes of it, and then one change of the scenario. */
export function ImportDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("scenarios.import");
  const importing = useImporting();
  const add = useAdding(importing.opened, () => onOpenChange(false));
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (!next) importing.forget();
        onOpenChange(next);
      }}
      title={t("title")}
      description={t("description")}
      size="large"
      footer={
        importing.opened ? (
          <>
            <Button onClick={importing.forget}>{t("other")}</Button>
            <Button variant="primary" disabled={add.count === 0} onClick={add.add}>
              {t("add", { count: add.count })}
            </Button>
          </>
        ) : null
      }
    >
      {importing.refused ? <Notice tone="problem">{importing.refused}</Notice> : null}
      {importing.opened ? (
        <div className={styles.conversation}>
          {importing.opened.tables ? (
            <TableReading {...importing.opened} onChange={importing.readAnew} />
          ) : (
            <p>{t("recognised", { format: importing.opened.format })}</p>
          )}
          <PlanPreview plan={importing.opened.plan} />
          <LossList losses={add.losses} />
        </div>
      ) : (
        <FilePicker isOpening={importing.isOpening} onFile={(file) => void importing.open(file)}>
          {t("kinds")}
        </FilePicker>
      )}
    </Dialog>
  );
}

function useImporting() {
  const t = useTranslations("scenarios.import");
  const tell = useTelling();
  const [opened, setOpened] = useState<Open | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [isOpening, setOpening] = useState(false);

  const forget = () => {
    setOpened(null);
    setRefused(null);
  };
  const open = async (file: File) => {
    forget();
    setOpening(true);
    const found = await openPlanFile(file);
    setOpening(false);
    if (!found) return setRefused(t("unanswered"));
    if (found.is === "refused") return setRefused(tell(found.said));
    if (found.is === "plan") {
      return setOpened({ fileName: file.name, format: found.format, tables: null, plan: found.plan });
    }
    // The table with most in it is most likely the plan.
    const sizes = found.tables.map(({ rows }) => rows.flat().filter((cell) => cell !== "").length);
    const at = sizes.indexOf(Math.max(0, ...sizes));
    const table = found.tables[at];
    if (!table) return setRefused(tell({ say: "exchange.refused.empty" }));
    const reading = readingOf(table);
    const plan = planIn(table, reading);
    const withLosses = { ...plan, losses: [...found.losses, ...plan.losses] };
    setOpened({ fileName: file.name, format: "", tables: found.tables, at, reading, plan: withLosses });
  };
  const readAnew = (at: number, reading: Reading | null) => {
    if (!opened?.tables) return;
    const table = opened.tables[at];
    if (!table) return;
    const next = reading ?? readingOf(table);
    setOpened({ ...opened, at, reading: next, plan: planIn(table, next) });
  };
  return { opened, refused, isOpening, open, forget, readAnew };
}

/** Puts what was read into the scenario, as one step to undo, with the report of what was left out. */
function useAdding(opened: Open | null, onAdded: () => void) {
  const t = useTranslations("scenarios.import");
  const locale = writingOf(useLocale());
  const toast = useToast();
  const { scenario, edit, goTo } = useEditor();
  if (!opened) return { count: 0, losses: [], add: () => undefined };
  const result = placed(scenario, opened.plan, locale);
  const add = () => {
    const { fileName, format } = opened;
    const note = {
      fileName,
      format,
      at: new Date(wallMs()).toISOString(),
      injects: result.injects,
      losses: result.losses.slice(0, 2_000),
    };
    edit((now) => {
      const { scenario: after } = placed(now, opened.plan, locale);
      return { ...after, imports: [...(now.imports ?? []), note].slice(-20) };
    });
    toast({
      tone: "done",
      title: t("added", { count: result.injects }),
      ...(result.losses.length === 0
        ? {}
        : { action: { label: t("showReport"), onPress: () => goTo("checks") } }),
    });
    onAdded();
  };
  return { count: result.injects, losses: result.losses, add };
}

function FilePicker({
  isOpening,
  onFile,
  children,
}: {
  isOpening: boolean;
  onFile: (file: File) => void;
  children: ReactNode;
}) {
  const t = useTranslations("scenarios.import");
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  return (
    <div
      className={styles.picker}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const [file] = event.dataTransfer.files;
        if (file) onFile(file);
      }}
    >
      <FileUp className={styles.pickerIcon} aria-hidden="true" />
      <p>{t("drop")}</p>
      <Button loading={isOpening} onClick={() => input.current?.click()}>
        {t("choose")}
      </Button>
      <input
        ref={input}
        type="file"
        className={styles.file}
        aria-label={t("choose")}
        tabIndex={-1}
        accept=".xlsx,.csv,.tsv,.txt,.docx,.json"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file) onFile(file);
        }}
      />
      <p className={styles.hint}>{children}</p>
    </div>
  );
}
