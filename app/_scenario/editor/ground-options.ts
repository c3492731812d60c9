import type { Ground } from "@/domain/ground/schema";
import { tagOf, type Locale } from "@/domain/locales";
import { inLocale } from "@/domain/text";
import type { Option } from "./editor-context";

/** What a scenario can refer to on its ground, named and in order, for lists of choices. */
export function groundOptions(
  ground: Ground | null,
  locale: Locale,
): { places: Option[]; stations: Option[]; cameras: Option[] } {
  const options: { places: Option[]; stations: Option[]; cameras: Option[] } = {
    places: [],
    stations: [],
    cameras: [],
  };
  for (const { properties } of ground?.features ?? []) {
    if (properties.kind !== "place" && properties.kind !== "station" && properties.kind !== "camera")
      continue;
    const option = { value: properties.id, label: inLocale(properties.name, locale) };
    if (properties.kind === "place") options.places.push(option);
    if (properties.kind === "station") options.stations.push(option);
    if (properties.kind === "camera") options.cameras.push(option);
  }
  const order = new Intl.Collator(tagOf(locale));
  for (const list of Object.values(options)) list.sort((a, b) => order.compare(a.label, b.label));
  return options;
}
