/**
 * Every expected "no" of the product, by code.
 *
 * A new code needs three lines elsewhere, and forgetting one does not pass: its tRPC code in
 * `server/api/trpc.ts` (does not compile), and its sentence in `app/_i18n/messages/{zh,en}/refusals.json`
 * (a test).
 */
export const REFUSAL_CODES = [
  // Anyone, anywhere.
  "sign-in-required",
  "role-not-allowed",
  "owned-elsewhere",
  "starter-not-changed",
  "radio-unknown",
  "read-back-not-due",
  "not-found",
  "input-invalid",
  "changed-meanwhile",
  "document-newer",
  "cross-site-refused",
  "body-too-large",
  "too-many-requests",
  "commands-too-fast",
  "request-not-understood",
  "call-not-alone",

  // Signing in.
  "sign-in-failed",
  "sign-in-locked",
  "sign-in-address-limited",
  "sign-in-device-limited",
  "sign-in-busy",
  "code-limited",
  "demo-not-available",
  "setup-closed",
  "setup-token-wrong",

  // People, organisations, teams.
  "password-too-short",
  "password-too-long",
  "password-too-common",
  "password-names-owner",
  "password-unchanged",
  "password-wrong",
  "password-tries-limited",
  "password-needed",
  "password-must-change",
  "email-taken",
  "staff-number-taken",
  "person-needs-identifier",
  "last-administrator",
  "own-account-protected",
  "organisation-not-found",
  "organisation-level-mismatch",
  "organisation-cycle",
  "organisation-not-empty",
  "organisation-name-taken",
  "team-name-taken",
  "team-in-use",
  "person-of-other-organisation",
  "export-too-large",
  "jobs-too-many",
  "server-busy",
  "rejudging-open",
  "rejudging-needless",
  "rejudging-not-proposed",
  "rejudging-outdated",
  "job-ended",
  "job-failed",

  // Drills.
  "drill-not-found",
  "drill-not-running",
  "drill-already-started",
  "drill-cancelled",
  "drill-not-changeable",
  "drill-already-ended",
  "exercise-stopped",
  "exercise-already-stopped",
  "exercise-not-stopped",
  "stop-not-waiting",
  "stops-muted",
  "stops-already-muted",
  "stops-not-muted",
  "check-nobody",
  "check-not-called",
  "check-all-answered",
  "check-already-answered",
  "lead-needed",
  "lead-held",
  "lead-own",
  "lead-not-offered",
  "lead-reason-needed",
  "not-a-participant",
  "join-code-unknown",
  "substitute-of-other-organisation",
  "inject-not-in-msel",
  "inject-already-delivered",
  "inject-not-delivered",
  "clock-already-paused",
  "clock-already-running",
  "clock-paused",
  "jump-backwards",
  "drill-not-ended",
  "leg-not-in-play",
  "no-next-leg",
  "inject-already-held",
  "inject-not-held",
  "inject-already-skipped",
  "move-not-contested",
  "already-ruled",
  "decision-not-open",
  "decision-already-taken",
  "option-unknown",
  "item-unknown",
  "item-not-observable",
  "item-not-ratable",
  "evaluation-submitted",
  "scores-released",
  "scores-not-released",
  "result-final",
  "level-unknown",
  "line-not-evaluated",
  "finding-own",
  "team-own",
  "captain-needed",
  "appeal-twice",
  "appeal-answered",
  "appeal-window-over",
  "appeal-window-open",
  "appeals-open",
  "result-accepted",
  "ruling-unknown",
  "report-too-large",
  "review-not-open",
  "lane-unknown",
  "action-unknown",
  "action-just-taken",
  "action-takes-no-crew",
  "note-needed",
  "priority-needed",
  "precondition-not-met",
  "actor-no-way-there",
  "actor-stands-otherwise",
  "action-answers-nothing",
  "move-not-answerable",
  "move-already-answered",
  "counter-window-closed",
  "budget-spent",
  "incident-unknown",
  "incident-needed",
  "incident-same",
  "incident-over",
  "incident-stage-wrong",
  "target-needed",
  "target-unknown",
  "agency-already-notified",
  "crew-needed",
  "nobody-on-scene",
  "unit-unknown",
  "unit-not-on-scene",
  "unit-busy",
  "unit-off-duty",
  "unit-on-duty",
  "unit-already-sent",
  "branch-needed",
  "equipment-needed",
  "no-way-there",
  "recording-needs-field",
  "field-recorded-by-staff",
  "seen-before-call",
  "record-unknown",
  "record-not-own",
  "record-already-withdrawn",
  "photo-unknown",
  "photo-already-used",
  "photo-not-readable",
  "photo-too-large",
  "photo-quota-reached",
  "scenario-not-found",
  "scenario-has-errors",
  "scenario-in-use",
  "scenario-closed",
  "scenario-open-for-practice",
  "scenario-in-hidden-drill",
  "case-not-found",
  "case-stage-wrong",
  "case-own-work",
  "case-not-publishable",
  "lane-occupied",
  "join-not-open",
  "knows-other-side",
  "has-played",
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** What the sentence names: numbers and short words, never whole objects. */
export type RefusalParams = Readonly<Record<string, string | number>>;

/**
 * An expected "no", as opposed to a bug or an outage.
 *
 * Carries a code and the values its sentence needs. The sentence itself is chosen where the language of
 * the person is known, so that the rules never speak to anybody directly.
 */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: RefusalCode;
  readonly params: RefusalParams;

  constructor(code: RefusalCode, params: RefusalParams = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}

/**
 * Whether something thrown is an expected "no".
 *
 * Goes by name, not by `instanceof`: Next.js bundles a second copy of this module, and a refusal thrown
 * by one copy must be understood by the other.
 */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && error.name === "Refusal" && "code" in error && isRefusalCode(error.code);
}

export function isRefusalCode(value: unknown): value is RefusalCode {
  return REFUSAL_CODES.some((code) => code === value);
}
