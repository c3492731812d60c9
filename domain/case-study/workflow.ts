import { Refusal } from "@/domain/refusal";
import type { CaseStatus } from "./schema";

/** What can be done with a case study as a whole. */
export type CaseStep = "edit" | "submit" | "send-back" | "publish" | "retire" | "revise";

/** A case as far as its way through review is concerned. */
export type CaseAtStage = {
  status: CaseStatus;
  /** Everybody who wrote on it since it was last published. */
  authorIds: readonly string[];
};

/**
 * draft -> in-review -> published -> retired. A reviewer sends back to draft; revising takes a published or
 * retired case back to draft, while readers keep the text they have.
 */
const STEPS: Record<CaseStep, { from: readonly CaseStatus[]; to: CaseStatus }> = {
  edit: { from: ["draft"], to: "draft" },
  submit: { from: ["draft"], to: "in-review" },
  "send-back": { from: ["in-review"], to: "draft" },
  publish: { from: ["in-review"], to: "published" },
  retire: { from: ["published"], to: "retired" },
  revise: { from: ["published", "retired"], to: "draft" },
};

/**
 * The stage a case is in after a step.
 *
 * Four eyes: nobody publishes what they wrote themselves. An administrator may, because a small station has
 * nobody else; the audit trail shows it.
 *
 * @throws {Refusal} "case-stage-wrong", "case-own-work".
 */
export function stageAfter(
  step: CaseStep,
  at: CaseAtStage,
  by: { id: string; roles: readonly string[] },
): CaseStatus {
  const { from, to } = STEPS[step];
  if (!from.includes(at.status)) throw new Refusal("case-stage-wrong");
  if (step === "publish" && isOwnWork(at, by)) throw new Refusal("case-own-work");
  return to;
}

/** The steps somebody may take now, for the buttons of a screen. */
export function stepsOpen(at: CaseAtStage, by: { id: string; roles: readonly string[] }): CaseStep[] {
  const all: CaseStep[] = ["edit", "submit", "send-back", "publish", "retire", "revise"];
  return all.filter(
    (step) => STEPS[step].from.includes(at.status) && !(step === "publish" && isOwnWork(at, by)),
  );
}

function isOwnWork(at: CaseAtStage, by: { id: string; roles: readonly string[] }): boolean {
  return at.authorIds.includes(by.id) && !by.roles.includes("administrator");
}
