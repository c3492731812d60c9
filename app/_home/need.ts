/** The kinds of things that can need someone, the most pressing first: the order in which they are shown. */
export const NEED_KINDS = [
  "drill-running",
  "drill-to-join",
  "drill-planned",
  "evaluation-waiting",
  "review-waiting",
  "case-to-review",
  "case-due",
  "scenario-draft",
  "case-draft",
] as const;

export type NeedKind = (typeof NEED_KINDS)[number];

/** One thing that needs the person now. */
export type Need = {
  kind: NeedKind;
  /** Of the thing itself: a drill, a scenario, a case. */
  id: string;
  /** Its name in the reader's language. */
  title: string;
  /** Where the work is done. */
  href: string;
  /** One short line of context in the reader's language, such as the team or the place; null if there is none. */
  detail: string | null;
  /** The side the person is on, where there is one. */
  side: "responder" | "opposition" | null;
  /** When it starts, fell due or was last touched, in Unix time; null where no time matters. */
  atMs: number | null;
  /** A drill that only this person can end runs on beyond its planned time. */
  overdue: boolean;
  /** How many more of its kind there are that are not named: said of the last that is. */
  more: number;
};
