import { useTranslations } from "next-intl";
import { drillMsNow, useLiveDrill } from "@/app/_drill/live/drill-context";
import { useSeparator } from "@/app/_ui/separator";
import { useDurationText } from "@/app/_ui/use-duration-text";
import { travelMs, wouldMeet } from "@/domain/view/nearest";
import type { SideSetting, SideView } from "@/domain/view/schema";
import { useUnitDrag } from "./use-unit-drag";

/** Crews that are dragged onto an incident are sent there; meanwhile it says how long they would take. */
export function useDragToSend({
  setting,
  view,
  callSigns,
  onSend,
}: {
  setting: SideSetting;
  view: SideView;
  callSigns: ReadonlyMap<string, string>;
  onSend: (unitIds: readonly string[], incident: number) => void;
}): ReturnType<typeof useUnitDrag> {
  const separator = useSeparator();
  const duration = useDurationText();
  const t = useTranslations("console");
  const { clock, serverOffsetMs } = useLiveDrill();
  return useUnitDrag({
    say: (unitIds, number) => {
      const signs = unitIds.map((id) => callSigns.get(id) ?? id).join(" ");
      const incident = view.incidents.find((candidate) => candidate.number === number);
      if (!incident) return signs;
      const nowMs = drillMsNow({ clock, serverOffsetMs });
      const ways = unitIds.flatMap((id) => {
        const unit = view.units.find((candidate) => candidate.id === id);
        return unit ? [travelMs(setting, view, unit, incident.place.id, nowMs)] : [];
      });
      const [slowest] = ways.filter((ms) => ms !== null).sort((a, b) => b - a);
      const sentence = t("line.dispatch", { units: signs, number: incident.number });
      if (slowest === undefined) return sentence;
      const kept = wouldMeet(setting, incident, nowMs, slowest);
      return [sentence, duration(slowest), kept ? t(`units.meets.${kept.meets}`) : ""]
        .filter(Boolean)
        .join(separator);
    },
    onDrop: (unitIds, number) =>
      onSend(
        unitIds.filter((id) => view.units.find((unit) => unit.id === id)?.incident !== number),
        number,
      ),
  });
}
