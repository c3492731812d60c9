"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/app/_ui/checkbox";
import { LocalTextInput } from "@/app/_ui/local-text-input";
import { SegmentedControl } from "@/app/_ui/segmented-control";
import { UNWRITTEN } from "@/domain/text";
import { ChoiceCell, MomentCell, NumberCell, TextCell } from "./cells";
import { useEditor } from "./editor-context";
import { RecordList } from "./record-list";
import { useCalled } from "./use-called";
import { useWords } from "./use-words";
import styles from "./section.module.css";

const NEVER = "never";
const COMES = "comes";

/** What surrounds the incidents: partner agencies, gauges that rise and fall, facts that can be found out. */
export function WorldSection() {
  return (
    <>
      <Agencies />
      <Gauges />
      <Facts />
    </>
  );
}

function Agencies() {
  const t = useTranslations("scenarios");
  const called = useCalled();
  const words = useWords();
  const { scenario, edit } = useEditor();
  return (
    <RecordList
      list="agencies"
      caption={t("agencies")}
      records={scenario.agencies}
      onChange={(agencies, key) => edit((s) => ({ ...s, agencies }), key)}
      nameOf={({ id, name }) => called(name, id)}
      addLabel={t("add.agency")}
      create={(id) => ({
        id,
        name: UNWRITTEN,
        kind: "other" as const,
        answersAfterMs: 60_000,
        answer: UNWRITTEN,
        arrivesAfterMs: 600_000,
      })}
      columns={[
        {
          id: "name",
          header: t("column.name"),
          cell: (agency, change, name) => (
            <TextCell
              label={name}
              value={agency.name}
              onChange={(text) => change({ ...agency, name: text })}
            />
          ),
        },
        {
          id: "kind",
          header: t("column.kind"),
          width: "160px",
          cell: (agency, change, name) => (
            <ChoiceCell
              label={name}
              value={agency.kind}
              options={words.agencyKinds}
              onChange={(kind) => change({ ...agency, kind })}
            />
          ),
        },
        {
          id: "answers",
          header: t("column.answersAfter"),
          width: "112px",
          cell: (agency, change, name) => (
            <MomentCell
              label={name}
              isLength
              valueMs={agency.answersAfterMs}
              onChange={(answersAfterMs) => change({ ...agency, answersAfterMs })}
            />
          ),
        },
        {
          id: "arrives",
          header: t("column.arrivesAfter"),
          width: "112px",
          cell: (agency, change, name) =>
            agency.arrivesAfterMs === null ? (
              <span className={styles.inCell}>{t("neverComes")}</span>
            ) : (
              <MomentCell
                label={name}
                isLength
                valueMs={agency.arrivesAfterMs}
                onChange={(arrivesAfterMs) => change({ ...agency, arrivesAfterMs })}
              />
            ),
        },
      ]}
      detail={(agency, change) => (
        <>
          <LocalTextInput
            label={t("column.name")}
            required
            value={agency.name}
            onChange={(name) => change({ ...agency, name })}
          />
          <LocalTextInput
            label={t("field.answer")}
            required
            rows={2}
            value={agency.answer}
            onChange={(answer) => change({ ...agency, answer })}
          />
          <SegmentedControl
            label={t("column.arrivesAfter")}
            size="small"
            value={agency.arrivesAfterMs === null ? NEVER : COMES}
            onValueChange={(value) =>
              change({
                ...agency,
                arrivesAfterMs: value === NEVER ? null : (agency.arrivesAfterMs ?? 600_000),
              })
            }
            options={[
              { value: COMES, label: t("comes") },
              { value: NEVER, label: t("neverComes") },
            ]}
          />
        </>
      )}
    />
  );
}

function Gauges() {
  const t = useTranslations("scenarios");
  const called = useCalled();
  const words = useWords();
  const { scenario, edit } = useEditor();
  return (
    <RecordList
      list="gauges"
      caption={t("gauges")}
      records={scenario.gauges}
      onChange={(gauges, key) => edit((s) => ({ ...s, gauges }), key)}
      nameOf={({ id, name }) => called(name, id)}
      addLabel={t("add.gauge")}
      create={(id) => ({
        id,
        name: UNWRITTEN,
        unit: { zh: "", en: "" },
        min: 0,
        max: 100,
        start: 0,
        ratePerMin: 0,
        shownTo: ["responder" as const],
        goodIs: "low" as const,
      })}
      columns={[
        {
          id: "name",
          header: t("column.name"),
          cell: (gauge, change, name) => (
            <TextCell label={name} value={gauge.name} onChange={(text) => change({ ...gauge, name: text })} />
          ),
        },
        ...(["min", "max", "start", "ratePerMin"] as const).map((part) => ({
          id: part,
          header: t(`column.${part}`),
          width: "104px",
          align: "end" as const,
          cell: (
            gauge: (typeof scenario.gauges)[number],
            change: (next: typeof gauge) => void,
            name: string,
          ) => (
            <NumberCell
              label={name}
              value={gauge[part]}
              onChange={(value) => change({ ...gauge, [part]: value })}
            />
          ),
        })),
        {
          id: "goodIs",
          header: t("column.goodIs"),
          width: "112px",
          cell: (gauge, change, name) => (
            <ChoiceCell
              label={name}
              value={gauge.goodIs}
              options={[
                { value: "high", label: t("goodIs.high") },
                { value: "low", label: t("goodIs.low") },
              ]}
              onChange={(goodIs) => change({ ...gauge, goodIs })}
            />
          ),
        },
      ]}
      detail={(gauge, change) => (
        <>
          <div className={styles.pair}>
            <LocalTextInput
              label={t("column.name")}
              required
              value={gauge.name}
              onChange={(name) => change({ ...gauge, name })}
            />
            <LocalTextInput
              label={t("field.unit")}
              value={gauge.unit}
              onChange={(unit) => change({ ...gauge, unit })}
            />
          </div>
          <fieldset className={styles.row}>
            <legend className={styles.legend}>{t("field.shownTo")}</legend>
            {words.sides.map(({ value: side, label }) => (
              <Checkbox
                key={side}
                label={label}
                checked={gauge.shownTo.includes(side)}
                onCheckedChange={(checked) =>
                  change({
                    ...gauge,
                    shownTo: words.sides
                      .map(({ value }) => value)
                      .filter((one) => (one === side ? checked : gauge.shownTo.includes(one))),
                  })
                }
              />
            ))}
          </fieldset>
        </>
      )}
    />
  );
}

function Facts() {
  const t = useTranslations("scenarios");
  const called = useCalled();
  const { scenario, edit } = useEditor();
  return (
    <RecordList
      list="facts"
      caption={t("facts")}
      records={scenario.facts}
      onChange={(facts, key) => edit((s) => ({ ...s, facts }), key)}
      nameOf={({ id, text }) => called(text, id)}
      addLabel={t("add.fact")}
      create={(id) => ({ id, text: UNWRITTEN })}
      columns={[
        {
          id: "text",
          header: t("column.fact"),
          cell: (fact, change, name) => (
            <TextCell label={name} value={fact.text} onChange={(text) => change({ ...fact, text })} />
          ),
        },
      ]}
      detail={(fact, change) => (
        <LocalTextInput
          label={t("column.fact")}
          required
          rows={2}
          value={fact.text}
          onChange={(text) => change({ ...fact, text })}
        />
      )}
    />
  );
}
