"use client";

import { useState, type ReactNode } from "react";
import Link from "next/link";
import { useFormatter, useLocale, useNow, useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { DateTimeField } from "@/app/_ui/date-time-field";
import { Field } from "@/app/_ui/field";
import { focusFirstWrong } from "@/app/_ui/first-wrong";
import { Input } from "@/app/_ui/input";
import { NumberField } from "@/app/_ui/number-field";
import { RadioGroup } from "@/app/_ui/radio-group";
import { Switch } from "@/app/_ui/switch";
import { UNANSWERED_STOP_ENDS_MS } from "@/domain/drill/stop";
import { fitting } from "@/domain/shortened";
import { inLocale } from "@/domain/text";
import { OppositionChoice } from "./opposition-choice";
import { ScenarioChoice, type PlayableScenario } from "./scenario-choice";
import { TeamFields, type StandingTeam } from "./team-fields";
import { GROUPS_MAX } from "./team-places";
import { playOf, WALL_DELAY_MS, type WrittenPlan } from "./written-plan";
import styles from "./plan-form.module.css";

/** At most, in minutes of drill time. */
const WALL_DELAY_MIN_MAX = 60;
/** At most, in minutes. */
const UNANSWERED_MIN_MAX = 60;
const MINUTE_MS = 60_000;

const MODES = ["tabletop", "field", "mixed"] as const;

type Parts = {
  written: WrittenPlan;
  change: (part: Partial<WrittenPlan>) => void;
};

/**
 * A drill's plan on one page. What somebody has not touched follows `start` and the scenario; what they have stays as
 * they left it.
 */
export function PlanForm({
  scenarios,
  teams,
  start,
  people,
  note,
  problem,
  submit,
  onSubmit,
}: {
  scenarios: readonly PlayableScenario[];
  teams: readonly StandingTeam[];
  start: WrittenPlan;
  /** Who else comes, beside the teams. */
  people?: ReactNode;
  /** Stands beside the button. */
  note: string;
  problem?: ReactNode;
  submit: { label: string; loading: boolean };
  onSubmit: (written: WrittenPlan & { title: string }, changed: Partial<WrittenPlan>) => void;
}) {
  const t = useTranslations("drills");
  const [changed, setChanged] = useState<Partial<WrittenPlan>>({});
  const [tried, setTried] = useState(false);
  const written = { ...start, ...changed };
  const parts: Parts = { written, change: (part) => setChanged((before) => ({ ...before, ...part })) };
  const title = useTitle(written);
  const play = playOf(
    written,
    teams.map(({ id }) => id),
  );

  function send() {
    setTried(true);
    if (title.trim() === "" || play.twice.size > 0 || written.plannedFor.wrong !== null) return;
    onSubmit({ ...written, title }, changed);
  }

  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!focusFirstWrong(event.currentTarget)) send();
      }}
    >
      <ScenarioChoice
        scenarios={scenarios}
        value={written.scenario}
        onValueChange={(scenario) => parts.change({ scenario })}
      />

      <section className={styles.section}>
        <h2 className={styles.heading}>{t("create.how")}</h2>
        <Field
          label={t("create.name")}
          error={tried && title.trim() === "" ? t("create.nameEmpty") : undefined}
        >
          <Input
            value={title}
            maxLength={120}
            onChange={(event) => parts.change({ title: event.target.value })}
          />
        </Field>
        <RadioGroup
          label={t("create.format")}
          value={play.format}
          onValueChange={(format) => parts.change({ format })}
          options={play.formats.map((value) => ({
            value,
            label: t(`format.${value}`),
            hint: t(`create.formatHint.${value}`),
          }))}
        />
        <RadioGroup
          label={t("create.mode")}
          value={written.mode}
          onValueChange={(mode) => parts.change({ mode })}
          options={MODES.map((value) => ({
            value,
            label: t(`mode.${value}`),
            hint: t(`create.modeHint.${value}`),
          }))}
        />
      </section>

      <TeamsPart {...parts} play={play} teams={teams} />

      {people ? (
        <section className={styles.section}>
          <h2 className={styles.heading}>{t("create.staff")}</h2>
          {people}
        </section>
      ) : null}

      <SettingsPart {...parts} />

      <div className={styles.foot}>
        {problem}
        <div className={styles.submit}>
          <span className={styles.note}>{note}</span>
          <Button type="submit" variant="primary" size="large" loading={submit.loading}>
            {submit.label}
          </Button>
        </div>
      </div>
    </form>
  );
}

/** The title that is written, or the one that follows from scenario and day. */
function useTitle({ title, scenario }: WrittenPlan): string {
  const t = useTranslations("drills.create");
  const locale = useLocale();
  const format = useFormatter();
  const now = useNow();
  if (title !== null) return title;
  const date = format.dateTime(now, { month: "short", day: "numeric" });
  return fitting(t("defaultName", { scenario: inLocale(scenario.title, locale), date }), 120);
}

/** Who plays. */
function TeamsPart({
  written,
  change,
  play,
  teams,
}: Parts & { play: ReturnType<typeof playOf>; teams: readonly StandingTeam[] }) {
  const t = useTranslations("drills");
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{t("create.teams")}</h2>
      {play.format === "parallel" ? (
        <div className={styles.groups}>
          <Field label={t("create.groups")}>
            <NumberField
              value={written.groups}
              min={1}
              max={GROUPS_MAX}
              onValueChange={(count) => change({ groups: count ?? 1 })}
            />
          </Field>
        </div>
      ) : null}
      <OppositionChoice
        options={play.oppositions}
        value={play.opposition}
        onValueChange={(opposition) => change({ opposition })}
        skill={written.skill}
        onSkillChange={(skill) => change({ skill })}
      />
      {play.format === "swap" ? <p className={styles.note}>{t("create.swapHint")}</p> : null}
      {play.format === "solo" ? (
        <p className={styles.note}>
          {t("create.soloHint")}{" "}
          <Link href={`/drills/practice?scenario=${written.scenario.id}`}>{t("practice.title")}</Link>
        </p>
      ) : null}
      <TeamFields
        places={play.places}
        teams={teams}
        twice={play.twice}
        showGroups={play.format === "parallel"}
        cell={play.opposition === "cell"}
        onChange={(key, choice) => change({ choices: { ...written.choices, [key]: choice } })}
      />
    </section>
  );
}

/** What has a default that mostly fits. */
function SettingsPart({ written, change }: Parts) {
  const t = useTranslations("drills.create");
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{t("settings")}</h2>
      <div className={styles.time}>
        <DateTimeField
          label={t("plannedFor")}
          hint={t("plannedForHint")}
          value={written.plannedFor}
          onValueChange={(plannedFor) => change({ plannedFor })}
        />
      </div>
      <div className={styles.time}>
        <Field label={t("wallDelay")} hint={t("wallDelayHint")}>
          <NumberField
            value={inMinutes(written.wallDelayMs)}
            min={0}
            max={WALL_DELAY_MIN_MAX}
            unit={t("minuteUnit")}
            onValueChange={(minutes) =>
              change({ wallDelayMs: minutes === null ? WALL_DELAY_MS : minutes * MINUTE_MS })
            }
          />
        </Field>
      </div>
      <div className={styles.time}>
        <Field label={t("unanswered")} hint={t("unansweredHint")}>
          <NumberField
            value={inMinutes(written.unansweredStopEndsMs)}
            min={1}
            max={UNANSWERED_MIN_MAX}
            unit={t("minuteUnit")}
            onValueChange={(minutes) =>
              change({
                unansweredStopEndsMs: minutes === null ? UNANSWERED_STOP_ENDS_MS : minutes * MINUTE_MS,
              })
            }
          />
        </Field>
      </div>
      <Switch
        label={t("noNotice")}
        hint={t("noNoticeHint")}
        checked={written.noNotice}
        onCheckedChange={(noNotice) => change({ noNotice })}
      />
    </section>
  );
}

/** To a tenth: what was planned by other means than this form need not be whole minutes. */
function inMinutes(ms: number): number {
  return Math.round((ms / MINUTE_MS) * 10) / 10;
}
