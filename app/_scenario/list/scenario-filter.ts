import type { LocalText } from "@/domain/text";
import { holdsWords } from "@/domain/typed";

export type ScenarioFilter = {
  text: string;
  opposed: boolean | null;
  state: "active" | "archived";
  view: "cards" | "table";
};

/** The filter a list's address asks for; what it does not know it ignores. */
export function scenarioFilterFrom(read: (key: string) => string | null): ScenarioFilter {
  const opposed = read("opposed");
  return {
    text: read("q") ?? "",
    opposed: opposed === "yes" ? true : opposed === "no" ? false : null,
    state: read("state") === "archived" ? "archived" : "active",
    view: read("view") === "table" ? "table" : "cards",
  };
}

/** The address that shows a list so filtered: what is as usual is left out. */
export function addressOfScenarios({ text, opposed, state, view }: ScenarioFilter): string {
  const query = new URLSearchParams();
  if (text.trim() !== "") query.set("q", text.trim());
  if (opposed !== null) query.set("opposed", opposed ? "yes" : "no");
  if (state !== "active") query.set("state", state);
  if (view !== "cards") query.set("view", view);
  const search = query.toString();
  return search === "" ? "/scenarios" : `/scenarios?${search}`;
}

/** Whether a scenario fits what was typed (every word, either language) and chosen. */
export function fitsFilter(
  scenario: { title: LocalText; summary: LocalText; opposed: boolean },
  filter: Pick<ScenarioFilter, "text" | "opposed">,
): boolean {
  if (filter.opposed !== null && scenario.opposed !== filter.opposed) return false;
  const { title, summary } = scenario;
  return holdsWords([title.zh, title.en, summary.zh, summary.en].join("\n"), filter.text);
}
