"use client";

import { useMemo } from "react";
import { useTranslations } from "next-intl";
import { useLocal } from "@/app/_drill/live/use-local";
import type { MapActor, MapIncident, MapUnit } from "@/app/_drill/map/board-map";
import { GroundMap } from "@/app/_drill/map/ground-map";
import type { Clock } from "@/domain/drill/clock";
import type { SideSetting, SideView } from "@/domain/view/schema";

/** The ground as a side saw it, with everything on it where it was then. */
export function SeenMap({ setting, view, clock }: { setting: SideSetting; view: SideView; clock: Clock }) {
  const t = useTranslations("console");
  const local = useLocal();
  const units = useMemo(
    () =>
      view.units.map(({ id, status, at, leg }): MapUnit => {
        const known = setting.units.find((unit) => unit.id === id);
        const label = known?.callSign ?? id;
        return { id, label, title: known ? `${label} ${local(known.name)}` : label, status, at, leg };
      }),
    [view.units, setting.units, local],
  );
  const incidents = useMemo(
    () =>
      view.incidents.flatMap(({ number, status, priority, place, mergedInto }): MapIncident[] => {
        if (!place.at || mergedInto !== null) return [];
        const title = `${t("incidentNo", { number })} ${local(place.name)}`;
        const over = status === "closed" || status === "diverted";
        return [{ number, title, priority, at: place.at, selected: false, over }];
      }),
    [view.incidents, local, t],
  );
  const actors = useMemo(
    () =>
      view.actors.flatMap(({ id, name, status, place }): MapActor[] =>
        place.at ? [{ id, label: local(name), status, at: place.at, selected: false }] : [],
      ),
    [view.actors, local],
  );
  return (
    <GroundMap
      label={t("map.label")}
      alternative={[
        ...incidents.map(({ title }) => title),
        ...units.map((unit) => `${unit.title}: ${t(`unitStatus.${unit.status}`)}`),
        ...actors.map((actor) => `${actor.label}: ${t(`actorStatus.${actor.status}`)}`),
      ]}
      features={setting.ground.features}
      clock={clock}
      serverOffsetMs={0}
      units={units}
      incidents={incidents}
      actors={actors}
    />
  );
}
