import { say } from "@/domain/words/said";
import { blueprint } from "./formats/blueprint";
import { cards } from "./formats/cards";
import { cexf } from "./formats/cexf";
import type { Format, Recognised } from "./formats/format";
import { iceberg } from "./formats/iceberg";
import { openaev } from "./formats/openaev";
import { rows } from "./formats/rows";
import { fuesim, serge } from "./formats/without-injects";

/** Every known format of JSON files; the first that recognises a file reads it. */
export const FORMATS: readonly Format[] = [openaev, cexf, iceberg, blueprint, cards, serge, fuesim, rows];

/** What comes of a JSON file, and what it was recognised as; null where no format knows it. */
export function recognised(json: unknown): { format: string | null; found: Recognised } {
  const format = FORMATS.find((one) => one.recognises(json));
  return format
    ? { format: format.name, found: format.read(json) }
    : { format: null, found: { refused: say("exchange.refused.unknown") } };
}
