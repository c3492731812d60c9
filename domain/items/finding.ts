import type { LocalText } from "@/domain/text";
import type { Assessment, LineStatus } from "./terms";

/** What is found about one item: the share of its points and why. */
export type Finding = {
  status: LineStatus;
  /** 0 to 1, unrounded. */
  share: number;
  why: LocalText;
  /** Positions in the log. */
  evidence: number[];
  assessments?: Assessment[];
  log?: { status: LineStatus; why: LocalText };
  disagreement?: true;
};

/** Nothing can be said about an item yet. */
export function notEvaluated(why: LocalText, evidence: number[] = []): Finding {
  return { status: "not-evaluated", share: 0, why, evidence };
}

/** The status a share of the points stands for. */
export function statusOfShare(share: number): "met" | "partly" | "missed" {
  return share >= 1 ? "met" : share <= 0 ? "missed" : "partly";
}

/** What never happened says nothing about anybody. */
export function neverHappened(evidence: number[]): Finding {
  return notEvaluated(
    { zh: "相关情况没有出现，不作评定。", en: "What it hangs on never happened, so it is not evaluated." },
    evidence,
  );
}

export function missed(why: LocalText, evidence: number[] = []): Finding {
  return { status: "missed", share: 0, why, evidence };
}
