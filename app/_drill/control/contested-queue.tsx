"use client";

import { useState } from "react";
import { Scale } from "lucide-react";
import { useTranslations } from "next-intl";
import { useLiveDrill } from "@/app/_drill/live/drill-context";
import { ProgressBar, Remaining } from "@/app/_drill/live/time-parts";
import { useLocal } from "@/app/_drill/live/use-local";
import { Button } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { RadioGroup } from "@/app/_ui/radio-group";
import { SideTag } from "@/app/_drill/marks/side-tag";
import { Textarea } from "@/app/_ui/textarea";
import { useSeparator } from "@/app/_ui/separator";
import { useTelling } from "@/app/_ui/use-telling";
import type { Outcome } from "@/domain/drill/schema";
import { namesOf } from "@/domain/scenario/names";
import type { ControlView, FullSetting } from "@/domain/view/schema";
import styles from "./contested-queue.module.css";
import form from "./dialog-form.module.css";

type LaneView = ControlView["lanes"][number];
type Move = LaneView["actions"][number];

/** Moves that wait for an umpire, the most urgent first. Left alone, the default ruling applies in time. */
export function ContestedQueue({
  setting,
  lane,
  running,
}: {
  setting: FullSetting;
  lane: LaneView;
  running: boolean;
}) {
  const t = useTranslations("control.contested");
  const local = useLocal();
  const [ruling, setRuling] = useState<number | null>(null);
  const queue = lane.actions
    .filter((action) => action.state === "contested")
    .sort((a, b) => (a.contested?.rulingDueAtMs ?? 0) - (b.contested?.rulingDueAtMs ?? 0));
  const open = queue.find(({ n }) => n === ruling);
  const ahead = lane.actions
    .filter((action) => action.contactAtMs !== null && isRuledOn(setting, action))
    .sort((a, b) => (a.contactAtMs ?? 0) - (b.contactAtMs ?? 0));
  if (queue.length === 0 && ahead.length === 0) return null;

  return (
    <section className={styles.queue} aria-label={t("title")}>
      <h2 className={styles.title}>
        <Scale aria-hidden="true" />
        {t("title")}
        <span role="status">{t("count", { count: queue.length })}</span>
      </h2>
      <ul>
        {queue.map((move) => {
          const label = setting.actions.find(({ id }) => id === move.actionId)?.label;
          return (
            <li key={move.n} className={styles.move}>
              <div className={styles.what}>
                <SideTag side={move.side} />
                <strong>{label ? local(label) : move.actionId}</strong>
                <MoveTarget move={move} setting={setting} />
                {move.note ? <span className={styles.note}>{move.note}</span> : null}
                <Contact move={move} setting={setting} />
              </div>
              {move.contested ? (
                <div className={styles.clock}>
                  <Suggestion contested={move.contested} />
                  <span className={styles.left}>
                    {t("left")} <Remaining untilMs={move.contested.rulingDueAtMs} />
                  </span>
                  <ProgressBar fromMs={move.atMs} toMs={move.contested.rulingDueAtMs} label={t("left")} />
                </div>
              ) : null}
              <Button variant="primary" disabled={!running} onClick={() => setRuling(move.n)}>
                {t("rule")}
              </Button>
            </li>
          );
        })}
        {ahead.map((move) => {
          const label = setting.actions.find(({ id }) => id === move.actionId)?.label;
          return (
            <li key={move.n} className={styles.move}>
              <div className={styles.what}>
                <SideTag side={move.side} />
                <strong>{label ? local(label) : move.actionId}</strong>
                <MoveTarget move={move} setting={setting} />
              </div>
              <span className={styles.left}>
                {t("ahead")} <Remaining untilMs={move.contactAtMs ?? 0} />
              </span>
            </li>
          );
        })}
      </ul>
      {open ? (
        <RulingDialog
          key={open.n}
          move={open}
          lane={lane}
          setting={setting}
          onClose={() => setRuling(null)}
        />
      ) : null}
    </section>
  );
}

function MoveTarget({ move, setting }: { move: Move; setting: FullSetting }) {
  const separator = useSeparator();
  const c = useTranslations("console");
  const local = useLocal();
  const nameOf = namesOf(setting.scenario, setting.ground);
  const target = move.targetId === null ? null : nameOf("target", move.targetId);
  const units = move.unitIds
    .map((id) => setting.scenario.forces.units.find((unit) => unit.id === id)?.callSign ?? id)
    .join(" ");
  const parts = [
    target ? local(target) : "",
    move.incident === null ? "" : c("incidentNo", { number: move.incident }),
    units,
    local(move.byName),
  ].filter((part) => part !== "");
  return <span className={styles.target}>{parts.join(separator)}</span>;
}

/** Whether an umpire will have a word in it once it begins. */
function isRuledOn(setting: FullSetting, { actionId }: Move): boolean {
  return setting.actions.find(({ id }) => id === actionId)?.adjudication.by === "umpire";
}

/** What crews meet where they act: who of those they are after is there, and how many officers came. */
function Contact({ move, setting }: { move: Move; setting: FullSetting }) {
  const t = useTranslations("control.contested");
  const local = useLocal();
  const tell = useTelling();
  const nameOf = namesOf(setting.scenario, setting.ground);
  const scene = move.contested?.scene;
  if (!scene) return null;
  const named = (ids: readonly string[]) =>
    tell({
      list: ids.flatMap((id) => {
        const name = nameOf("actor", id);
        return name ? [local(name)] : [];
      }),
      as: "and",
    });
  const missing = scene.meant.filter((id) => !scene.there.includes(id));
  return (
    <span className={styles.contact}>
      {scene.there.length > 0 ? t("there", { names: named(scene.there) }) : t("nobodyThere")}
      {scene.there.length > 0 && missing.length > 0 ? (
        <span>{t("notThere", { names: named(missing) })}</span>
      ) : null}
      <span>{t("officers", { count: scene.officers })}</span>
    </span>
  );
}

function Suggestion({ contested }: { contested: NonNullable<Move["contested"]> }) {
  const t = useTranslations("control.contested");
  const tell = useTelling();
  return (
    <span className={styles.suggestion}>
      {t("suggested", {
        outcome: t(`outcome.${contested.suggested}`),
        odds: tell({ share: contested.odds }),
      })}
    </span>
  );
}

function RulingDialog({
  move,
  lane,
  setting,
  onClose,
}: {
  move: Move;
  lane: LaneView;
  setting: FullSetting;
  onClose: () => void;
}) {
  const t = useTranslations("control.contested");
  const common = useTranslations("common");
  const local = useLocal();
  const { act } = useLiveDrill();
  const [outcome, setOutcome] = useState<Outcome>(move.contested?.suggested ?? "success");
  const [rationale, setRationale] = useState("");
  const [busy, setBusy] = useState(false);
  const action = setting.actions.find(({ id }) => id === move.actionId);
  const reasons = (["numbers", "position", "time", "means"] as const).map((key) =>
    t(`reason.${outcome}.${key}`),
  );

  async function rule() {
    if (rationale.trim() === "") return;
    setBusy(true);
    const done = await act({
      type: "Rule",
      lane: lane.lane,
      no: move.n,
      outcome,
      rationale: rationale.trim(),
    });
    setBusy(false);
    if (done) onClose();
  }

  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={t("dialogTitle", { action: action ? local(action.label) : move.actionId })}
      description={action?.hint ? local(action.hint) : undefined}
      footer={
        <>
          <Button onClick={onClose}>{common("action.cancel")}</Button>
          <Button
            type="submit"
            form="ruling"
            variant="primary"
            loading={busy}
            disabled={rationale.trim() === ""}
          >
            {t("give")}
          </Button>
        </>
      }
    >
      <form
        id="ruling"
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          void rule();
        }}
      >
        <div className={form.facts}>
          <SideTag side={move.side} />
          <MoveTarget move={move} setting={setting} />
          {move.contested ? (
            <>
              <Contact move={move} setting={setting} />
              <Suggestion contested={move.contested} />
              <span>
                {t("otherwise", { outcome: t(`outcome.${move.contested.otherwise}`) })}{" "}
                <Remaining untilMs={move.contested.rulingDueAtMs} />
              </span>
            </>
          ) : null}
        </div>
        {move.note ? <p className={form.quote}>{move.note}</p> : null}
        <RadioGroup
          label={t("outcomeLabel")}
          value={outcome}
          onValueChange={setOutcome}
          options={[
            { value: "success", label: t("outcome.success"), hint: t("successHint") },
            { value: "failure", label: t("outcome.failure"), hint: t("failureHint") },
          ]}
        />
        <Field label={t("rationale")} hint={t("rationaleHint")} required>
          <Textarea
            rows={3}
            maxLength={1_000}
            value={rationale}
            onChange={(event) => setRationale(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void rule();
            }}
          />
        </Field>
        <div className={form.presets} role="group" aria-label={t("presets")}>
          {reasons.map((reason) => (
            <Button key={reason} size="small" onClick={() => setRationale(reason)}>
              {reason}
            </Button>
          ))}
        </div>
      </form>
    </Dialog>
  );
}
