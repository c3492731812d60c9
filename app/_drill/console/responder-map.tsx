"use client";

import { useMemo } from "react";
import { useTranslations } from "next-intl";
import { useLiveDrill } from "@/app/_drill/live/drill-context";
import { useNowMs } from "@/app/_drill/live/drill-context";
import { useLocal } from "@/app/_drill/live/use-local";
import { useAgoText } from "@/app/_ui/use-ago-text";
import type { MapActor, MapIncident, MapUnit } from "@/app/_drill/map/board-map";
import { GroundMap } from "@/app/_drill/map/ground-map";
import { isOver } from "@/domain/view/known";
import type { IncidentSeen, SideSetting, SideView } from "@/domain/view/schema";
import { canTakeUnits } from "./ageing";

/** Crews, calls and those the side has seen, on the ground. Crews are dragged from here too. */
export function ResponderMap({
  setting,
  view,
  selected,
  moving,
  onSelect,
  onTakeUnit,
}: {
  setting: SideSetting;
  view: SideView;
  selected: IncidentSeen | null;
  /** Whether crews can be sent from this screen now. */
  moving: boolean;
  onSelect: (incident: number) => void;
  /** A press on a crew that may become a drag. */
  onTakeUnit: (unitIds: readonly string[], event: PointerEvent) => void;
}) {
  const t = useTranslations("console");
  const local = useLocal();
  const { clock, serverOffsetMs } = useLiveDrill();
  const units = useMemo(
    (): MapUnit[] =>
      view.units.flatMap(({ id, status, at, leg }) => {
        // Who is off duty is at home: on the map they would only stand in front of those who can be sent.
        if (status === "off-duty") return [];
        const known = setting.units.find((unit) => unit.id === id);
        const label = known?.callSign ?? id;
        return [
          {
            id,
            label,
            title: known ? `${label} ${local(known.name)}` : label,
            status,
            at,
            leg,
            ...(known ? { branch: known.branch } : {}),
          },
        ];
      }),
    [view.units, setting.units, local],
  );
  const selectedNumber = selected?.number ?? null;
  const incidents = useMemo(
    (): MapIncident[] =>
      view.incidents.flatMap((incident) =>
        incident.place.at && incident.mergedInto === null
          ? [
              {
                number: incident.number,
                title: `${t("incidentNo", { number: incident.number })} ${local(incident.place.name)}`,
                priority: incident.priority,
                at: incident.place.at,
                selected: incident.number === selectedNumber,
                over: isOver(incident),
                takesUnits: moving && canTakeUnits(incident),
              },
            ]
          : [],
      ),
    [view.incidents, selectedNumber, moving, local, t],
  );
  // What was seen of persons ages by the minute.
  const minute = Math.floor(useNowMs() / 60_000);
  const ago = useAgoText();
  const actors = useMemo(
    (): MapActor[] =>
      view.actors.flatMap(({ id, name, status, place, seenAtMs }) => {
        const since = seenAtMs === null ? "" : ago(Math.max(0, minute * 60_000 - seenAtMs));
        const label = since === "" ? local(name) : t("map.seen", { name: local(name), ago: since });
        return place.at ? [{ id, label, status, at: place.at, selected: false }] : [];
      }),
    [view.actors, local, ago, minute, t],
  );
  const picks = useMemo(
    () => ({
      incident: onSelect,
      takeUnit: (id: string, event: PointerEvent) => moving && onTakeUnit([id], event),
    }),
    [onSelect, onTakeUnit, moving],
  );
  return (
    <GroundMap
      label={t("map.label")}
      alternative={[
        ...incidents.map((incident) => incident.title),
        ...units.map((unit) => `${unit.title}: ${t(`unitStatus.${unit.status}`)}`),
        ...actors.map((actor) => actor.label),
      ]}
      features={setting.ground.features}
      clock={clock}
      serverOffsetMs={serverOffsetMs}
      units={units}
      incidents={incidents}
      actors={actors}
      focus={selected?.place.at ?? null}
      picks={picks}
    />
  );
}
