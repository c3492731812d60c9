import "server-only";
import type { NewDrill } from "@/domain/roster/schema";
import { inLocale } from "@/domain/text";
import type { Offered } from "@/domain/locales";
import type { LocalText } from "@/domain/text";
import type { Api } from "./api";

export type Format = "opposed" | "parallel";

export type ScenarioFound = {
  id: string;
  /** What it is called on the command line. */
  name: string;
  title: LocalText;
  opposed: boolean;
};

/** The scenario somebody means by a starter's name, a title or an id. */
export async function findScenario(api: Api, wanted: string): Promise<ScenarioFound> {
  const listed = await api.scenario.list.query();
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replace(/[\s-]+/g, "-")
      .replace(/^the-/, "");
  const named = (title: LocalText) => [title.zh, title.en].some((text) => plain(text) === plain(wanted));
  const found = listed.find(({ id, slug, title }) => id === wanted || slug === wanted || named(title));
  if (found) return { ...found, name: wanted };
  const names = listed.map(({ slug, title }) => `  ${(slug ?? "").padEnd(18)}${title.zh} · ${title.en}`);
  throw new CannotPlay(
    `没有想定“${wanted}” · no scenario "${wanted}". 可用的有 · there are:\n${names.join("\n")}`,
  );
}

/** The scenarios the product comes with. */
export async function starterScenarios(api: Api): Promise<ScenarioFound[]> {
  const listed = await api.scenario.list.query();
  return listed
    .flatMap((scenario) => (scenario.slug === null ? [] : [{ ...scenario, name: scenario.slug }]))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** Something the person who typed the command can put right. */
export class CannotPlay extends Error {}

/** @throws {CannotPlay} when nobody could play the other side. */
export function requireFormat(format: Format, { opposed, name, title }: ScenarioFound): void {
  if (format === "parallel" || opposed) return;
  throw new CannotPlay(
    `“${inLocale(title, "zh")}”没有对抗方，请用 --format parallel · ${name} has no opposition; use --format parallel.`,
  );
}

/** The places of a drill, lane by lane; where the scenario has an opposition, every lane has one of its own. */
export function placesFor(
  format: Format,
  opposed: boolean,
  teams: number,
  locale: Offered,
): NewDrill["teams"] {
  const names = (lane: number) =>
    format === "opposed"
      ? { responder: { zh: "潮声队", en: "Tide" }, opposition: { zh: "砥礁队", en: "Reef" } }
      : {
          responder: { zh: `第${lane}队`, en: `Team ${lane}` },
          opposition: { zh: `第${lane}队的对手`, en: `Opposition ${lane}` },
        };
  const sides = opposed ? (["responder", "opposition"] as const) : (["responder"] as const);
  return Array.from({ length: teams }, (_, i) => i + 1).flatMap((lane) =>
    sides.map((side) => ({ lane, side, teamId: null, name: inLocale(names(lane)[side], locale) })),
  );
}
