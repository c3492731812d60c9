"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "@/app/_ui/icon-button";
import { NumberField } from "@/app/_ui/number-field";
import { Select } from "@/app/_ui/select";
import type { ConditionLeaf } from "@/domain/conditions/schema";
import { IncidentStatus } from "@/domain/policy/schema";
import type { LocalText } from "@/domain/text";
import { MomentCell } from "./cells";
import { useEditor, type Option } from "./editor-context";
import { useCalled } from "./use-called";
import { useWords } from "./use-words";
import styles from "./section.module.css";

/** The tests that have a form; the others are kept as they are and edited as data. */
const FORMS = [
  "clock",
  "inject-delivered",
  "action-done",
  "unit-on-scene",
  "incident-status",
  "gauge",
  "fact-known",
  "actor-status",
  "noticed",
  "read-back",
  "agency-arrived",
  "decision-was",
] as const satisfies ConditionLeaf["op"][];

/** One test of a condition: what is asked, and of what. */
export function ConditionForm({
  value,
  onChange,
  onRemove,
}: {
  value: ConditionLeaf;
  onChange: (value: ConditionLeaf) => void;
  onRemove: (() => void) | null;
}) {
  const t = useTranslations("scenarios");
  const fresh = useFreshTest();
  const kinds: readonly ConditionLeaf["op"][] = FORMS;
  return (
    <div className={styles.row}>
      <Select
        aria-label={t("condition.kind")}
        size="small"
        className={styles.grow}
        value={value.op}
        onValueChange={(op) => onChange(fresh(op) ?? value)}
        options={[
          ...kinds.flatMap((op) =>
            fresh(op) === null ? [] : [{ value: op, label: t(`condition.op.${op}`) }],
          ),
          ...(kinds.includes(value.op) ? [] : [{ value: value.op, label: t(`condition.op.${value.op}`) }]),
        ]}
      />
      <TestFields key={value.op} value={value} onChange={onChange} />
      {onRemove ? (
        <IconButton
          label={t("condition.remove")}
          size="small"
          icon={<X aria-hidden="true" />}
          onClick={onRemove}
        />
      ) : null}
    </div>
  );
}

function TestFields({ value, onChange }: { value: ConditionLeaf; onChange: (value: ConditionLeaf) => void }) {
  const t = useTranslations("scenarios");
  const words = useWords();
  const options = useNamedOptions();
  switch (value.op) {
    case "clock":
      return (
        <span className={styles.grow}>
          <MomentCell
            label={t("condition.moment")}
            valueMs={value.atLeastMs}
            onChange={(atLeastMs) => onChange({ ...value, atLeastMs })}
          />
        </span>
      );
    case "inject-delivered":
      return (
        <Choice
          label={t("column.inject")}
          value={value.injectId}
          options={options.injects}
          onChange={(injectId) => onChange({ ...value, injectId })}
        />
      );
    case "action-done":
      return (
        <>
          <Choice
            label={t("column.action")}
            value={value.actionId}
            options={options.actions}
            onChange={(actionId) => onChange({ ...value, actionId })}
          />
          <Choice
            label={t("column.target")}
            value={value.targetId ?? ""}
            options={[{ value: "", label: t("condition.anyTarget") }, ...options.targets]}
            onChange={(targetId) => {
              const { targetId: _, ...rest } = value;
              onChange(targetId === "" ? rest : { ...value, targetId });
            }}
          />
        </>
      );
    case "unit-on-scene":
      return (
        <>
          <Choice
            label={t("column.incident")}
            value={value.incidentId}
            options={options.incidents}
            onChange={(incidentId) => onChange({ ...value, incidentId })}
          />
          <Choice
            label={t("column.branch")}
            value={value.branch ?? ""}
            options={[{ value: "", label: t("condition.anyBranch") }, ...words.branches]}
            onChange={(chosen) => {
              const { branch: _, ...rest } = value;
              const branch = words.branches.find((option) => option.value === chosen)?.value;
              onChange(branch === undefined ? rest : { ...rest, branch });
            }}
          />
        </>
      );
    case "incident-status":
      return (
        <>
          <Choice
            label={t("column.incident")}
            value={value.incidentId}
            options={options.incidents}
            onChange={(incidentId) => onChange({ ...value, incidentId })}
          />
          <Choice
            label={t("condition.reached")}
            value={value.reached}
            options={IncidentStatus.options.map((status) => ({
              value: status,
              label: t(`incidentStatus.${status}`),
            }))}
            onChange={(reached) => onChange({ ...value, reached })}
          />
        </>
      );
    case "gauge":
      return (
        <>
          <Choice
            label={t("column.gauge")}
            value={value.gaugeId}
            options={options.gauges}
            onChange={(gaugeId) => onChange({ ...value, gaugeId })}
          />
          <Choice
            label={t("condition.compare")}
            value={value.compare}
            options={[
              { value: ">=", label: "≥" },
              { value: "<=", label: "≤" },
            ]}
            onChange={(compare) => onChange({ ...value, compare })}
          />
          <span className={styles.grow}>
            <NumberField
              isRequired
              size="small"
              value={value.value}
              step={0.1}
              onValueChange={(next) => {
                if (next !== null) onChange({ ...value, value: next });
              }}
            />
          </span>
        </>
      );
    case "fact-known":
      return (
        <>
          <Choice
            label={t("column.fact")}
            value={value.factId}
            options={options.facts}
            onChange={(factId) => onChange({ ...value, factId })}
          />
          <Choice
            label={t("column.side")}
            value={value.side}
            options={words.sides}
            onChange={(side) => onChange({ ...value, side })}
          />
        </>
      );
    case "actor-status":
      return (
        <>
          <Choice
            label={t("column.actor")}
            value={value.actorId}
            options={options.actors}
            onChange={(actorId) => onChange({ ...value, actorId })}
          />
          <Choice
            label={t("column.status")}
            value={value.is[0] ?? "at-large"}
            options={words.actorStatuses}
            onChange={(status) => onChange({ ...value, is: [status] })}
          />
        </>
      );
    case "noticed":
      return (
        <>
          <Choice
            label={t("column.side")}
            value={value.side}
            options={words.sides}
            onChange={(side) => onChange({ ...value, side })}
          />
          <Choice
            label={t("column.noticed")}
            value={value.actionId ?? value.actorId ?? ""}
            options={[...options.actors, ...options.actions]}
            onChange={(id) => {
              const { side, op } = value;
              const isActor = options.actors.some((actor) => actor.value === id);
              onChange({ op, side, ...(isActor ? { actorId: id } : { actionId: id }) });
            }}
          />
        </>
      );
    case "read-back":
      return (
        <>
          <Choice
            label={t("column.side")}
            value={value.side}
            options={words.sides}
            onChange={(side) => onChange({ ...value, side })}
          />
          <span className={styles.grow}>
            <MomentCell
              label={t("condition.within")}
              valueMs={value.withinMs}
              minMs={1_000}
              onChange={(withinMs) => onChange({ ...value, withinMs })}
            />
          </span>
        </>
      );
    case "agency-arrived":
      return (
        <Choice
          label={t("column.agency")}
          value={value.agencyId}
          options={options.agencies}
          onChange={(agencyId) => onChange({ ...value, agencyId })}
        />
      );
    case "decision-was":
      return (
        <>
          <Choice
            label={t("column.decision")}
            value={value.decisionId}
            options={options.decisions}
            onChange={(decisionId) => onChange({ ...value, decisionId })}
          />
          <Choice
            label={t("column.option")}
            value={value.optionId}
            options={options.optionsOf(value.decisionId)}
            onChange={(optionId) => onChange({ ...value, optionId })}
          />
        </>
      );
    case "time-since":
    case "ruling-was":
      return null;
  }
}

function Choice<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
}) {
  const isKnown = options.some((option) => option.value === value);
  return (
    <Select
      className={styles.grow}
      aria-label={label}
      size="small"
      value={value}
      onValueChange={onChange}
      options={isKnown ? options : [{ value, label: `? ${value}` }, ...options]}
    />
  );
}

/** Everything of the scenario a test can be about, by name. */
function useNamedOptions() {
  const called = useCalled();
  const { scenario, actions, places, cameras } = useEditor();
  const named = <T extends { id: string }>(things: readonly T[], nameOf: (thing: T) => LocalText): Option[] =>
    things.map((thing) => ({ value: thing.id, label: called(nameOf(thing), thing.id) }));
  const agencies = named(scenario.agencies, ({ name }) => name);
  const actors = named(scenario.actors, ({ name }) => name);
  return {
    injects: named(scenario.injects, ({ title }) => title),
    incidents: named(scenario.incidents, ({ title }) => title),
    gauges: named(scenario.gauges, ({ name }) => name),
    facts: named(scenario.facts, ({ text }) => text),
    actions: named(actions, ({ label }) => label),
    decisions: named(scenario.decisions, ({ prompt }) => prompt),
    agencies,
    actors,
    targets: [...agencies, ...actors, ...cameras, ...places],
    optionsOf: (decisionId: string) =>
      named(scenario.decisions.find(({ id }) => id === decisionId)?.options ?? [], ({ label }) => label),
  };
}

/** A test of each kind to start from; null where the scenario has nothing it could be about. */
function useFreshTest() {
  const { scenario } = useEditor();
  const [inject] = scenario.injects;
  const [incident] = scenario.incidents;
  const [gauge] = scenario.gauges;
  const [fact] = scenario.facts;
  const [actor] = scenario.actors;
  const [agency] = scenario.agencies;
  const [decision] = scenario.decisions;
  return (op: ConditionLeaf["op"]): ConditionLeaf | null => {
    switch (op) {
      case "clock":
        return { op, atLeastMs: 60_000 };
      case "inject-delivered":
        return inject ? { op, injectId: inject.id } : null;
      case "action-done":
        return { op, actionId: "accept" };
      case "unit-on-scene":
        return incident ? { op, incidentId: incident.id } : null;
      case "incident-status":
        return incident ? { op, incidentId: incident.id, reached: "on-scene" } : null;
      case "gauge":
        return gauge ? { op, gaugeId: gauge.id, compare: ">=", value: gauge.max } : null;
      case "fact-known":
        return fact ? { op, factId: fact.id, side: "responder" } : null;
      case "actor-status":
        return actor ? { op, actorId: actor.id, is: ["in-custody"] } : null;
      case "agency-arrived":
        return agency ? { op, agencyId: agency.id } : null;
      case "decision-was": {
        const [option] = decision?.options ?? [];
        return decision && option ? { op, decisionId: decision.id, optionId: option.id } : null;
      }
      case "read-back":
        return { op, side: "responder", withinMs: 30_000 };
      case "noticed":
        return actor ? { op, side: "responder", actorId: actor.id } : null;
      case "time-since":
      case "ruling-was":
        return null;
    }
  };
}
