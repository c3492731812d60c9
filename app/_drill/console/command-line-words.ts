import { asSearched } from "@/domain/typed";
import type { ActionKnown, SideSetting } from "@/domain/view/schema";

/** What a line typed by a dispatcher may mean. */
export type Meaning =
  | { kind: "dispatch"; unitIds: string[]; incident: number }
  | { kind: "action"; actionId: string; incident: number | null }
  | { kind: "select"; incident: number };

export type KnownWords = {
  units: readonly Pick<SideSetting["units"][number], "id" | "callSign">[];
  actions: readonly Pick<ActionKnown, "id" | "label">[];
  incidents: readonly number[];
  /** The incident that is open on screen. */
  selected: number | null;
};

/** How many actions a word may stand for before they are no help any more. */
const ACTIONS_MAX = 6;

/**
 * Reads a line as a dispatcher types it, the likeliest meaning first: "101 1" sends unit 101 to incident 1,
 * "101 103" sends both to the incident on screen, "2" opens incident 2, "接警 2" or "accept 2" takes an action.
 */
export function meaningsOf(line: string, known: KnownWords): Meaning[] {
  const words = asSearched(line)
    .split(/[\s,，、;；>→]+/)
    .filter((word) => word !== "");
  const [only] = words;
  if (only === undefined) return [];

  const unitOf = (word: string) => known.units.find((unit) => asSearched(unit.callSign) === word);
  const incidentOf = (word: string | undefined) =>
    word !== undefined && /^#?\d{1,3}$/.test(word)
      ? known.incidents.find((number) => number === Number(word.replace("#", "")))
      : undefined;

  const meanings: Meaning[] = [];
  // A number at the end is an incident before it is a call sign, if units stand before it.
  const last = incidentOf(words.at(-1));
  const before = words.slice(0, -1).map(unitOf);
  if (last !== undefined && before.length > 0 && before.every((unit) => unit !== undefined)) {
    meanings.push({ kind: "dispatch", unitIds: before.map((unit) => unit.id), incident: last });
  }
  const units = words.map(unitOf);
  if (known.selected !== null && units.every((unit) => unit !== undefined)) {
    meanings.push({ kind: "dispatch", unitIds: units.map((unit) => unit.id), incident: known.selected });
  }
  const alone = words.length === 1 ? incidentOf(only) : undefined;
  if (alone !== undefined) meanings.push({ kind: "select", incident: alone });
  if (meanings.length > 0) return meanings;

  const wanted = (last === undefined ? words : words.slice(0, -1)).join(" ");
  if (wanted === "") return [];
  const found = known.actions.filter(({ label }) =>
    [label.zh, label.en].some((text) => asSearched(text).includes(wanted)),
  );
  const startsWith = (action: KnownWords["actions"][number]) =>
    [action.label.zh, action.label.en].some((text) => asSearched(text).startsWith(wanted)) ? 0 : 1;
  return found
    .sort((a, b) => startsWith(a) - startsWith(b))
    .slice(0, ACTIONS_MAX)
    .map((action) => ({ kind: "action", actionId: action.id, incident: last ?? known.selected }));
}
