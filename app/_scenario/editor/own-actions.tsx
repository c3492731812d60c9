"use client";

import { useTranslations } from "next-intl";
import { ActionDefinition } from "@/domain/actions/schema";
import { UNWRITTEN } from "@/domain/text";
import { unfinished } from "@/domain/unfinished";
import { ChoiceCell, TextCell } from "./cells";
import { useEditor } from "./editor-context";
import { RecordList } from "./record-list";
import { ShapeForm } from "./shape-form";
import { useCalled } from "./use-called";
import { useWords } from "./use-words";

const Written = unfinished(ActionDefinition);

/** What stands in the row of an action, or nowhere. */
const IN_ROW = ["id", "side", "label"];

/** The actions that only this scenario has. What is asked for of one follows from the shape of actions. */
export function OwnActions() {
  const t = useTranslations("scenarios");
  const called = useCalled();
  const words = useWords();
  const { scenario, edit } = useEditor();
  return (
    <RecordList
      list="actions"
      caption={t("ownActions")}
      records={scenario.actions}
      onChange={(actions, key) => edit((s) => ({ ...s, actions }), key)}
      nameOf={({ id, label }) => called(label, id)}
      addLabel={t("add.action")}
      create={newAction}
      columns={[
        {
          id: "label",
          header: t("column.action"),
          cell: (action, change, name) => (
            <TextCell label={name} value={action.label} onChange={(label) => change({ ...action, label })} />
          ),
        },
        {
          id: "side",
          header: t("column.side"),
          width: "140px",
          cell: (action, change, name) => (
            <ChoiceCell
              label={name}
              value={action.side}
              options={words.sides}
              onChange={(side) => change({ ...action, side })}
            />
          ),
        },
      ]}
      detail={(action, change) => (
        <ShapeForm
          shape={ActionDefinition.shape}
          skip={IN_ROW}
          value={action}
          onChange={(next) => {
            const written = Written.safeParse(next);
            if (written.success) change(written.data);
          }}
        />
      )}
    />
  );
}

/** An action as it begins: one of the opposition's, aimed at nothing, that takes a minute and always succeeds. */
function newAction(id: string): ActionDefinition {
  return {
    id,
    side: "opposition",
    group: "opposition",
    label: UNWRITTEN,
    target: "none",
    crew: "none",
    onScene: false,
    stages: [],
    durationMs: 60_000,
    notice: "own",
    actorIs: [],
    cost: 0,
    adjudication: { by: "auto" },
    effects: [],
    note: "none",
  };
}
