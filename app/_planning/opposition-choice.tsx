"use client";

import { useTranslations } from "next-intl";
import { SKILLS } from "@/app/_drill/marks/skills";
import { RadioGroup } from "@/app/_ui/radio-group";
import { SegmentedControl } from "@/app/_ui/segmented-control";
import type { Skill } from "@/domain/drill/schema";
import type { Opposition } from "./team-places";
import styles from "./plan-form.module.css";

/** Who plays the opposition, and how well where it is the engine. Asks nothing where there is no choice. */
export function OppositionChoice({
  options,
  value,
  onValueChange,
  skill,
  onSkillChange,
}: {
  options: readonly Opposition[];
  value: Opposition;
  onValueChange: (value: Opposition) => void;
  skill: Skill;
  onSkillChange: (skill: Skill) => void;
}) {
  const t = useTranslations("drills");
  return (
    <>
      {options.length > 1 ? (
        <RadioGroup
          label={t("create.opposition.label")}
          value={value}
          onValueChange={onValueChange}
          options={options.map((option) => ({
            value: option,
            label: t(`create.opposition.${option}`),
            hint: t(`create.opposition.${option}Hint`),
          }))}
        />
      ) : null}
      {value === "scripted" ? (
        <div className={styles.field}>
          <span className={styles.label}>
            {options.length > 1 ? t("create.opposition.skill") : t("practice.skill")}
          </span>
          <SegmentedControl
            label={t("practice.skill")}
            value={skill}
            onValueChange={onSkillChange}
            options={SKILLS.map((one) => ({ value: one, label: t(`skill.${one}`) }))}
          />
        </div>
      ) : null}
    </>
  );
}
