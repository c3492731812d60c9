"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/app/_ui/field";
import { LocalTextInput } from "@/app/_ui/local-text-input";
import { NumberField } from "@/app/_ui/number-field";
import { Switch } from "@/app/_ui/switch";
import { UNWRITTEN } from "@/domain/text";
import { ChoiceCell, TextCell } from "./cells";
import { useEditor } from "./editor-context";
import { OwnActions } from "./own-actions";
import { RecordList } from "./record-list";
import { useCalled } from "./use-called";
import { useWords } from "./use-words";
import styles from "./section.module.css";

/** Who plays against the responders, with how many moves, and the actions only this scenario has. */
export function OppositionSection() {
  const t = useTranslations("scenarios");
  const { scenario, edit } = useEditor();

  return (
    <>
      <div className={styles.form}>
        <Switch
          label={t("field.opposed")}
          hint={t("field.opposedHint")}
          checked={scenario.opposed}
          onCheckedChange={(opposed) => edit((s) => ({ ...s, opposed }))}
        />
        {scenario.opposed ? (
          <div className={styles.trio}>
            <Field label={t("field.budget")} hint={t("field.budgetHint")}>
              <NumberField
                isRequired
                value={scenario.oppositionBudget}
                min={0}
                max={1_000}
                onValueChange={(oppositionBudget) => {
                  if (oppositionBudget !== null) {
                    edit((s) => ({ ...s, oppositionBudget }), "oppositionBudget");
                  }
                }}
              />
            </Field>
          </div>
        ) : null}
      </div>
      <Actors />
      <OwnActions />
    </>
  );
}

/** Those who are played against the responders. */
function Actors() {
  const t = useTranslations("scenarios");
  const called = useCalled();
  const words = useWords();
  const { scenario, edit, places } = useEditor();
  return (
    <RecordList
      list="actors"
      caption={t("actors")}
      records={scenario.actors}
      onChange={(actors, key) => edit((s) => ({ ...s, actors }), key)}
      nameOf={({ id, name }) => called(name, id)}
      addLabel={t("add.actor")}
      create={(id) => ({
        id,
        name: UNWRITTEN,
        kind: "suspect" as const,
        status: "at-large" as const,
        placeId: places[0]?.value ?? "",
        appearance: UNWRITTEN,
        vehicle: "foot" as const,
        hidden: false,
      })}
      columns={[
        {
          id: "name",
          header: t("column.name"),
          cell: (actor, change, name) => (
            <TextCell label={name} value={actor.name} onChange={(text) => change({ ...actor, name: text })} />
          ),
        },
        {
          id: "kind",
          header: t("column.kind"),
          width: "140px",
          cell: (actor, change, name) => (
            <ChoiceCell
              label={name}
              value={actor.kind}
              options={words.actorKinds}
              onChange={(kind) => change({ ...actor, kind })}
            />
          ),
        },
        {
          id: "status",
          header: t("column.status"),
          width: "128px",
          cell: (actor, change, name) => (
            <ChoiceCell
              label={name}
              value={actor.status}
              options={words.actorStatuses}
              onChange={(status) => change({ ...actor, status })}
            />
          ),
        },
        {
          id: "place",
          header: t("column.place"),
          width: "200px",
          cell: (actor, change, name) => (
            <ChoiceCell
              label={name}
              value={actor.placeId}
              options={places}
              onChange={(placeId) => change({ ...actor, placeId })}
            />
          ),
        },
      ]}
      detail={(actor, change) => (
        <>
          <LocalTextInput
            label={t("column.name")}
            required
            value={actor.name}
            onChange={(name) => change({ ...actor, name })}
          />
          <LocalTextInput
            label={t("field.appearance")}
            hint={t("field.appearanceHint")}
            required
            rows={2}
            value={actor.appearance}
            onChange={(appearance) => change({ ...actor, appearance })}
          />
        </>
      )}
    />
  );
}
