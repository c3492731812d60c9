"use client";

import { useState } from "react";
import { useTranslations } from "next-intl";
import { ArrowDownNarrowWide, FileDown, FileUp } from "lucide-react";
import { drillMoment } from "@/app/_drill/marks/clock-text";
import { Button } from "@/app/_ui/button";
import { useDurationText } from "@/app/_ui/use-duration-text";
import { useTelling } from "@/app/_ui/use-telling";
import { sentenceOf } from "@/domain/conditions/sentence";
import { audienceAfter } from "@/domain/injects/kinds";
import type { Inject } from "@/domain/scenario/schema";
import { UNWRITTEN } from "@/domain/text";
import { ImportDialog } from "./import-dialog";
import { ChoiceCell, MomentCell, OptionalChoiceCell, TextCell } from "./cells";
import { useEditor } from "./editor-context";
import { InjectDetail } from "./inject-detail";
import { RecordList } from "./record-list";
import { useCalled } from "./use-called";
import { useMselFile } from "./use-msel-file";
import { useWords } from "./use-words";
import styles from "./msel-section.module.css";

/** The MSEL: every planned inject, in the order in which they are expected. */
export function MselSection() {
  const t = useTranslations("scenarios");
  const called = useCalled();
  const words = useWords();
  const { scenario, edit } = useEditor();
  const lastMs = Math.max(
    0,
    ...scenario.injects.map(({ trigger }) => (trigger.on === "time" ? trigger.atMs : 0)),
  );

  const [isImporting, setImporting] = useState(false);
  return (
    <>
      <RecordList
        list="injects"
        caption={t("msel")}
        records={scenario.injects}
        onChange={(injects, key) => edit((s) => ({ ...s, injects }), key)}
        nameOf={({ id, title }) => called(title, id)}
        addLabel={t("add.inject")}
        addKeys="N"
        focusColumn="title"
        toolbar={<MselTools onImport={() => setImporting(true)} />}
        create={(id): Inject => ({
          id,
          title: UNWRITTEN,
          kind: "call",
          from: UNWRITTEN,
          text: UNWRITTEN,
          audience: "responder",
          trigger: { on: "time", atMs: lastMs + 60_000 },
          incidentId: scenario.incidents.at(-1)?.id,
          effects: [],
          expected: [],
        })}
        columns={[
          {
            id: "trigger",
            header: t("column.time"),
            width: "26%",
            cell: (inject, change, name) =>
              inject.trigger.on === "time" ? (
                <MomentCell
                  label={name}
                  valueMs={inject.trigger.atMs}
                  onChange={(atMs) => change({ ...inject, trigger: { on: "time", atMs } })}
                />
              ) : (
                <TriggerSummary inject={inject} />
              ),
          },
          {
            id: "title",
            header: t("column.inject"),
            cell: (inject, change, name) => (
              <TextCell
                label={name}
                value={inject.title}
                onChange={(title) => change({ ...inject, title })}
              />
            ),
          },
          {
            id: "kind",
            header: t("column.kind"),
            width: "148px",
            cell: (inject, change, name) => (
              <ChoiceCell
                label={name}
                value={inject.kind}
                options={words.injectKinds}
                onChange={(kind) =>
                  change({ ...inject, kind, audience: audienceAfter(inject.audience, inject.kind, kind) })
                }
              />
            ),
          },
          {
            id: "audience",
            header: t("column.audience"),
            width: "104px",
            cell: (inject, change, name) => (
              <ChoiceCell
                label={name}
                value={inject.audience}
                options={words.audiences}
                onChange={(audience) => change({ ...inject, audience })}
              />
            ),
          },
          {
            id: "incident",
            header: t("column.incident"),
            width: "18%",
            cell: (inject, change, name) => (
              <OptionalChoiceCell
                label={name}
                value={inject.incidentId}
                none={t("none")}
                options={scenario.incidents.map(({ id, title }) => ({
                  value: id,
                  label: called(title, id),
                }))}
                onChange={(incidentId) => {
                  const { incidentId: _, ...rest } = inject;
                  change(incidentId === undefined ? rest : { ...rest, incidentId });
                }}
              />
            ),
          },
        ]}
        detail={(inject, change) => <InjectDetail inject={inject} onChange={change} />}
      />
      <ImportDialog open={isImporting} onOpenChange={setImporting} />
    </>
  );
}

/** What is done with the MSEL as a whole. */
function MselTools({ onImport }: { onImport: () => void }) {
  const t = useTranslations("scenarios");
  const { edit } = useEditor();
  const exportFile = useMselFile();
  return (
    <>
      <Button size="small" variant="quiet" icon={<FileUp aria-hidden="true" />} onClick={onImport}>
        {t("import.open")}
      </Button>
      <Button size="small" variant="quiet" icon={<FileDown aria-hidden="true" />} onClick={exportFile}>
        {t("export")}
      </Button>
      <Button
        size="small"
        variant="quiet"
        icon={<ArrowDownNarrowWide aria-hidden="true" />}
        onClick={() => edit((s) => ({ ...s, injects: inTimeOrder(s.injects) }))}
      >
        {t("sortByTime")}
      </Button>
    </>
  );
}

/** When an inject falls due that has no fixed time, in few words; the whole sentence on hover. */
function TriggerSummary({ inject: { trigger } }: { inject: Inject }) {
  const t = useTranslations("scenarios");
  const tell = useTelling();
  const duration = useDurationText();
  const { nameOf } = useEditor();
  if (trigger.on === "hand") return <span className={styles.trigger}>{t("trigger.hand")}</span>;
  if (trigger.on === "time") return <span className={styles.trigger}>{drillMoment(trigger.atMs)}</span>;
  const name = trigger.on === "after" ? nameOf("inject", trigger.injectId) : null;
  const text =
    trigger.on === "after"
      ? t("trigger.afterName", { name: name ? tell(name) : trigger.injectId })
      : tell(sentenceOf(trigger.when, nameOf));
  const late = trigger.delayMs > 0 ? ` +${duration(trigger.delayMs)}` : "";
  return (
    <span className={styles.trigger} title={`${text}${late}`}>
      {text}
      {late}
    </span>
  );
}

/** By time where there is one; what has none stays behind the inject it stood behind. */
function inTimeOrder(injects: readonly Inject[]): Inject[] {
  let lastMs = 0;
  return injects
    .map((inject) => {
      if (inject.trigger.on === "time") lastMs = inject.trigger.atMs;
      return { inject, atMs: lastMs };
    })
    .sort((a, b) => a.atMs - b.atMs)
    .map(({ inject }) => inject);
}
