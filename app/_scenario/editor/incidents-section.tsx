"use client";

import { useTranslations } from "next-intl";
import { LocalTextInput } from "@/app/_ui/local-text-input";
import { UNWRITTEN } from "@/domain/text";
import { ChoiceCell, TextCell } from "./cells";
import { useEditor } from "./editor-context";
import { RecordList } from "./record-list";
import { useCalled } from "./use-called";

const PRIORITIES = { "1": 1, "2": 2, "3": 3 } as const;

/** What lies behind the calls: where it is, how urgent, and the truth of it. */
export function IncidentsSection() {
  const t = useTranslations("scenarios");
  const common = useTranslations("common");
  const called = useCalled();
  const { scenario, edit, places } = useEditor();

  return (
    <RecordList
      list="incidents"
      caption={t("sections.incidents")}
      records={scenario.incidents}
      minimum={1}
      onChange={(incidents, key) => edit((s) => ({ ...s, incidents }), key)}
      nameOf={({ id, title }) => called(title, id)}
      addLabel={t("add.incident")}
      create={(id) => ({
        id,
        title: UNWRITTEN,
        category: UNWRITTEN,
        priority: 2 as const,
        placeId: places[0]?.value ?? "",
        truth: { zh: "", en: "" },
      })}
      columns={[
        {
          id: "title",
          header: t("column.incident"),
          cell: (incident, change, name) => (
            <TextCell
              label={name}
              value={incident.title}
              onChange={(title) => change({ ...incident, title })}
            />
          ),
        },
        {
          id: "category",
          header: t("column.category"),
          width: "180px",
          cell: (incident, change, name) => (
            <TextCell
              label={name}
              value={incident.category}
              onChange={(category) => change({ ...incident, category })}
            />
          ),
        },
        {
          id: "priority",
          header: t("column.priority"),
          width: "140px",
          cell: (incident, change, name) => (
            <ChoiceCell
              label={name}
              value={incident.priority === 1 ? "1" : incident.priority === 2 ? "2" : "3"}
              options={(["1", "2", "3"] as const).map((value) => ({
                value,
                label: `P${value} ${common(`priority.${value}`)}`,
              }))}
              onChange={(value) => change({ ...incident, priority: PRIORITIES[value] })}
            />
          ),
        },
        {
          id: "place",
          header: t("column.place"),
          width: "200px",
          cell: (incident, change, name) => (
            <ChoiceCell
              label={name}
              value={incident.placeId}
              options={places}
              onChange={(placeId) => change({ ...incident, placeId })}
            />
          ),
        },
      ]}
      detail={(incident, change) => (
        <>
          <LocalTextInput
            label={t("column.incident")}
            required
            value={incident.title}
            onChange={(title) => change({ ...incident, title })}
          />
          <LocalTextInput
            label={t("column.category")}
            required
            value={incident.category}
            onChange={(category) => change({ ...incident, category })}
          />
          <LocalTextInput
            label={t("field.truth")}
            hint={t("field.truthHint")}
            rows={4}
            value={incident.truth}
            onChange={(truth) => change({ ...incident, truth })}
          />
        </>
      )}
    />
  );
}
