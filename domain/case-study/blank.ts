import type { LocalText } from "@/domain/text";
import type { CaseStudy } from "./schema";

const UNWRITTEN: LocalText = { zh: "", en: "" };

/** The frame of a case report, with the headings that such reports have and nothing under them. */
export function blankCase(title: LocalText): CaseStudy {
  return {
    schemaVersion: 1,
    title,
    summary: UNWRITTEN,
    kind: "discussion",
    category: UNWRITTEN,
    place: UNWRITTEN,
    occurredOn: null,
    tags: [],
    figures: [],
    timeline: [],
    sections: [
      { id: "background", heading: { zh: "基本情况", en: "Background" }, body: UNWRITTEN },
      { id: "handling", heading: { zh: "处置经过", en: "How it was handled" }, body: UNWRITTEN },
      { id: "comment", heading: { zh: "点评", en: "Comment" }, body: UNWRITTEN },
    ],
    lessons: [],
    decisions: [],
    legal: [],
  };
}
