"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import { SideTag } from "@/app/_drill/marks/side-tag";
import type { OpenPlace, TeamChoice } from "./team-places";
import styles from "./team-fields.module.css";

/** Stands for "no standing team" in the list, where an empty value would mean "nothing chosen". */
const OPEN = "open";

/** A standing team, by the name it is shown under. */
export type StandingTeam = { id: string; name: string };

/** Who plays where: a standing team, or whoever comes in with the code. */
export function TeamFields({
  places,
  teams,
  twice,
  showGroups,
  cell,
  onChange,
}: {
  places: readonly (OpenPlace & TeamChoice)[];
  teams: readonly StandingTeam[];
  /** Places whose team would play against itself. */
  twice: ReadonlySet<string>;
  showGroups: boolean;
  /** The one opposition plays against every group. */
  cell: boolean;
  onChange: (key: string, choice: TeamChoice) => void;
}) {
  const t = useTranslations("drills");
  return (
    <div className={styles.places}>
      {places.map(({ key, lane, side, teamId, name }) => (
        <div key={key} className={styles.place}>
          <Field
            label={
              <span className={styles.label}>
                <SideTag side={side} />
                {!showGroups ? null : cell && side === "opposition" ? (
                  <span>{t("everyLane")}</span>
                ) : (
                  <span>{t("lane", { lane })}</span>
                )}
              </span>
            }
            error={twice.has(key) ? t("create.teamTwice") : undefined}
          >
            <Select
              value={teamId ?? OPEN}
              onValueChange={(value) => onChange(key, { teamId: value === OPEN ? null : value, name })}
              options={[
                { value: OPEN, label: t("create.openPlace") },
                ...teams.map((team) => ({ value: team.id, label: team.name })),
              ]}
            />
          </Field>
          {teamId === null ? (
            <Input
              aria-label={t("create.teamName")}
              placeholder={t("create.teamNameHint")}
              maxLength={80}
              value={name}
              onChange={(event) => onChange(key, { teamId, name: event.target.value })}
            />
          ) : null}
        </div>
      ))}
    </div>
  );
}
