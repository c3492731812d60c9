"use client";

import { useMemo, useState } from "react";
import { Check, Clock, Send, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useNowMs } from "@/app/_console/drill-context";
import { PaneEmpty } from "@/app/_console/pane";
import { Remaining } from "@/app/_console/time-parts";
import { useLocal } from "@/app/_console/use-local";
import { Button } from "@/app/_ui/button";
import { classNames } from "@/app/_ui/class-names";
import { clockFace } from "@/app/_ui/clock-text";
import type { Ground } from "@/domain/ground/schema";
import type { IncidentSeen, SideSetting, UnitSeen } from "@/domain/view/schema";
import { doorOf, travelMs, unitPosition } from "./travel-time";
import styles from "./unit-list.module.css";

export type UnitKnown = SideSetting["units"][number];
export type RankedUnit = { known: UnitKnown; seen: UnitSeen; travelMs: number | null };

/** Positions are looked at anew this often, in ms of drill time: routes are not free. */
const RERANK_MS = 15_000;

/** Units with their way to an incident: free ones nearest first, then those that are taken. */
export function useRankedUnits(
  units: readonly UnitKnown[],
  seen: readonly UnitSeen[],
  ground: Ground,
  incident: IncidentSeen | null,
): RankedUnit[] {
  const lookedMs = Math.floor(useNowMs() / RERANK_MS) * RERANK_MS;
  const placeId = incident?.place.id ?? null;
  const number = incident?.number ?? null;
  return useMemo(() => {
    const door = placeId === null ? null : doorOf(ground, placeId);
    const ranked = units.flatMap((known): RankedUnit[] => {
      const state = seen.find((candidate) => candidate.id === known.id);
      if (!state) return [];
      const at = unitPosition(state, lookedMs);
      return [
        {
          known,
          seen: state,
          travelMs: door === null || !at ? null : travelMs(ground, known.vehicle, at, door),
        },
      ];
    });
    const group = ({ seen: { status, incident: busyWith } }: RankedUnit) =>
      busyWith !== null && busyWith === number ? 0 : status === "idle" || status === "returning" ? 1 : 2;
    return ranked.sort((a, b) => group(a) - group(b) || (a.travelMs ?? Infinity) - (b.travelMs ?? Infinity));
  }, [units, seen, ground, placeId, number, lookedMs]);
}

/** Who can be sent: nearest first, with the time it takes and whether that keeps the standard. Double-click sends. */
export function UnitList({
  ranked,
  incident,
  canSend,
  onSend,
}: {
  ranked: readonly RankedUnit[];
  incident: IncidentSeen | null;
  /** Whether the incident is at a stage in which units can be sent. */
  canSend: boolean;
  onSend: (unitIds: string[]) => void;
}) {
  const t = useTranslations("console.units");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const toggle = (id: string) =>
    setChosen((before) => (before.includes(id) ? before.filter((other) => other !== id) : [...before, id]));
  const sendable = chosen.filter((id) =>
    ranked.some(({ known, seen }) => known.id === id && seen.incident !== (incident?.number ?? -1)),
  );

  return (
    <div className={styles.list}>
      <div className={styles.head}>
        <h3>{t("title")}</h3>
        <span className={styles.hint}>{canSend ? t("hint") : t("hintNotYet")}</span>
        <Button
          size="small"
          variant="primary"
          icon={<Send aria-hidden="true" />}
          disabled={!canSend || sendable.length === 0}
          onClick={() => {
            onSend([...sendable]);
            setChosen([]);
          }}
        >
          {t("send", { count: sendable.length })}
        </Button>
      </div>
      <ul className={styles.rows} tabIndex={0} aria-label={t("title")}>
        {ranked.length === 0 ? <PaneEmpty>{t("none")}</PaneEmpty> : null}
        {ranked.map((unit) => (
          <UnitRow
            key={unit.known.id}
            unit={unit}
            incident={incident}
            chosen={chosen.includes(unit.known.id)}
            onToggle={() => toggle(unit.known.id)}
            onSend={
              canSend
                ? () => {
                    onSend([unit.known.id]);
                    setChosen((before) => before.filter((id) => id !== unit.known.id));
                  }
                : null
            }
          />
        ))}
      </ul>
    </div>
  );
}

function UnitRow({
  unit: { known, seen, travelMs: wayMs },
  incident,
  chosen,
  onToggle,
  onSend,
}: {
  unit: RankedUnit;
  incident: IncidentSeen | null;
  chosen: boolean;
  onToggle: () => void;
  onSend: (() => void) | null;
}) {
  const t = useTranslations("console");
  const local = useLocal();
  const here = incident !== null && seen.incident === incident.number;
  return (
    <li>
      <button
        type="button"
        className={classNames(styles.row, chosen && styles.chosen, here && styles.here)}
        aria-pressed={chosen}
        // The second click of a double one must not undo the first before it sends.
        onClick={(event) => event.detail < 2 && onToggle()}
        onDoubleClick={() => {
          if (chosen || !here) onSend?.();
        }}
        title={[local(known.name), local(known.station), t("units.crew", { count: known.crew })].join(" · ")}
      >
        <span className={styles.sign}>{known.callSign}</span>
        <span className={styles.who}>
          <span className={styles.name}>{local(known.name)}</span>
          <span className={styles.detail}>
            {t(`branch.${known.branch}`)} · {t(`vehicle.${known.vehicle}`)}
          </span>
        </span>
        <span className={styles.state}>
          <span>
            {t(`unitStatus.${seen.status}`)}
            {seen.incident !== null && !here ? ` · ${t("incidentNo", { number: seen.incident })}` : ""}
          </span>
          {seen.leg && seen.status === "en-route" ? (
            <span className={styles.eta}>
              {t("units.arrivesIn")} <Remaining untilMs={seen.leg.arrivesAtMs} />
            </span>
          ) : seen.busyUntilMs !== null ? (
            <span className={styles.eta}>
              {t("units.freeIn")} <Remaining untilMs={seen.busyUntilMs} />
            </span>
          ) : null}
        </span>
        <span className={styles.way}>
          {here || incident === null ? null : wayMs === null ? (
            <span className={styles.noWay}>{t("units.noWay")}</span>
          ) : (
            <Way ms={wayMs} incident={incident} />
          )}
        </span>
      </button>
    </li>
  );
}

/** How long the way is, and whether a unit that left now would keep the standard of arrival. */
function Way({ ms, incident }: { ms: number; incident: IncidentSeen }) {
  const t = useTranslations("console.units");
  const nowMs = useNowMs();
  // Where several standards end with the arrival, the one that ends first is the one to keep.
  const standard = incident.standards
    .filter((candidate) => candidate.to === "on-scene" && candidate.doneAtMs === null)
    .sort((a, b) => a.fullByMs - b.fullByMs)[0];
  const wouldBe = !standard
    ? null
    : nowMs + ms <= standard.fullByMs
      ? "met"
      : nowMs + ms <= standard.limitByMs
        ? "late"
        : "missed";
  const Icon = wouldBe === "met" ? Check : wouldBe === "late" ? Clock : X;
  return (
    <span className={classNames(styles.time, wouldBe && styles[wouldBe])}>
      {wouldBe ? <Icon role="img" aria-label={t(`would.${wouldBe}`)} strokeWidth={2.5} /> : null}
      <span title={wouldBe ? t(`would.${wouldBe}`) : undefined}>{clockFace(ms)}</span>
    </span>
  );
}
