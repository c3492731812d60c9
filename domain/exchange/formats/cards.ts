import { blankInject } from "@/domain/exchange/plan";
import { say } from "@/domain/words/said";
import { entriesOf, hasFields, textOf, type Format } from "./format";

/** Decks of cards, as Backdoors & Breaches has them: each card an inject that control deals by hand. */
export const cards: Format = {
  name: "Backdoors & Breaches",
  recognises: (json) =>
    hasFields(json, "data") && entriesOf(json.data).some((card) => hasFields(card, "name", "type", "image")),
  read: (json) => {
    if (!hasFields(json)) return { refused: say("exchange.refused.unknown") };
    const dealt = entriesOf(json.data).filter((card) => textOf(card.name) !== "");
    const injects = dealt.map((card, i) => ({
      ...blankInject(i + 1, textOf(card.id) || String(i + 1)),
      title: textOf(card.name),
      text: plain(textOf(card.description)) || plain(textOf(card.details)) || textOf(card.name),
    }));
    const losses = dealt.flatMap((card, i) =>
      textOf(card.image) === ""
        ? []
        : [{ row: i + 1, said: say("exchange.loss.file", { name: textOf(card.image) }) }],
    );
    return { plan: { title: textOf(json.title), injects, losses } };
  },
};

/** What a text says without its marks. */
function plain(html: string): string {
  return html
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
