"use client";

import { useState } from "react";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { Combobox } from "@/app/_ui/combobox";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { SegmentedControl } from "@/app/_ui/segmented-control";
import { Select } from "@/app/_ui/select";
import { useSeparator } from "@/app/_ui/separator";
import type { ActionDefinition } from "@/domain/actions/schema";
import type { DrillCommand, Outcome } from "@/domain/drill/schema";
import { IncidentStatus } from "@/domain/policy/schema";
import type { FullSetting, LaneTruth } from "@/domain/view/schema";
import { seenNow, useLiveDrill } from "./drill-context";
import { ChosenPhotos, PhotoButton } from "./photo-picker";
import { seenAtMs, SeenTimePicker, type SeenTime } from "./seen-time";
import { useLocal } from "./use-local";
import styles from "./record-dialog.module.css";

/** Stages somebody can see an incident reach: that it was reported, the drill says itself. */
const STAGES_SEEN = IncidentStatus.options.filter((status) => status !== "reported");

/** Writes down an arrival, an action or a stage of an incident seen on the street, with when it was seen. */
export function RecordDialog({
  kind,
  setting,
  lane,
  personId,
  onRecord,
  onClose,
}: {
  kind: "arrival" | "action" | "stage";
  setting: FullSetting;
  lane: LaneTruth;
  /** Whose recording it is, where it waits on the device: then it takes pictures. */
  personId?: string | undefined;
  /** Resolves to whether it was taken; what was filled in stays otherwise. */
  onRecord: (command: DrillCommand) => Promise<boolean>;
  onClose: () => void;
}) {
  const separator = useSeparator();
  const t = useTranslations("console.record");
  const c = useTranslations("console");
  const common = useTranslations("common");
  const local = useLocal();
  const live = useLiveDrill();
  const [{ observedAtMs: nowMs, counted }] = useState(() => seenNow(live));
  const [photos, setPhotos] = useState<readonly string[]>([]);
  const [time, setTime] = useState<SeenTime>({ how: "now", exact: "" });
  const [incident, setIncident] = useState(latestOpen(lane));
  const [other, setOther] = useState<number | null>(null);
  const [unitIds, setUnitIds] = useState<readonly string[]>([]);
  const [actionId, setActionId] = useState<string | null>(null);
  const [targetId, setTargetId] = useState<string | null>(null);
  const [placeId, setPlaceId] = useState<string | null>(null);
  const [status, setStatus] = useState<IncidentStatus | null>(null);
  const [outcome, setOutcome] = useState<Outcome>("success");
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);

  const action = setting.actions.find(({ id }) => id === actionId) ?? null;
  const target = action?.target ?? "none";
  const onIncident = kind !== "action" || target === "incident" || target === "two-incidents";
  const atSomething = !["none", "incident", "two-incidents"].includes(target);
  const calledAtMs = Math.max(
    0,
    ...lane.incidents
      .filter(({ number }) => onIncident && (number === incident || number === other))
      .map(({ statuses }) => statuses.find(({ status }) => status === "reported")?.atMs ?? 0),
  );
  const seenMs = seenAtMs(time, nowMs, calledAtMs);
  const complete =
    seenMs !== null &&
    seenMs >= calledAtMs &&
    (!onIncident || incident !== null) &&
    (kind === "arrival"
      ? unitIds.length > 0
      : kind === "stage"
        ? status !== null
        : action !== null &&
          (target !== "two-incidents" || (other !== null && other !== incident)) &&
          (!atSomething || targetId !== null) &&
          (target !== "actor-to-place" || placeId !== null));

  async function record() {
    if (!complete || seenMs === null || busy) return;
    setBusy(true);
    const all = await Promise.all(commands(seenMs).map(onRecord));
    setBusy(false);
    if (all.every(Boolean)) onClose();
    // Of several crews that arrived, those that are written down are not written down twice.
    else if (kind === "arrival") setUnitIds(unitIds.filter((_, i) => !all[i]));
  }

  function commands(seenMs: number): DrillCommand[] {
    const seen = { lane: lane.lane, observedAtMs: seenMs, counted };
    const shown = photos.length === 0 ? {} : { photos: [...photos] };
    if (kind === "arrival" && incident !== null) {
      // A picture belongs to one thing: of several crews that arrived together, the first.
      return unitIds.map((unitId, i) => ({
        type: "RecordArrival",
        ...seen,
        unitId,
        incident,
        ...(i === 0 ? shown : {}),
      }));
    }
    if (kind === "stage" && incident !== null && status !== null) {
      return [{ type: "RecordStage", ...seen, incident, status, ...shown }];
    }
    if (!action) return [];
    return [
      {
        type: "RecordAction",
        ...seen,
        actionId: action.id,
        ...(onIncident && incident !== null ? { incident } : {}),
        ...(other === null ? {} : { otherIncident: other }),
        ...(atSomething && targetId !== null ? { targetId } : {}),
        ...(target === "actor-to-place" && placeId !== null ? { placeId } : {}),
        unitIds: action.crew === "none" ? [] : [...unitIds],
        note: note.trim(),
        outcome,
        ...shown,
      },
    ];
  }

  const incidents = lane.incidents.map(({ number, place }) => ({
    value: String(number),
    label: `${number}${separator}${local(place.name)}`,
  }));

  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={t(`${kind}Title`)}
      footer={
        <>
          <Button size="large" onClick={onClose}>
            {common("action.cancel")}
          </Button>
          <Button
            type="submit"
            form="record"
            size="large"
            variant="primary"
            loading={busy}
            disabled={!complete}
          >
            {t("save")}
          </Button>
        </>
      }
    >
      <form
        id="record"
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void record();
        }}
      >
        <SeenTimePicker value={time} nowMs={nowMs} calledAtMs={calledAtMs} onValueChange={setTime} />
        {kind === "action" ? (
          <Field label={t("action")} required>
            <Combobox
              size="large"
              value={actionId}
              onValueChange={(id) => {
                setActionId(id);
                setTargetId(null);
              }}
              options={setting.actions
                .filter(({ side }) => side === "responder" || setting.scenario.opposed)
                .map(({ id, label, side }) => ({
                  value: id,
                  label: local(label),
                  detail: common(`side.${side}`),
                }))}
            />
          </Field>
        ) : null}
        {onIncident ? (
          <Field label={t("incident")} required>
            <Select
              size="large"
              value={incident === null ? null : String(incident)}
              onValueChange={(value) => setIncident(Number(value))}
              placeholder={common("field.choose")}
              options={incidents}
            />
          </Field>
        ) : null}
        {kind === "stage" ? (
          <Field label={t("stageReached")} required>
            <Select
              size="large"
              value={status}
              onValueChange={setStatus}
              placeholder={common("field.choose")}
              options={STAGES_SEEN.map((value) => ({ value, label: c(`incidentStatus.${value}`) }))}
            />
          </Field>
        ) : null}
        {target === "two-incidents" ? (
          <Field label={t("otherIncident")} required>
            <Select
              size="large"
              value={other === null ? null : String(other)}
              onValueChange={(value) => setOther(Number(value))}
              placeholder={common("field.choose")}
              options={incidents.filter(({ value }) => value !== String(incident))}
            />
          </Field>
        ) : null}
        {atSomething && action ? (
          <Field label={t("target")} required>
            <Combobox
              size="large"
              value={targetId}
              onValueChange={setTargetId}
              options={targetsOf(action, setting).map(({ id, name }) => ({ value: id, label: local(name) }))}
            />
          </Field>
        ) : null}
        {target === "actor-to-place" ? (
          <Field label={t("place")} required>
            <Combobox
              size="large"
              value={placeId}
              onValueChange={setPlaceId}
              options={placesOf(setting).map(({ id, name }) => ({ value: id, label: local(name) }))}
            />
          </Field>
        ) : null}
        {kind === "arrival" || (action && action.crew !== "none") ? (
          <Crews setting={setting} chosen={unitIds} optional={kind === "action"} onChosen={setUnitIds} />
        ) : null}
        {kind === "action" ? (
          <>
            <SegmentedControl
              label={t("outcome")}
              size="large"
              value={outcome}
              onValueChange={setOutcome}
              options={(["success", "failure"] as const).map((value) => ({ value, label: t(value) }))}
            />
            <Field label={t("note")}>
              <Input
                size="large"
                maxLength={2_000}
                value={note}
                onChange={(event) => setNote(event.target.value)}
              />
            </Field>
          </>
        ) : null}
        {personId === undefined ? null : (
          <div className={styles.photos}>
            <PhotoButton personId={personId} photos={photos} onPhotos={setPhotos} />
            <ChosenPhotos photos={photos} onPhotos={setPhotos} />
          </div>
        )}
      </form>
    </Dialog>
  );
}

/** Call signs to touch: whoever stands on a street knows crews by these. */
function Crews({
  setting,
  chosen,
  optional,
  onChosen,
}: {
  setting: FullSetting;
  chosen: readonly string[];
  optional: boolean;
  onChosen: (unitIds: readonly string[]) => void;
}) {
  const t = useTranslations("console.record");
  const local = useLocal();
  return (
    <fieldset className={styles.crews}>
      <legend className={styles.label}>{t(optional ? "crewsOptional" : "crews")}</legend>
      {setting.scenario.forces.units.map(({ id, callSign, name }) => (
        <button
          key={id}
          type="button"
          className={styles.crew}
          aria-pressed={chosen.includes(id)}
          onClick={() =>
            onChosen(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id])
          }
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

type Named = { id: string; name: { zh: string; en: string } };

/** Everything of the plan an action can be aimed at: staff know it all. */
function targetsOf(action: ActionDefinition, setting: FullSetting): Named[] {
  switch (action.target) {
    case "agency":
      return setting.scenario.agencies;
    case "actor":
    case "actor-to-place":
      return setting.scenario.actors;
    case "camera":
      return setting.ground.features.flatMap(({ properties }) =>
        properties.kind === "camera" ? [{ id: properties.id, name: properties.name }] : [],
      );
    case "place":
      return placesOf(setting);
    default:
      return [];
  }
}

function placesOf(setting: FullSetting): Named[] {
  return setting.ground.features.flatMap(({ properties }) =>
    properties.kind === "place" ? [{ id: properties.id, name: properties.name }] : [],
  );
}
