import type { LocalText } from "@/domain/text";
import type { LineStatus } from "./schema";

/** What a scoring rule finds about one item: the share of its points and why. */
export type Finding = {
  status: LineStatus;
  /** 0 to 1, unrounded. */
  share: number;
  why: LocalText;
  /** Positions in the log. */
  evidence: number[];
};

/** Nothing can be said about an item yet. */
export function notEvaluated(why: LocalText, evidence: number[] = []): Finding {
  return { status: "not-evaluated", share: 0, why, evidence };
}

/** The status a share of the points stands for. */
export function statusOfShare(share: number): "met" | "partly" | "missed" {
  return share >= 1 ? "met" : share <= 0 ? "missed" : "partly";
}
