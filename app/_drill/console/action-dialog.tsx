"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { Scale } from "lucide-react";
import { useTranslations } from "next-intl";
import { useLiveDrill } from "@/app/_drill/live/drill-context";
import { HeldNote } from "@/app/_drill/live/held-note";
import { useLocal } from "@/app/_drill/live/use-local";
import { Button } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { Combobox } from "@/app/_ui/combobox";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { SegmentedControl } from "@/app/_ui/segmented-control";
import { Select } from "@/app/_ui/select";
import { isTyping } from "@/app/_ui/shortcut";
import { Textarea } from "@/app/_ui/textarea";
import { useDurationText } from "@/app/_ui/use-duration-text";
import { useSeparator } from "@/app/_ui/separator";
import { equipmentName } from "@/domain/actions/equipment";
import type { ActionKnown, SideSetting, SideView } from "@/domain/view/schema";
import { isOver } from "@/domain/view/known";
import styles from "./action-dialog.module.css";
import { useRankedUnits } from "./unit-list";
import { isTargeted, type OpenAction } from "./use-take-action";

const CATEGORIES = ["criminal", "order", "traffic", "dispute", "crowd", "hazard", "help", "other"] as const;

/** Asks for what an action still needs, and for nothing else. */
export function ActionDialog({
  asked,
  setting,
  view,
  onClose,
}: {
  asked: OpenAction;
  setting: SideSetting;
  view: SideView;
  onClose: () => void;
}) {
  const separator = useSeparator();
  const t = useTranslations("console.ask");
  const c = useTranslations("console");
  const common = useTranslations("common");
  const local = useLocal();
  const duration = useDurationText();
  const { act, held } = useLiveDrill();
  const { action } = asked;
  const [incident, setIncident] = useState(asked.incident);
  const [other, setOther] = useState<number | null>(null);
  const [targetId, setTargetId] = useState(asked.targetId);
  const [placeId, setPlaceId] = useState(asked.placeId);
  const [counters, setCounters] = useState<number | null>(null);
  const [unitIds, setUnitIds] = useState<readonly string[]>(asked.unitIds);
  const [note, setNote] = useState("");
  const [priority, setPriority] = useState<1 | 2 | 3 | null>(null);
  const [category, setCategory] = useState("");
  const [ownWords, setOwnWords] = useState(false);
  const [busy, setBusy] = useState(false);

  const chosenIncident = view.incidents.find((candidate) => candidate.number === incident) ?? null;
  const ranked = useRankedUnits(setting, view, chosenIncident);
  const eligible = ranked.filter(
    ({ known, seen }) =>
      action.callsIn === (seen.status === "off-duty") &&
      (!action.onScene || (seen.incident === incident && ["on-scene", "busy"].includes(seen.status))) &&
      (action.id !== "dispatch" || seen.incident !== incident || incident === null) &&
      (action.id !== "return-to-station" || seen.status !== "idle") &&
      known.id !== "",
  );
  const goesSomewhere = action.target === "actor-to-place";
  const answerable = action.answers ? view.noticed.filter((one) => one.counterUntilMs !== null) : [];
  const open = view.incidents.filter((candidate) => !isOver(candidate));
  const needsIncident = action.target === "incident" || action.target === "two-incidents";
  const complete =
    held.playing === null &&
    (!needsIncident || incident !== null) &&
    (action.target !== "two-incidents" || other !== null) &&
    (!isTargeted(action) || targetId !== null) &&
    (!goesSomewhere || placeId !== null) &&
    (action.crew !== "needed" || action.onScene || unitIds.length > 0) &&
    (action.note !== "required" || note.trim() !== "") &&
    (action.id !== "classify" || priority !== null);

  async function submit() {
    if (!complete) return;
    setBusy(true);
    const done = await act({
      type: "TakeAction",
      actionId: action.id,
      ...(incident === null || action.target === "none" ? {} : { incident }),
      ...(other === null ? {} : { otherIncident: other }),
      ...(isTargeted(action) && targetId !== null ? { targetId } : {}),
      ...(goesSomewhere && placeId !== null ? { placeId } : {}),
      ...(counters === null ? {} : { counters }),
      unitIds: action.crew === "none" ? [] : [...unitIds],
      note: note.trim(),
      ...(priority === null ? {} : { priority, category: category.trim() }),
    });
    setBusy(false);
    if (done) onClose();
  }

  const classifying = action.id === "classify";
  // A call is classified by one key and Enter: nobody should reach for the mouse while a caller waits.
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (isTyping(event.target) || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "1" || event.key === "2" || event.key === "3") {
      setPriority(event.key === "1" ? 1 : event.key === "2" ? 2 : 3);
    } else if (event.key === "Enter" && !(event.target instanceof HTMLButtonElement)) void submit();
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    if (!classifying) return;
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [classifying]);

  const facts = [
    action.durationMs > 0 ? c("actions.takes", { time: duration(action.durationMs) }) : null,
    action.cost > 0 ? c("actions.costs", { cost: action.cost }) : null,
    action.branch === null ? null : c("actions.branch", { branch: c(`branch.${action.branch}`) }),
    ...action.equipment.map((item) => c("actions.equipment", { equipment: local(equipmentName(item)) })),
  ].filter((fact) => fact !== null);

  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={local(action.label)}
      description={action.hint ? local(action.hint) : undefined}
      footer={
        <>
          <Button onClick={onClose}>{common("action.cancel")}</Button>
          <Button type="submit" form="take-action" variant="primary" loading={busy} disabled={!complete}>
            {local(action.label)}
          </Button>
        </>
      }
    >
      <form
        id="take-action"
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <HeldNote />
        {facts.length > 0 || action.contested ? (
          <p className={styles.facts}>
            {facts.map((fact) => (
              <span key={fact}>{fact}</span>
            ))}
            {action.contested ? (
              <span className={styles.contested}>
                <Scale aria-hidden="true" />
                {c("actions.willBeRuled")}
              </span>
            ) : null}
          </p>
        ) : null}

        {needsIncident && asked.incident === null ? (
          <Field label={t("incident")} required>
            <Select
              value={incident === null ? null : String(incident)}
              onValueChange={(value) => setIncident(Number(value))}
              placeholder={common("field.choose")}
              options={open.map((candidate) => ({
                value: String(candidate.number),
                label: `${candidate.number}${separator}${local(candidate.place.name)}`,
              }))}
            />
          </Field>
        ) : null}
        {action.target === "two-incidents" ? (
          <Field label={t("otherIncident")} hint={t("otherIncidentHint")} required>
            <Select
              value={other === null ? null : String(other)}
              onValueChange={(value) => setOther(Number(value))}
              placeholder={common("field.choose")}
              options={open
                .filter((candidate) => candidate.number !== incident)
                .map((candidate) => ({
                  value: String(candidate.number),
                  label: `${candidate.number}${separator}${local(candidate.place.name)}`,
                }))}
            />
          </Field>
        ) : null}

        {action.id === "classify" ? (
          <>
            <div className={styles.group}>
              <span className={styles.label}>{t("priority")}</span>
              <SegmentedControl
                label={t("priority")}
                size="large"
                fullWidth
                value={priority === null ? null : PRIORITY_KEYS[priority]}
                onValueChange={(value) => setPriority(PRIORITIES[value])}
                options={(["first", "second", "third"] as const).map((value) => ({
                  value,
                  label: `P${PRIORITIES[value]} ${common(`priority.${PRIORITIES[value]}`)}`,
                }))}
              />
              <span className={styles.hint}>
                {priority === null ? t("priorityHint") : t(`priorities.${priority}`)}
              </span>
            </div>
            <div className={styles.group}>
              <span className={styles.label}>{t("category")}</span>
              <div className={styles.choices}>
                {CATEGORIES.map((id) => (
                  <Button
                    key={id}
                    size="small"
                    aria-pressed={category === t(`categories.${id}`)}
                    className={category === t(`categories.${id}`) ? styles.chosen : undefined}
                    onClick={() => {
                      setCategory(t(`categories.${id}`));
                      setOwnWords(false);
                    }}
                  >
                    {t(`categories.${id}`)}
                  </Button>
                ))}
                <Button
                  size="small"
                  variant="quiet"
                  aria-expanded={ownWords}
                  onClick={() => setOwnWords(true)}
                >
                  {t("categoryOwn")}
                </Button>
              </div>
              {ownWords ? (
                <Input
                  aria-label={t("category")}
                  maxLength={100}
                  value={category}
                  autoFocus
                  onChange={(event) => setCategory(event.target.value)}
                />
              ) : null}
            </div>
          </>
        ) : null}

        {isTargeted(action) ? (
          <Field label={t(targetKey(action))} required>
            <Combobox
              value={targetId}
              onValueChange={setTargetId}
              options={targetOptions(action, setting, view, local)}
            />
          </Field>
        ) : null}

        {goesSomewhere ? (
          <Field label={t("place")} required>
            <Combobox value={placeId} onValueChange={setPlaceId} options={places(setting, local)} />
          </Field>
        ) : null}

        {answerable.length > 0 ? (
          <Field label={t("counters")} hint={t("countersHint")}>
            <Select
              value={counters === null ? "none" : String(counters)}
              onValueChange={(value) => setCounters(value === "none" ? null : Number(value))}
              options={[
                { value: "none", label: t("countersNone") },
                ...answerable.map((one) => ({ value: String(one.n), label: local(one.what) })),
              ]}
            />
          </Field>
        ) : null}

        {action.crew !== "none" ? (
          <fieldset className={styles.group}>
            <legend className={styles.label}>
              {t(action.crew === "optional" || action.onScene ? "crewOptional" : "crew")}
            </legend>
            <ul className={styles.units}>
              {eligible.length === 0 ? <li className={styles.hint}>{t("nobody")}</li> : null}
              {eligible.map(({ known, seen, travelMs }) => (
                <li key={known.id}>
                  <Checkbox
                    checked={unitIds.includes(known.id)}
                    onCheckedChange={(checked) =>
                      setUnitIds((before) =>
                        checked === true
                          ? [...before, known.id]
                          : before.filter((unitId) => unitId !== known.id),
                      )
                    }
                    label={
                      <span className={styles.unit}>
                        <strong>{known.callSign}</strong>
                        <span>{local(known.name)}</span>
                        <span className={styles.hint}>
                          {c(`branch.${known.branch}`)}
                          {separator}
                          {c(`unitStatus.${seen.status}`)}
                          {travelMs !== null && seen.incident !== incident
                            ? `${separator}${duration(travelMs)}`
                            : ""}
                        </span>
                      </span>
                    }
                  />
                </li>
              ))}
            </ul>
          </fieldset>
        ) : null}

        {action.note !== "none" ? (
          <Field label={t("note")} required={action.note === "required"}>
            <Textarea
              rows={3}
              maxLength={2_000}
              value={note}
              onChange={(event) => setNote(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void submit();
              }}
            />
          </Field>
        ) : null}

        {action.legal.length > 0 ? (
          <p className={styles.legal}>
            {t("legal")}{" "}
            {action.legal
              .map((basis) =>
                [local(basis.title), basis.article ? local(basis.article) : ""].join(" ").trim(),
              )
              .join(t("legalJoin"))}
          </p>
        ) : null}
      </form>
    </Dialog>
  );
}

const PRIORITIES = { first: 1, second: 2, third: 3 } as const;
const PRIORITY_KEYS = { 1: "first", 2: "second", 3: "third" } as const;

function targetKey(action: ActionKnown): "agency" | "actor" | "camera" | "place" {
  switch (action.target) {
    case "agency":
    case "actor":
    case "camera":
      return action.target;
    case "actor-to-place":
      return "actor";
    default:
      return "place";
  }
}

function places(
  setting: SideSetting,
  local: ReturnType<typeof useLocal>,
  withStations = false,
): { value: string; label: string }[] {
  return setting.ground.features.flatMap(({ properties }) =>
    properties.kind === "place" || (withStations && properties.kind === "station")
      ? [{ value: properties.id, label: local(properties.name) }]
      : [],
  );
}

/** What an action can be aimed at, as far as the side knows. */
function targetOptions(
  action: ActionKnown,
  setting: SideSetting,
  view: SideView,
  local: ReturnType<typeof useLocal>,
): { value: string; label: string; detail?: string }[] {
  switch (action.target) {
    case "agency":
      return setting.agencies
        .filter(({ id }) => !view.agencies.some((called) => called.id === id))
        .map(({ id, name }) => ({ value: id, label: local(name) }));
    case "actor":
    case "actor-to-place":
      return view.actors
        .filter(({ status }) => action.actorIs.length === 0 || action.actorIs.includes(status))
        .map((actor) => ({
          value: actor.id,
          label: local(actor.name),
          detail: local(actor.place.name),
        }));
    case "camera":
      return setting.ground.features.flatMap(({ properties }) =>
        properties.kind === "camera" ? [{ value: properties.id, label: local(properties.name) }] : [],
      );
    case "place":
      return places(setting, local, true);
    case "none":
    case "incident":
    case "two-incidents":
      return [];
  }
}
