"use client";

import { useState } from "react";
import { useTranslations } from "next-intl";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import { evenChangeTimes, rotaOf } from "@/domain/scenario/rota";
import { ShiftPlan } from "@/domain/scenario/schema";
import { useEditor } from "./editor-context";
import styles from "./section.module.css";

/** Which shift is on duty at StartEx and when shifts change, where that is not to follow from the time of day. */
export function RotaFields() {
  const t = useTranslations("scenarios");
  const { scenario, edit } = useEditor();
  const { rota = {}, package: forces } = scenario.forces;
  const byTime = rotaOf({
    ...scenario,
    forces: { ...scenario.forces, rota: { ...rota, onDutyAtStart: undefined } },
  });

  function change(next: ShiftPlan, key: string) {
    edit((s) => {
      const { rota: before, ...rest } = s.forces;
      const { onDutyAtStart, changesAt } = { ...before, ...next };
      const plan = {
        ...(onDutyAtStart === undefined ? {} : { onDutyAtStart }),
        ...(changesAt === undefined ? {} : { changesAt }),
      };
      return { ...s, forces: Object.keys(plan).length === 0 ? rest : { ...rest, rota: plan } };
    }, key);
  }

  return (
    <div className={styles.pair}>
      <Field label={t("rota.onDuty")} hint={t("rota.onDutyHint")}>
        <Select
          value={rota.onDutyAtStart === undefined ? "auto" : String(rota.onDutyAtStart)}
          onValueChange={(value) =>
            change({ onDutyAtStart: value === "auto" ? undefined : Number(value) }, "rota.onDuty")
          }
          options={[
            {
              value: "auto",
              label: t("rota.byTime", { time: scenario.startsAt, shift: byTime.onDutyAtStart }),
            },
            ...Array.from({ length: forces.shifts }, (_, i) => ({
              value: String(i + 1),
              label: t("shiftNo", { shift: i + 1 }),
            })),
          ]}
        />
      </Field>
      <TimesField
        times={rota.changesAt}
        standard={evenChangeTimes(forces.shifts)}
        onChange={(changesAt) => change({ changesAt }, "rota.changesAt")}
      />
    </div>
  );
}

/** Times of day with spaces between; nothing means the standard ones. What is no time is kept out. */
function TimesField({
  times,
  standard,
  onChange,
}: {
  times: readonly string[] | undefined;
  standard: readonly string[];
  onChange: (times: string[] | undefined) => void;
}) {
  const t = useTranslations("scenarios");
  const [typed, setTyped] = useState<string | null>(null);
  const read = typed === null ? undefined : timesIn(typed);
  const isWrong = read === null;

  function commit() {
    if (typed === null || read === null) return;
    setTyped(null);
    onChange(read);
  }

  return (
    <Field
      label={t("rota.changes")}
      hint={t("rota.changesHint", { times: standard.join(" ") })}
      error={isWrong ? t("rota.changesWrong") : undefined}
    >
      <Input
        value={typed ?? times?.join(" ") ?? ""}
        placeholder={standard.join(" ")}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === "Enter") commit();
        }}
      />
    </Field>
  );
}

/** The times in a text; undefined for an empty one, null when it holds anything else. */
function timesIn(text: string): string[] | undefined | null {
  // Digits and colons typed with a Chinese input method in full width count as well.
  const words = text
    .normalize("NFKC")
    .split(/[\s,、;]+/)
    .filter((word) => word !== "")
    .map((word) => word.padStart(5, "0"));
  if (words.length === 0) return undefined;
  return ShiftPlan.shape.changesAt.safeParse(words).data ?? null;
}
