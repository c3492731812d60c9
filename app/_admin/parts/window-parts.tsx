"use client";

import { useState } from "react";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import type { Command } from "@/app/_ui/command-context";
import { CommandPalette } from "@/app/_ui/command-palette";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { Dialog } from "@/app/_ui/dialog";
import { Drawer } from "@/app/_ui/drawer";
import { PageHeader } from "@/app/_ui/page-header";
import { ShortcutSheet } from "@/app/_ui/shortcut-sheet";
import { SplitPane } from "@/app/_ui/split-pane";
import { Table, type TableColumn } from "@/app/_ui/table";
import { useToast, type ToastTone } from "@/app/_ui/toast";
import { Part, State, valuesOf } from "./part";
import styles from "./parts-screen.module.css";

const TONES = valuesOf<ToastTone>({ info: true, done: true, warning: true, problem: true });

type Window = "dialog" | "confirm" | "danger" | "drawer" | "modal" | "palette" | "sheet";

/** What opens over the page, and what holds other parts. */
export function WindowParts() {
  return (
    <>
      <Windows />
      <Toasts />
      <Frames />
    </>
  );
}

function Windows() {
  const t = useTranslations("parts");
  const [open, setOpen] = useState<Window | null>(null);
  const close = () => setOpen(null);
  const opens = (window: Window) => <Button onClick={() => setOpen(window)}>{t("sample.open")}</Button>;
  const said = { title: t("sample.word"), description: t("sample.sentence") };
  return (
    <>
      <Part file="dialog">
        <State of="default">{opens("dialog")}</State>
        <Dialog
          open={open === "dialog"}
          onOpenChange={close}
          {...said}
          footer={<Button>{t("sample.word")}</Button>}
        >
          {t("sample.paragraph")}
        </Dialog>
      </Part>
      <Part file="confirm-dialog">
        <State of="default">{opens("confirm")}</State>
        <State of="default" variant="danger">
          {opens("danger")}
        </State>
        <ConfirmDialog
          open={open === "confirm" || open === "danger"}
          onOpenChange={close}
          {...said}
          danger={open === "danger"}
          confirmLabel={t("sample.remove")}
          onConfirm={close}
        />
      </Part>
      <Part file="drawer">
        <State of="default">{opens("drawer")}</State>
        <State of="default" variant="modal">
          {opens("modal")}
        </State>
        <Drawer
          open={open === "drawer" || open === "modal"}
          onOpenChange={close}
          {...said}
          modal={open === "modal"}
        >
          {t("sample.paragraph")}
        </Drawer>
      </Part>
      <Part file="command-palette">
        <State of="default">{opens("palette")}</State>
        {open === "palette" ? <CommandPalette commands={samples(t("sample.long"))} onClose={close} /> : null}
      </Part>
      <Part file="shortcut-sheet">
        <State of="default">{opens("sheet")}</State>
        {open === "sheet" ? (
          <ShortcutSheet
            commands={samples(t("sample.long"))}
            singleKeys
            onSingleKeysChange={() => undefined}
            onClose={close}
          />
        ) : null}
      </Part>
    </>
  );
}

function samples(label: string): Command[] {
  return [
    { id: "one", label, group: "action", keys: "S", run: () => undefined },
    { id: "two", label, group: "navigation", keys: "Mod+M", run: () => undefined },
  ];
}

function Toasts() {
  const t = useTranslations("parts");
  const toast = useToast();
  return (
    <Part file="toast">
      {TONES.map((tone) => (
        <State key={tone} of="default" variant={tone}>
          <Button
            onClick={() =>
              toast({
                tone,
                title: t("sample.word"),
                description: t("sample.sentence"),
                action: { label: t("sample.remove"), onPress: () => undefined },
              })
            }
          >
            {t("sample.open")}
          </Button>
        </State>
      ))}
    </Part>
  );
}

type Row = { id: string; name: string; count: number };

function Frames() {
  const t = useTranslations("parts");
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(["a"]));
  const rows: Row[] = [
    { id: "a", name: t("sample.option1"), count: 12 },
    { id: "b", name: t("sample.long"), count: 3 },
  ];
  const columns: TableColumn<Row>[] = [
    {
      id: "name",
      header: t("sample.label"),
      cell: ({ name }) => name,
      primary: true,
      sortValue: ({ name }) => name,
    },
    {
      id: "count",
      header: t("sample.unit"),
      cell: ({ count }) => count,
      align: "end",
      sortValue: ({ count }) => count,
    },
  ];
  const table = { columns, rowKey: ({ id }: Row) => id };
  return (
    <>
      <Part file="page-header">
        <State of="default" wide>
          <PageHeader
            heading="h3"
            title={t("sample.long")}
            back={{ href: "#part-page-header", label: t("sample.word") }}
            description={t("sample.sentence")}
            actions={<Button>{t("sample.word")}</Button>}
          />
        </State>
      </Part>
      <Part file="table">
        <State of="chosen" wide>
          <Table
            {...table}
            caption={t("sample.label")}
            rows={rows}
            selected={selected}
            onSelectedChange={setSelected}
            currentKey="b"
            onRowClick={() => undefined}
          />
        </State>
        <State of="default" variant="compact" wide>
          <Table {...table} caption={t("sample.option2")} rows={rows} density="compact" />
        </State>
        <State of="empty" wide>
          <Table {...table} caption={t("sample.option3")} rows={[]} empty={<p>{t("sample.sentence")}</p>} />
        </State>
      </Part>
      <Part file="split-pane">
        <State of="default" wide>
          <SplitPane
            id="parts"
            className={styles.pane}
            start={t("sample.paragraph")}
            end={t("sample.sentence")}
          />
        </State>
      </Part>
    </>
  );
}
