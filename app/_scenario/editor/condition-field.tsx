"use client";

import { useState } from "react";
import { Braces } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { Select } from "@/app/_ui/select";
import { useTelling } from "@/app/_ui/use-telling";
import { sentenceOf } from "@/domain/conditions/sentence";
import { Condition } from "@/domain/conditions/schema";
import { ConditionForm } from "./condition-form";
import { useEditor } from "./editor-context";
import { JsonField } from "./json-field";
import styles from "./section.module.css";

/**
 * A condition as a sentence, with a form for what most conditions are (one test, or several joined by "all" or
 * "any") and its data for everything else.
 */
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
  const [showsData, setShowsData] = useState(false);
  const tests = value.op === "all" || value.op === "any" ? value.of : [value];
  const isPlain = tests.every(({ op }) => op !== "all" && op !== "any" && op !== "not");

  function withTests(next: Condition[]) {
    const [only] = next;
    if (next.length === 1 && only) onChange(only);
    else if (next.length > 1) onChange({ op: value.op === "any" ? "any" : "all", of: next });
  }

  return (
    <fieldset className={styles.rows}>
      <legend className={styles.legend}>{label}</legend>
      <p className={styles.sentence}>{tell(sentenceOf(value, nameOf))}</p>
      {isPlain ? (
        <>
          {tests.length > 1 ? (
            <Select
              aria-label={t("condition.join")}
              size="small"
              value={value.op === "any" ? "any" : "all"}
              onValueChange={(op) => onChange({ op, of: [...tests] })}
              options={[
                { value: "all", label: t("condition.all") },
                { value: "any", label: t("condition.any") },
              ]}
            />
          ) : null}
          {tests.map((test, index) =>
            test.op === "all" || test.op === "any" || test.op === "not" ? null : (
              <ConditionForm
                // Tests have no ids; their place is all there is to know them by.
                key={index}
                value={test}
                onChange={(next) => withTests(tests.map((one, i) => (i === index ? next : one)))}
                onRemove={tests.length > 1 ? () => withTests(tests.filter((_, i) => i !== index)) : null}
              />
            ),
          )}
        </>
      ) : null}
      <div className={styles.row}>
        {isPlain ? (
          <Button
            size="small"
            variant="quiet"
            onClick={() => withTests([...tests, { op: "clock", atLeastMs: 60_000 }])}
          >
            {t("condition.add")}
          </Button>
        ) : null}
        <Button
          size="small"
          variant="quiet"
          icon={<Braces aria-hidden="true" />}
          aria-expanded={showsData}
          onClick={() => setShowsData(!showsData)}
        >
          {t("advanced")}
        </Button>
      </div>
      {showsData ? (
        <JsonField label={t("condition.data")} schema={Condition} value={value} onChange={onChange} />
      ) : null}
    </fieldset>
  );
}
