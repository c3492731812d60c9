import { blankInject, type ForeignInject, type ForeignWhen, type Loss } from "@/domain/exchange/plan";
import { say } from "@/domain/words/said";
import { entriesOf, hasFields, textOf, textsOf, type Format } from "./format";

/** Table-tops of IcebergTTX: a graph of injects, each with options that lead to the next. */
export const iceberg: Format = {
  name: "IcebergTTX",
  recognises: (json) => hasFields(json, "injects", "start_inject_id"),
  read: (json) => {
    if (!hasFields(json)) return { refused: say("exchange.refused.unknown") };
    const entries = entriesOf(json.injects);
    const leading = leadingIn(entries);
    const injects = entries.map((entry, i): ForeignInject => ({
      ...blankInject(i + 1, textOf(entry.id)),
      title: textOf(entry.title),
      text: textOf(entry.content) || textOf(entry.title),
      to: textsOf(entry.target_teams).join(", "),
      when: leading.get(textOf(entry.id)) ?? { on: "hand" },
      expected: textsOf(entry.expected_actions).join("; "),
      options: entriesOf(entry.options).map(({ id, label }) => ({ id: textOf(id), label: textOf(label) })),
    }));
    const notes = textOf(json.debrief_notes);
    const losses: Loss[] =
      notes === "" ? [] : [{ row: null, said: say("exchange.loss.notes", { text: notes }) }];
    return { plan: { title: textOf(json.title), injects, losses } };
  },
};

/** What leads to each entry: the options whose next it is, or the entry that it follows. */
function leadingIn(entries: readonly Record<string, unknown>[]): Map<string, ForeignWhen> {
  const leading = new Map<string, ForeignWhen>();
  for (const entry of entries) {
    const number = textOf(entry.id);
    for (const option of entriesOf(entry.options)) {
      const next = textOf(option.next_inject_id);
      const before = leading.get(next);
      const others = before?.on === "options" ? before.of : [];
      if (next !== "") {
        leading.set(next, { on: "options", of: [...others, { number, optionId: textOf(option.id) }] });
      }
    }
    const next = textOf(entry.next_inject_id);
    if (next !== "" && !leading.has(next)) leading.set(next, { on: "after", number, delayMs: 0 });
  }
  return leading;
}
