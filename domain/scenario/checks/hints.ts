import type { Path } from "./rule";

/**
 * Hints that releases before 0.2 stored in place of a text that was still to be written. Scenarios from then may hold
 * them still; players would read them as the author's words.
 */
const FORMER_HINTS: ReadonlySet<string> = new Set([
  "写下要下达的内容。",
  "What is to be delivered.",
  "写下报警人的原话。",
  "What the caller says, word for word.",
  "外貌特征",
  "What they look like",
  "收到，马上安排。",
  "Understood; someone is on the way.",
  "此时应当怎么做？",
  "What should be done now?",
  "理由",
  "Why",
  "请描述该等级的表现。",
  "Describe what this level looks like.",
  "请说明理由。",
  "Say why.",
  "新的训练目标",
  "New objective",
  "新的处警单元",
  "New crew",
  "新的警情",
  "New incident",
  "未分类",
  "Uncategorised",
  "新的情况",
  "New inject",
  "新的人物",
  "New actor",
  "新的联动单位",
  "New agency",
  "新的量表",
  "New gauge",
  "新的线索",
  "New fact",
  "新的选项",
  "New option",
  "新的评分项",
  "New item",
  "用两三句话概括本想定。",
  "Say in two or three sentences what happens.",
  "交代时间、地点、勤务和背景。",
  "Time, place, who is on duty, and the background.",
  "交代处警方的任务。",
  "What the responders are to do.",
]);

/** A text that is nothing but such a mark: people leave them where they mean to come back. */
const MARK =
  /^[\s\p{P}]*(?:todo|tbd|tba|fixme|xxx+|lorem ipsum.*|n\/?a|placeholder|待(?:补充?|定|填写?|写|完善|确认|续)|此处(?:填写|略).*|略|占位.*|测试文字|[.…。·]{2,}|[?？]{2,})[\s\p{P}]*$/iu;

/** The texts of a scenario that are such a hint or such a mark, in either language. */
export function hintsIn(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value)) return value.flatMap((part, i) => hintsIn(part, [...path, i]));
  if (typeof value !== "object" || value === null) return [];
  if ("zh" in value && "en" in value) return isHint(value.zh) || isHint(value.en) ? [path] : [];
  return Object.entries(value).flatMap(([key, part]) => hintsIn(part, [...path, key]));
}

function isHint(text: unknown): boolean {
  return typeof text === "string" && (FORMER_HINTS.has(text.trim()) || MARK.test(text));
}
