import { say, type Said } from "@/domain/words/said";
import type { Assessment, LineStatus } from "./terms";

/** What is found about one item: the share of its points and why. */
export type Finding = {
  status: LineStatus;
  /** 0 to 1, unrounded. */
  share: number;
  why: Said;
  /** Positions in the log. */
  evidence: number[];
  assessments?: Assessment[];
  log?: { status: LineStatus; why: Said };
  disagreement?: true;
};

/** Nothing can be said about an item yet. */
export function notEvaluated(why: Said, evidence: number[] = []): Finding {
  return { status: "not-evaluated", share: 0, why, evidence };
}

/** The status a share of the points stands for. */
export function statusOfShare(share: number): "met" | "partly" | "missed" {
  return share >= 1 ? "met" : share <= 0 ? "missed" : "partly";
}

/** What never happened says nothing about anybody. */
export function neverHappened(evidence: number[]): Finding {
  return notEvaluated(say("scores.never"), evidence);
}

export function missed(why: Said, evidence: number[] = []): Finding {
  return { status: "missed", share: 0, why, evidence };
}
