import { blankInject, type ForeignInject, type ForeignWhen, type Loss } from "@/domain/exchange/plan";
import { say } from "@/domain/words/said";
import { entriesOf, hasFields, textOf, numberOf, type Format } from "./format";

/** What an export of OpenAEV carries beside its injects, and what each is called here. */
const OTHERS = [
  "teams",
  "users",
  "organizations",
  "documents",
  "articles",
  "challenges",
  "objectives",
  "variables",
] as const;

/** Exports of OpenAEV (before: OpenBAS, OpenEx): a scenario or an exercise with its injects. */
export const openaev: Format = {
  name: "OpenAEV",
  recognises: (json) => hasFields(json, "scenario_information") || hasFields(json, "exercise_information"),
  read: (json) => {
    if (!hasFields(json)) return { refused: say("exchange.refused.unknown") };
    const of = "scenario_information" in json ? "scenario" : "exercise";
    const information = json[`${of}_information`];
    const entries = entriesOf(json[`${of}_injects`]);
    const numbers = new Map(entries.map((entry, i) => [textOf(entry.inject_id), String(i + 1)]));
    const injects = entries.map((entry, i) => injectOf(entry, i + 1, numbers));
    const losses: Loss[] = [
      ...OTHERS.flatMap((what): Loss[] => {
        const count = entriesOf(json[`${of}_${what}`]).length;
        return count === 0
          ? []
          : [
              {
                row: null,
                said: say("exchange.loss.others", { what: say(`exchange.others.${what}`), count }),
              },
            ];
      }),
      ...entries.flatMap((entry, i) => lossesOf(entry, i + 1)),
    ];
    const title = hasFields(information) ? textOf(information[`${of}_name`]) : "";
    return { plan: { title, injects, losses } };
  },
};

function injectOf(entry: Record<string, unknown>, row: number, numbers: Map<string, string>): ForeignInject {
  const content = hasFields(entry.inject_content) ? entry.inject_content : {};
  const title = textOf(entry.inject_title);
  const body = textOf(content.body) || textOf(content.message) || textOf(content.content);
  return {
    ...blankInject(row, String(row)),
    title,
    text: textOf(entry.inject_description) || body || title,
    kind: kindOf(entry),
    when: whenOf(entry, numbers),
  };
}

function whenOf(entry: Record<string, unknown>, numbers: Map<string, string>): ForeignWhen {
  const delayMs = Math.round((numberOf(entry.inject_depends_duration) ?? 0) * 1_000);
  const parents = [
    textOf(entry.inject_depends_from_another),
    ...entriesOf(entry.inject_depends_on).flatMap(({ dependency_relationship: relation }) =>
      hasFields(relation) ? [textOf(relation.inject_parent_id)] : [],
    ),
  ];
  const number = parents.flatMap((id) => numbers.get(id) ?? [])[0];
  return number === undefined ? { on: "time", atMs: delayMs } : { on: "after", number, delayMs };
}

function kindOf(entry: Record<string, unknown>): string {
  const contract = hasFields(entry.inject_injector_contract) ? entry.inject_injector_contract : {};
  return textOf(contract.injector_contract_injector_type).replace(/^open(bas|aev|ex)_/, "");
}

function lossesOf(entry: Record<string, unknown>, row: number): Loss[] {
  const contract = hasFields(entry.inject_injector_contract) ? entry.inject_injector_contract : {};
  const payload = hasFields(contract.injector_contract_payload) ? contract.injector_contract_payload : {};
  const command = textOf(payload.command_content);
  return [
    ...(command === "" ? [] : [{ row, said: say("exchange.loss.command", { text: command }) }]),
    ...(entry.inject_enabled === false ? [{ row, said: say("exchange.loss.disabled") }] : []),
  ];
}
