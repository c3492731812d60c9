import type { Answers, Option } from "@/domain/actions/asks/ask";

/** One thing that people are asked, as a field shows it. */
export type FieldOf<Value extends string | number> = {
  label: string;
  hint?: string | undefined;
  needed: boolean;
  /** What can be named; null: words of one's own. */
  options: readonly Option<Value>[] | null;
  chosen: Value | null;
  answers: Answers;
  onAnswers: (answers: Answers) => void;
  /** One of the options was chosen, or words were written. */
  onChoose: (value: Value) => void;
  /** Large on a street, where thumbs answer. */
  size: "medium" | "large";
};
