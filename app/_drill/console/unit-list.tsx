"use client";

import { useMemo, useState } from "react";
import { Check, Clock, Navigation, Send, X, type LucideIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { useLiveDrill, useNowMs } from "@/app/_drill/live/drill-context";
import { PaneEmpty } from "@/app/_drill/live/pane";
import { Remaining } from "@/app/_drill/live/time-parts";
import { useLocal } from "@/app/_drill/live/use-local";
import { Button } from "@/app/_ui/button";
import { classNames } from "@/app/_ui/class-names";
import { useDurationText } from "@/app/_ui/use-duration-text";
import { useSeparator } from "@/app/_ui/separator";
import { isFree, travelMs, wouldMeet, type Meets } from "@/domain/view/nearest";
import { equipmentName } from "@/domain/actions/equipment";
import type { IncidentSeen, SideSetting, SideView, UnitSeen } from "@/domain/view/schema";
import styles from "./unit-list.module.css";

type UnitKnown = SideSetting["units"][number];
export type RankedUnit = { known: UnitKnown; seen: UnitSeen; travelMs: number | null };

/** Positions are looked at anew this often, in ms of drill time: routes are not free. */
const RERANK_MS = 15_000;

/** Units with their way to an incident: free ones nearest first, then those that are taken, then those off duty. */
export function useRankedUnits(
  setting: SideSetting,
  view: SideView,
  incident: IncidentSeen | null,
): RankedUnit[] {
  const lookedMs = Math.floor(useNowMs() / RERANK_MS) * RERANK_MS;
  const placeId = incident?.place.id ?? null;
  const number = incident?.number ?? null;
  const { units, congestion } = view;
  return useMemo(() => {
    const ranked = setting.units.flatMap((known): RankedUnit[] => {
      const seen = units.find((candidate) => candidate.id === known.id);
      if (!seen) return [];
      const ms = placeId === null ? null : travelMs(setting, { congestion }, seen, placeId, lookedMs);
      return [{ known, seen, travelMs: ms }];
    });
    const group = ({ seen }: RankedUnit) =>
      seen.incident !== null && seen.incident === number
        ? 0
        : isFree(seen)
          ? 1
          : seen.status === "off-duty"
            ? 3
            : 2;
    return ranked.sort((a, b) => group(a) - group(b) || (a.travelMs ?? Infinity) - (b.travelMs ?? Infinity));
  }, [setting, units, congestion, placeId, number, lookedMs]);
}

/** Who can be sent: nearest first, with the time it takes and whether that keeps the standard. Double-click sends. */
export function UnitList({
  setting,
  ranked,
  incident,
  canSend,
  onSend,
  onTake,
}: {
  setting: SideSetting;
  ranked: readonly RankedUnit[];
  incident: IncidentSeen | null;
  /** Whether the incident is at a stage in which units can be sent. */
  canSend: boolean;
  onSend: (unitIds: string[]) => void;
  /** A press on crews that may become a drag. */
  onTake: (unitIds: readonly string[], event: PointerEvent) => void;
}) {
  const separator = useSeparator();
  const duration = useDurationText();
  const t = useTranslations("console.units");
  const local = useLocal();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const h = useTranslations("console.held");
  const held = useLiveDrill().held.playing;
  const hint = held !== null ? h(`playing.${held}`) : canSend ? t("hint") : t("hintNotYet");
  const toggle = (id: string) =>
    setChosen((before) => (before.includes(id) ? before.filter((other) => other !== id) : [...before, id]));
  const nearest = ranked.find(({ seen, travelMs: ms }) => isFree(seen) && ms !== null);
  const sendable = chosen.filter((id) =>
    ranked.some(({ known, seen }) => known.id === id && seen.incident !== (incident?.number ?? -1)),
  );

  return (
    <div className={styles.list}>
      <div className={styles.head}>
        <h3>{t("title")}</h3>
        <span className={styles.hint} title={hint}>
          {hint}
        </span>
        {canSend && nearest && chosen.length === 0 ? (
          <Button
            size="small"
            icon={<Navigation aria-hidden="true" />}
            title={[local(nearest.known.name), duration(nearest.travelMs ?? 0)].join(separator)}
            onClick={() => onSend([nearest.known.id])}
          >
            {t("sendNearest", { sign: nearest.known.callSign })}
          </Button>
        ) : null}
        <Button
          size="small"
          variant="primary"
          icon={<Send aria-hidden="true" />}
          disabled={!canSend || sendable.length === 0}
          title={hint}
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
            setting={setting}
            unit={unit}
            incident={incident}
            chosen={chosen.includes(unit.known.id)}
            onToggle={() => toggle(unit.known.id)}
            onTake={(event) =>
              // Whoever is chosen goes along.
              onTake(chosen.includes(unit.known.id) ? chosen : [unit.known.id], event)
            }
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
  setting,
  unit: { known, seen, travelMs: wayMs },
  incident,
  chosen,
  onToggle,
  onTake,
  onSend,
}: {
  setting: SideSetting;
  unit: RankedUnit;
  incident: IncidentSeen | null;
  chosen: boolean;
  onToggle: () => void;
  onTake: (event: PointerEvent) => void;
  onSend: (() => void) | null;
}) {
  const separator = useSeparator();
  const t = useTranslations("console");
  const local = useLocal();
  const here = incident !== null && seen.incident === incident.number;
  const offDuty = seen.status === "off-duty";
  return (
    <li>
      <button
        type="button"
        className={classNames(
          styles.row,
          chosen && styles.chosen,
          here && styles.here,
          offDuty && styles.offDuty,
        )}
        aria-pressed={chosen}
        // Somebody off duty has to be called in first; the row still says when they come on.
        aria-disabled={offDuty || undefined}
        // The second click of a double one must not undo the first before it sends.
        onClick={(event) => event.detail < 2 && !offDuty && onToggle()}
        onPointerDown={(event) => !offDuty && onTake(event.nativeEvent)}
        onDoubleClick={() => {
          if (!offDuty && (chosen || !here)) onSend?.();
        }}
        title={[
          local(known.name),
          local(known.station),
          t("units.crew", { count: known.crew }),
          ...known.equipment.map((item) => local(equipmentName(item))),
        ].join(separator)}
      >
        <span className={styles.sign}>{known.callSign}</span>
        <span className={styles.who}>
          <span className={styles.name}>{local(known.name)}</span>
          <span className={styles.detail}>
            {t(`branch.${known.branch}`)}
            {separator}
            {t(`vehicle.${known.vehicle}`)}
            {known.shift === null ? "" : `${separator}${t("units.shift", { shift: known.shift })}`}
          </span>
        </span>
        <span className={styles.state}>
          <span>
            {t(`unitStatus.${seen.status}`)}
            {seen.incident !== null && !here
              ? `${separator}${t("incidentNo", { number: seen.incident })}`
              : ""}
          </span>
          {seen.leg && seen.status === "en-route" ? (
            <span className={styles.eta}>
              {t("units.arrivesIn")} <Remaining untilMs={seen.leg.arrivesAtMs} />
            </span>
          ) : seen.busyUntilMs !== null ? (
            <span className={styles.eta}>
              {t(offDuty ? "units.onDutyIn" : "units.freeIn")} <Remaining untilMs={seen.busyUntilMs} />
            </span>
          ) : null}
        </span>
        <span className={styles.way}>
          {here || offDuty || incident === null ? null : wayMs === null ? (
            <span className={styles.noWay}>{t("units.noWay")}</span>
          ) : (
            <Way setting={setting} ms={wayMs} incident={incident} />
          )}
        </span>
      </button>
    </li>
  );
}

/** How long the way is, and whether a unit that left now would keep the standard of arrival. */
function Way({
  setting,
  ms,
  incident,
}: {
  setting: Pick<SideSetting, "standards">;
  ms: number;
  incident: IncidentSeen;
}) {
  const duration = useDurationText();
  const t = useTranslations("console.units");
  const nowMs = useNowMs();
  const local = useLocal();
  const kept = wouldMeet(setting, incident, nowMs, ms);
  const sentence = kept ? t(`would.${kept.meets}`, { standard: local(kept.standard.name) }) : undefined;
  const Icon = kept ? MEETS_ICON[kept.meets] : null;
  return (
    <span className={classNames(styles.time, kept && styles[kept.meets])} title={sentence}>
      {Icon ? <Icon aria-hidden="true" strokeWidth={2.5} /> : null}
      <span>{duration(ms)}</span>
      {kept ? <span className={styles.verdict}>{t(`meets.${kept.meets}`)}</span> : null}
    </span>
  );
}

const MEETS_ICON: Readonly<Record<Meets, LucideIcon>> = { full: Check, partial: Clock, none: X };
