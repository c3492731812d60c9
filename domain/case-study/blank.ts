import type { LocalText } from "@/domain/text";
import type { CaseStudy } from "./schema";

/** The frame of a case report, with the headings that such reports have and nothing under them. */
export function blankCase(title: LocalText): CaseStudy {
  return {
    schemaVersion: 1,
    title,
    summary: {
      zh: "用两三句话说清：发生了什么，怎么处置的，值得学什么。",
      en: "In two or three sentences: what happened, how it was handled, what there is to learn.",
    },
    kind: "discussion",
    category: { zh: "其他", en: "Other" },
    place: { zh: "澜洲区", en: "Lan Isle District" },
    occurredOn: null,
    tags: [],
    figures: [],
    timeline: [],
    sections: [
      { id: "background", heading: { zh: "基本情况", en: "Background" }, body: { zh: "", en: "" } },
      { id: "handling", heading: { zh: "处置经过", en: "How it was handled" }, body: { zh: "", en: "" } },
      { id: "comment", heading: { zh: "点评", en: "Comment" }, body: { zh: "", en: "" } },
    ],
    lessons: [],
    decisions: [],
    legal: [],
  };
}
