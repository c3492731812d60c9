"use client";

import { useTranslations } from "next-intl";
import type { FieldOf } from "@/app/_drill/live/asks/field-of";
import { useLocal } from "@/app/_drill/live/use-local";
import { Checkbox } from "@/app/_ui/checkbox";
import { useSeparator } from "@/app/_ui/separator";
import { useDurationText } from "@/app/_ui/use-duration-text";
import type { SideSetting, SideView } from "@/domain/view/schema";
import styles from "./action-dialog.module.css";
import { useRankedUnits } from "./unit-list";

/** The units that can be named, those of the incident first and then the nearest, with the time they need. */
export function CrewField({
  label,
  needed,
  options,
  answers: { incident, unitIds },
  onChoose,
  setting,
  view,
}: FieldOf<string> & { setting: SideSetting; view: SideView }) {
  const separator = useSeparator();
  const t = useTranslations("console.ask");
  const c = useTranslations("console");
  const local = useLocal();
  const duration = useDurationText();
  const at = view.incidents.find(({ number }) => number === incident) ?? null;
  const ranked = useRankedUnits(setting, view, at);
  const offered = ranked.filter(({ known }) => options?.some(({ value }) => value === known.id));
  return (
    <fieldset className={styles.group}>
      <legend className={styles.label}>{needed ? label : t("crewOptional")}</legend>
      <ul className={styles.units}>
        {offered.length === 0 ? <li className={styles.hint}>{t("nobody")}</li> : null}
        {offered.map(({ known, seen, travelMs }) => (
          <li key={known.id}>
            <Checkbox
              checked={unitIds.includes(known.id)}
              onCheckedChange={() => onChoose(known.id)}
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
  );
}
