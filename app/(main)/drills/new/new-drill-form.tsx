"use client";

import { useState } from "react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useMutation } from "@tanstack/react-query";
import { useFormatter, useLocale, useNow, useTranslations } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import type { RouterOutputs } from "@/app/_trpc/router-types";
import { useErrorText } from "@/app/_trpc/use-error-text";
import { Button } from "@/app/_ui/button";
import { DateTimeField, NO_TIME } from "@/app/_ui/date-time-field";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Notice } from "@/app/_ui/notice";
import { focusFirstWrong } from "@/app/_ui/first-wrong";
import { NumberField } from "@/app/_ui/number-field";
import { RadioGroup } from "@/app/_ui/radio-group";
import { Switch } from "@/app/_ui/switch";
import { inLocale } from "@/domain/text";
import type { Skill } from "@/domain/drill/schema";
import { UNANSWERED_STOP_ENDS_MS } from "@/domain/drill/stop";
import { fitting } from "@/domain/shortened";
import { EvaluatorPicker, type Picked } from "./evaluator-picker";
import { OppositionChoice } from "./opposition-choice";
import { ScenarioChoice, type ChoosableScenario } from "./scenario-choice";
import { TeamFields } from "./team-fields";
import {
  filledPlaces,
  formatsOf,
  GROUPS_MAX,
  oppositionsOf,
  placesOf,
  placesPlayedTwice,
  scriptedIn,
  teamsFrom,
  type DrillFormat,
  type Opposition,
  type TeamChoices,
} from "./team-places";
import styles from "./new-drill-form.module.css";

/** How late the wall is when nobody says otherwise, and at most, in minutes of drill time. */
const WALL_DELAY_MIN = 1;
const WALL_DELAY_MIN_MAX = 60;

/** After how long a stop for a real incident ends the drill when no controller answers, and at most, in minutes. */
const UNANSWERED_MIN = UNANSWERED_STOP_ENDS_MS / 60_000;
const UNANSWERED_MIN_MAX = 60;

const MODES = ["tabletop", "field", "mixed"] as const;

/** What the planner has not touched follows the scenario; what they have stays as they left it. */
export function NewDrillForm({
  scenarios,
  teams,
  initial,
}: {
  scenarios: readonly ChoosableScenario[];
  teams: RouterOutputs["teams"]["list"];
  initial: ChoosableScenario;
}) {
  const t = useTranslations("drills");
  const locale = useLocale();
  const format = useFormatter();
  const now = useNow();
  const trpc = useTRPC();
  const router = useRouter();
  const errorText = useErrorText();

  const [scenario, setScenario] = useState(initial);
  const [typedTitle, setTypedTitle] = useState<string | null>(null);
  const [chosenFormat, setChosenFormat] = useState<DrillFormat | null>(null);
  const [mode, setMode] = useState<(typeof MODES)[number]>("tabletop");
  const [groups, setGroups] = useState(Math.min(2, Math.max(1, teams.length)));
  const [chosenOpposition, setOpposition] = useState<Opposition | null>(null);
  const [skill, setSkill] = useState<Skill>("medium");
  const [choices, setChoices] = useState<TeamChoices>({});
  const [evaluators, setEvaluators] = useState<readonly Picked[]>([]);
  const [plannedFor, setPlannedFor] = useState(NO_TIME);
  const [wallDelayMin, setWallDelayMin] = useState(WALL_DELAY_MIN);
  const [unansweredMin, setUnansweredMin] = useState(UNANSWERED_MIN);
  const [noNotice, setNoNotice] = useState(false);
  const [tried, setTried] = useState(false);
  const create = useMutation(
    trpc.drill.create.mutationOptions({
      onSuccess: ({ drillId }) => router.push(`/drills/${drillId}/lobby`),
    }),
  );

  const formats = formatsOf(scenario);
  const drillFormat = formats.find((one) => one === chosenFormat) ?? formats[0];
  const title =
    typedTitle ??
    fitting(
      t("create.defaultName", {
        scenario: inLocale(scenario.title, locale),
        date: format.dateTime(now, { month: "short", day: "numeric" }),
      }),
      120,
    );
  const oppositions = oppositionsOf(drillFormat, scenario);
  const opposition = oppositions.find((one) => one === chosenOpposition) ?? oppositions[0];
  const play = { format: drillFormat, groups, opposition };
  const places = filledPlaces(placesOf(play), choices, {
    format: drillFormat,
    teamIds: teams.map(({ id }) => id),
  });
  const twice = placesPlayedTwice(places, play);

  function submit() {
    setTried(true);
    if (title.trim() === "" || twice.size > 0 || plannedFor.wrong !== null) return;
    create.mutate({
      title,
      scenarioId: scenario.id,
      format: drillFormat,
      mode,
      noNotice,
      ...(plannedFor.atMs === null ? {} : { plannedForMs: plannedFor.atMs }),
      teams: teamsFrom(places),
      scripted: scriptedIn(play, skill),
      oppositionCell: opposition === "cell",
      wallDelayMs: wallDelayMin * 60_000,
      unansweredStopEndsMs: unansweredMin * 60_000,
      people: evaluators.map(({ id }) => ({ userId: id, role: "evaluator" as const })),
    });
  }

  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!focusFirstWrong(event.currentTarget)) submit();
      }}
    >
      <ScenarioChoice scenarios={scenarios} value={scenario} onValueChange={setScenario} />

      <section className={styles.section}>
        <h2 className={styles.heading}>{t("create.how")}</h2>
        <Field
          label={t("create.name")}
          error={tried && title.trim() === "" ? t("create.nameEmpty") : undefined}
        >
          <Input value={title} maxLength={120} onChange={(event) => setTypedTitle(event.target.value)} />
        </Field>
        <RadioGroup
          label={t("create.format")}
          value={drillFormat}
          onValueChange={setChosenFormat}
          options={formats.map((value) => ({
            value,
            label: t(`format.${value}`),
            hint: t(`create.formatHint.${value}`),
          }))}
        />
        <RadioGroup
          label={t("create.mode")}
          value={mode}
          onValueChange={setMode}
          options={MODES.map((value) => ({
            value,
            label: t(`mode.${value}`),
            hint: t(`create.modeHint.${value}`),
          }))}
        />
      </section>

      <section className={styles.section}>
        <h2 className={styles.heading}>{t("create.teams")}</h2>
        {drillFormat === "parallel" ? (
          <div className={styles.groups}>
            <Field label={t("create.groups")}>
              <NumberField
                value={groups}
                min={1}
                max={GROUPS_MAX}
                onValueChange={(count) => setGroups(count ?? 1)}
              />
            </Field>
          </div>
        ) : null}
        <OppositionChoice
          options={oppositions}
          value={opposition}
          onValueChange={setOpposition}
          skill={skill}
          onSkillChange={setSkill}
        />
        {drillFormat === "swap" ? <p className={styles.note}>{t("create.swapHint")}</p> : null}
        {drillFormat === "solo" ? (
          <p className={styles.note}>
            {t("create.soloHint")}{" "}
            <Link href={`/drills/practice?scenario=${scenario.id}`}>{t("practice.title")}</Link>
          </p>
        ) : null}
        <TeamFields
          places={places}
          teams={teams}
          twice={twice}
          showGroups={drillFormat === "parallel"}
          cell={opposition === "cell"}
          onChange={(key, choice) => setChoices({ ...choices, [key]: choice })}
        />
      </section>

      <section className={styles.section}>
        <h2 className={styles.heading}>{t("create.staff")}</h2>
        <EvaluatorPicker picked={evaluators} onChange={setEvaluators} />
      </section>

      <section className={styles.section}>
        <h2 className={styles.heading}>{t("create.settings")}</h2>
        <div className={styles.time}>
          <DateTimeField
            label={t("create.plannedFor")}
            hint={t("create.plannedForHint")}
            value={plannedFor}
            onValueChange={setPlannedFor}
          />
        </div>
        <div className={styles.time}>
          <Field label={t("create.wallDelay")} hint={t("create.wallDelayHint")}>
            <NumberField
              value={wallDelayMin}
              min={0}
              max={WALL_DELAY_MIN_MAX}
              unit={t("create.minuteUnit")}
              onValueChange={(minutes) => setWallDelayMin(minutes ?? WALL_DELAY_MIN)}
            />
          </Field>
        </div>
        <div className={styles.time}>
          <Field label={t("create.unanswered")} hint={t("create.unansweredHint")}>
            <NumberField
              value={unansweredMin}
              min={1}
              max={UNANSWERED_MIN_MAX}
              unit={t("create.minuteUnit")}
              onValueChange={(minutes) => setUnansweredMin(minutes ?? UNANSWERED_MIN)}
            />
          </Field>
        </div>
        <Switch
          label={t("create.noNotice")}
          hint={t("create.noNoticeHint")}
          checked={noNotice}
          onCheckedChange={setNoNotice}
        />
      </section>

      <div className={styles.foot}>
        {create.error ? <Notice tone="problem">{errorText(create.error)}</Notice> : null}
        <div className={styles.submit}>
          <span className={styles.note}>{t("create.controllerHint")}</span>
          <Button
            type="submit"
            variant="primary"
            size="large"
            // Stays busy while the lobby opens, so that a second press does not plan a second drill.
            loading={create.isPending || create.isSuccess}
          >
            {t("create.submit")}
          </Button>
        </div>
      </div>
    </form>
  );
}
