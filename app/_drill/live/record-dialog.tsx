"use client";

import { useState } from "react";
import { useTranslations } from "next-intl";
import { Combobox } from "@/app/_ui/combobox";
import { Field } from "@/app/_ui/field";
import { SegmentedControl } from "@/app/_ui/segmented-control";
import { Select } from "@/app/_ui/select";
import { askable, NO_ANSWERS, type Answers, type Known } from "@/domain/actions/asks/ask";
import { asksOf, commandOf, missingIn } from "@/domain/actions/asks/asks";
import type { DrillCommand, Outcome } from "@/domain/drill/schema";
import { IncidentStatus } from "@/domain/policy/schema";
import { knownToStaff } from "@/domain/view/known";
import type { FullSetting, LaneTruth } from "@/domain/view/schema";
import { AskFields, useAskWords } from "./asks/ask-fields";
import { IncidentField } from "./asks/incident-field";
import { NoteField } from "./asks/note-field";
import { SeenDialog } from "./seen-dialog";
import { useLocal } from "./use-local";
import styles from "./record-dialog.module.css";

/** Stages somebody can see an incident reach: that it was reported, the drill says itself. */
const STAGES_SEEN = IncidentStatus.options.filter((status) => status !== "reported");

type Recording = {
  setting: FullSetting;
  lane: LaneTruth;
  /** Whose recording it is, where it waits on the device: then it takes pictures. */
  personId?: string | undefined;
  /** Resolves to whether it was taken; what was filled in stays otherwise. */
  onRecord: (command: DrillCommand) => Promise<boolean>;
  onClose: () => void;
};

/** Writes down an arrival, an action or a stage of an incident seen on the street, with when it was seen. */
export function RecordDialog({ kind, ...recording }: Recording & { kind: "arrival" | "action" | "stage" }) {
  switch (kind) {
    case "arrival":
      return <ArrivalDialog {...recording} />;
    case "action":
      return <ActionSeenDialog {...recording} />;
    case "stage":
      return <StageDialog {...recording} />;
  }
}

function ArrivalDialog({ setting, ...recording }: Recording) {
  const t = useTranslations("console.record");
  const { lane } = recording;
  const [incident, setIncident] = useState(latestOpen(lane));
  const [unitIds, setUnitIds] = useState<readonly string[]>([]);
  return (
    <SeenDialog
      {...recording}
      title={t("arrivalTitle")}
      incidents={[incident]}
      commands={
        incident === null || unitIds.length === 0
          ? null
          : // A picture belongs to one thing: of several crews that arrived together, the first.
            (seen, shown) =>
              unitIds.map((unitId, i) => ({
                type: "RecordArrival",
                ...seen,
                unitId,
                incident,
                ...(i === 0 ? shown : {}),
              }))
      }
      // Of several crews that arrived, those that are written down are not written down twice.
      onPartly={(taken) => setUnitIds(unitIds.filter((_, i) => !taken[i]))}
    >
      <WhichIncident known={knownToStaff(setting, lane)} chosen={incident} onChoose={setIncident} />
      <Crews
        setting={setting}
        label={t("crews")}
        chosen={unitIds}
        onToggle={(id) =>
          setUnitIds(unitIds.includes(id) ? unitIds.filter((other) => other !== id) : [...unitIds, id])
        }
      />
    </SeenDialog>
  );
}

function StageDialog({ setting, ...recording }: Recording) {
  const t = useTranslations("console.record");
  const c = useTranslations("console");
  const common = useTranslations("common");
  const { lane } = recording;
  const [incident, setIncident] = useState(latestOpen(lane));
  const [status, setStatus] = useState<IncidentStatus | null>(null);
  return (
    <SeenDialog
      {...recording}
      title={t("stageTitle")}
      incidents={[incident]}
      commands={
        incident === null || status === null
          ? null
          : (seen, shown) => [{ type: "RecordStage", ...seen, incident, status, ...shown }]
      }
    >
      <WhichIncident known={knownToStaff(setting, lane)} chosen={incident} onChoose={setIncident} />
      <Field label={t("stageReached")} required>
        <Select
          size="large"
          value={status}
          onValueChange={setStatus}
          placeholder={common("field.choose")}
          options={STAGES_SEEN.map((value) => ({ value, label: c(`incidentStatus.${value}`) }))}
        />
      </Field>
    </SeenDialog>
  );
}

function ActionSeenDialog({ setting, ...recording }: Recording) {
  const t = useTranslations("console.record");
  const words = useAskWords("recorder");
  const { lane } = recording;
  const [actionId, setActionId] = useState<string | null>(null);
  const [answers, setAnswers] = useState<Answers>({ ...NO_ANSWERS, incident: latestOpen(lane) });
  const [outcome, setOutcome] = useState<Outcome>("success");
  const definition = setting.actions.find(({ id }) => id === actionId);
  const action = definition && askable(definition);
  const aimed = action && commandOf(action, answers, "recorder");
  const isComplete = action && missingIn(action, answers, "recorder").length === 0;
  return (
    <SeenDialog
      {...recording}
      title={t("actionTitle")}
      incidents={[aimed?.incident ?? null, aimed?.otherIncident ?? null]}
      commands={
        isComplete && aimed
          ? (seen, shown) => [{ type: "RecordAction", ...seen, ...aimed, outcome, ...shown }]
          : null
      }
    >
      <WhichAction
        setting={setting}
        chosen={actionId}
        onChoose={(id) => {
          setActionId(id);
          setAnswers({ ...answers, targetId: null });
        }}
      />
      {action ? (
        <AskFields
          asks={asksOf(action, "recorder").filter(({ kind }) => kind !== "note")}
          action={action}
          asker="recorder"
          known={knownToStaff(setting, lane)}
          answers={answers}
          onAnswers={setAnswers}
          crew={({ label, answers: { unitIds }, onChoose }) => (
            <Crews setting={setting} label={label} chosen={unitIds} onToggle={onChoose} />
          )}
        />
      ) : null}
      <SegmentedControl
        label={t("outcome")}
        size="large"
        value={outcome}
        onValueChange={setOutcome}
        options={(["success", "failure"] as const).map((value) => ({ value, label: t(value) }))}
      />
      <NoteField
        {...words("note")}
        needed={false}
        size="large"
        chosen={answers.note}
        onChoose={(note) => setAnswers({ ...answers, note })}
      />
    </SeenDialog>
  );
}

/** Actions of the sides that play. */
function WhichAction({
  setting,
  chosen,
  onChoose,
}: {
  setting: FullSetting;
  chosen: string | null;
  onChoose: (actionId: string | null) => void;
}) {
  const t = useTranslations("console.record");
  const common = useTranslations("common");
  const local = useLocal();
  return (
    <Field label={t("action")} required>
      <Combobox
        size="large"
        value={chosen}
        onValueChange={onChoose}
        options={setting.actions
          .filter(({ side }) => side === "responder" || setting.scenario.opposed)
          .map(({ id, label, side }) => ({
            value: id,
            label: local(label),
            detail: common(`side.${side}`),
          }))}
      />
    </Field>
  );
}

function WhichIncident({
  known,
  chosen,
  onChoose,
}: {
  known: Known;
  chosen: number | null;
  onChoose: (incident: number) => void;
}) {
  const words = useAskWords("recorder");
  const options = known.incidents.map(({ number, name }) => ({ value: number, name }));
  return (
    <IncidentField
      {...words("incident")}
      needed
      size="large"
      options={options}
      chosen={chosen}
      onChoose={onChoose}
    />
  );
}

/** Call signs to touch: whoever stands on a street knows crews by these. */
function Crews({
  setting,
  label,
  chosen,
  onToggle,
}: {
  setting: FullSetting;
  label: string;
  chosen: readonly string[];
  onToggle: (unitId: string) => void;
}) {
  const local = useLocal();
  return (
    <fieldset className={styles.crews}>
      <legend className={styles.label}>{label}</legend>
      {setting.scenario.forces.units.map(({ id, callSign, name }) => (
        <button
          key={id}
          type="button"
          className={styles.crew}
          aria-pressed={chosen.includes(id)}
          onClick={() => onToggle(id)}
        >
          <strong>{callSign}</strong>
          <span>{local(name)}</span>
        </button>
      ))}
    </fieldset>
  );
}

/** The incident most likely meant: the last one reported that is not over. */
function latestOpen({ incidents }: LaneTruth): number | null {
  const open = incidents.filter(({ status }) => status !== "closed" && status !== "diverted");
  return (open.at(-1) ?? incidents.at(-1))?.number ?? null;
}
