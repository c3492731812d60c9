"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { IconButton } from "@/app/_ui/icon-button";
import { Select } from "@/app/_ui/select";
import { useTelling } from "@/app/_ui/use-telling";
import { sentenceOf } from "@/domain/conditions/sentence";
import type { Condition } from "@/domain/conditions/schema";
import { ConditionForm } from "./condition-form";
import { useEditor } from "./editor-context";
import styles from "./section.module.css";

/** A condition as a sentence, and as a form: tests, joined by "all" or "any", turned round by "not", as deep as they go. */
export function ConditionField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: Condition;
  onChange: (value: Condition) => void;
}) {
  const t = useTranslations("scenarios");
  const tell = useTelling();
  const { nameOf } = useEditor();
  const isJoined = value.op === "all" || value.op === "any";

  return (
    <fieldset className={styles.rows}>
      <legend className={styles.legend}>{label}</legend>
      <p className={styles.sentence}>{tell(sentenceOf(value, nameOf))}</p>
      <ConditionPart value={value} onChange={onChange} onRemove={null} />
      {isJoined ? null : (
        <div className={styles.row}>
          <Button
            size="small"
            variant="quiet"
            icon={<Plus aria-hidden="true" />}
            onClick={() => onChange({ op: "all", of: [value, FRESH] })}
          >
            {t("condition.add")}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

const FRESH: Condition = { op: "clock", atLeastMs: 60_000 };
/** As many as a condition can join. */
const PARTS_MAX = 20;

type PartProps = {
  value: Condition;
  onChange: (value: Condition) => void;
  /** Null for what cannot be left out. */
  onRemove: (() => void) | null;
};

/** A condition, or a part of one. */
function ConditionPart({ value, onChange, onRemove }: PartProps) {
  switch (value.op) {
    case "all":
    case "any":
      return <Joined value={value} onChange={onChange} onRemove={onRemove} />;
    case "not":
      return <Negated value={value} onChange={onChange} onRemove={onRemove} />;
    default:
      return <ConditionForm value={value} onChange={onChange} onRemove={onRemove} />;
  }
}

function Joined({
  value,
  onChange,
  onRemove,
}: PartProps & { value: Extract<Condition, { op: "all" | "any" }> }) {
  const t = useTranslations("scenarios");
  const { op, of: parts } = value;

  /** One part needs nothing to join it. */
  function without(index: number) {
    const [only, ...others] = parts.filter((_, i) => i !== index);
    if (only) onChange(others.length === 0 ? only : { op, of: [only, ...others] });
  }

  return (
    <fieldset className={styles.nested} aria-label={t(`condition.${op}`)}>
      <div className={styles.row}>
        <Select
          aria-label={t("condition.join")}
          size="small"
          value={op}
          onValueChange={(next) => onChange({ op: next, of: parts })}
          options={[
            { value: "all", label: t("condition.all") },
            { value: "any", label: t("condition.any") },
          ]}
        />
        <Remove label={t("condition.removeGroup")} onRemove={onRemove} />
      </div>
      {parts.map((part, index) => (
        <ConditionPart
          // Tests have no ids; their place is all there is to know them by.
          key={index}
          value={part}
          onChange={(next) => onChange({ op, of: parts.map((one, i) => (i === index ? next : one)) })}
          onRemove={parts.length > 1 ? () => without(index) : null}
        />
      ))}
      <div className={styles.row}>
        <Button
          size="small"
          variant="quiet"
          icon={<Plus aria-hidden="true" />}
          disabled={parts.length >= PARTS_MAX}
          onClick={() => onChange({ op, of: [...parts, FRESH] })}
        >
          {t("condition.add")}
        </Button>
      </div>
    </fieldset>
  );
}

function Negated({ value, onChange, onRemove }: PartProps & { value: Extract<Condition, { op: "not" }> }) {
  const t = useTranslations("scenarios");
  return (
    <fieldset className={styles.nested} aria-label={t("condition.not")}>
      <div className={styles.row}>
        <span className={styles.grow}>{t("condition.not")}</span>
        <Button size="small" variant="quiet" onClick={() => onChange(value.of)}>
          {t("condition.affirm")}
        </Button>
        <Remove label={t("condition.removeGroup")} onRemove={onRemove} />
      </div>
      <ConditionPart value={value.of} onChange={(of) => onChange({ op: "not", of })} onRemove={null} />
    </fieldset>
  );
}

function Remove({ label, onRemove }: { label: string; onRemove: (() => void) | null }) {
  return onRemove ? (
    <IconButton label={label} size="small" icon={<X aria-hidden="true" />} onClick={onRemove} />
  ) : null;
}
