"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/app/_ui/field";
import { SegmentedControl } from "@/app/_ui/segmented-control";
import { Select } from "@/app/_ui/select";
import type { Inject, Trigger } from "@/domain/scenario/schema";
import { MomentCell } from "./cells";
import { ConditionField } from "./condition-field";
import { useEditor } from "./editor-context";
import { useCalled } from "./use-called";
import styles from "./section.module.css";

const KINDS = ["time", "condition", "after", "hand"] as const satisfies Trigger["on"][];

/** When an inject falls due: at a time, on a condition, after another one, or when control delivers it. */
export function TriggerField({ inject, onChange }: { inject: Inject; onChange: (trigger: Trigger) => void }) {
  const t = useTranslations("scenarios");
  const called = useCalled();
  const { scenario } = useEditor();
  const { trigger } = inject;
  const others = scenario.injects.filter(({ id }) => id !== inject.id);

  function choose(on: Trigger["on"]) {
    const delayMs = "delayMs" in trigger ? trigger.delayMs : 0;
    const [first] = others;
    if (on === trigger.on) return;
    if (on === "time") onChange({ on, atMs: 60_000 });
    else if (on === "hand") onChange({ on });
    else if (on === "condition") onChange({ on, when: { op: "action-done", actionId: "accept" }, delayMs });
    else if (first) onChange({ on, injectId: first.id, delayMs });
  }

  return (
    <div className={styles.stack}>
      <Field label={t("trigger.label")}>
        <SegmentedControl
          label={t("trigger.label")}
          size="small"
          value={trigger.on}
          onValueChange={choose}
          options={KINDS.map((value) => ({
            value,
            label: t(`trigger.${value}`),
            disabled: value === "after" && others.length === 0,
          }))}
        />
      </Field>
      {trigger.on === "time" ? (
        <Moment
          label={t("trigger.at")}
          valueMs={trigger.atMs}
          onChange={(atMs) => onChange({ ...trigger, atMs })}
        />
      ) : null}
      {trigger.on === "condition" ? (
        <ConditionField
          label={t("trigger.when")}
          value={trigger.when}
          onChange={(when) => onChange({ ...trigger, when })}
        />
      ) : null}
      {trigger.on === "after" ? (
        <Field label={t("trigger.afterWhich")}>
          <Select
            value={trigger.injectId}
            onValueChange={(injectId) => onChange({ ...trigger, injectId })}
            options={others.map(({ id, title }) => ({ value: id, label: called(title, id) }))}
          />
        </Field>
      ) : null}
      {trigger.on === "condition" || trigger.on === "after" ? (
        <Moment
          label={t("trigger.delay")}
          isLength
          valueMs={trigger.delayMs}
          onChange={(delayMs) => onChange({ ...trigger, delayMs })}
        />
      ) : null}
    </div>
  );
}

function Moment({
  label,
  valueMs,
  isLength = false,
  onChange,
}: {
  label: string;
  valueMs: number;
  isLength?: boolean;
  onChange: (valueMs: number) => void;
}) {
  return (
    <div className={styles.row}>
      <span>{label}</span>
      <span>
        <MomentCell label={label} valueMs={valueMs} isLength={isLength} onChange={onChange} />
      </span>
    </div>
  );
}
