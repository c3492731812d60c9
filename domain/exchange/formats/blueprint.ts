import { say } from "@/domain/words/said";
import { entriesOf, hasFields, textOf, type Format } from "./format";

/** Exports of CMU Blueprint: templates of a MSEL, whose events hold a value for each data field. */
export const blueprint: Format = {
  name: "Blueprint",
  recognises: (json) => hasFields(json, "Msels", "DataFields") || hasFields(json, "msels", "dataFields"),
  read: (json) => {
    if (!hasFields(json)) return { refused: say("exchange.refused.unknown") };
    const fields = entriesOf(json.DataFields ?? json.dataFields);
    const values = entriesOf(json.DataValues ?? json.dataValues);
    const events = entriesOf(json.ScenarioEvents ?? json.scenarioEvents);
    const valueOf = (event: Record<string, unknown>, field: Record<string, unknown>) =>
      values.find(
        (value) =>
          textOf(value.ScenarioEventId ?? value.scenarioEventId) === textOf(event.Id ?? event.id) &&
          textOf(value.DataFieldId ?? value.dataFieldId) === textOf(field.Id ?? field.id),
      );
    const written = events.filter((event) => fields.some((field) => valueOf(event, field) !== undefined));
    if (written.length === 0) {
      const names = fields.map((field) => textOf(field.Name ?? field.name));
      return {
        refused: say("exchange.refused.noInjects", { columns: { list: names.slice(0, 12), as: "each" } }),
      };
    }
    const cell = (event: Record<string, unknown>, field: Record<string, unknown>) => {
      const value = valueOf(event, field);
      return textOf(value?.Value ?? value?.value);
    };
    const table = [
      ["DeltaSeconds", ...fields.map((field) => textOf(field.Name ?? field.name))],
      ...written.map((event) => [
        textOf(event.DeltaSeconds ?? event.deltaSeconds),
        ...fields.map((field) => cell(event, field)),
      ]),
    ];
    return { table: { name: "MSEL", isHidden: false, rows: table } };
  },
};
