import { actionNeverPossible } from "./rules/action-never-possible";
import { afterEnd } from "./rules/after-end";
import { agencyArrivesFirst } from "./rules/agency-arrives-first";
import { audienceAbsent } from "./rules/audience-absent";
import { bestOptionFirst } from "./rules/best-option-first";
import { bestOptionLongest } from "./rules/best-option-longest";
import { callSignTwice } from "./rules/call-sign-twice";
import { callsAtOnce } from "./rules/calls-at-once";
import { categoryEmpty } from "./rules/category-empty";
import { categoryOtherSide } from "./rules/category-other-side";
import { decisionNeverOpens } from "./rules/decision-never-opens";
import { equipmentMissing } from "./rules/equipment-missing";
import { expectedUnscored } from "./rules/expected-unscored";
import { gaugeOutOfBounds } from "./rules/gauge-out-of-bounds";
import { idTwice } from "./rules/id-twice";
import { incidentNeverReported } from "./rules/incident-never-reported";
import { incidentOnlyWarned } from "./rules/incident-only-warned";
import { injectNeverDue } from "./rules/inject-never-due";
import { injectUnscored } from "./rules/inject-unscored";
import { itemNeverMet } from "./rules/item-never-met";
import { itemOnOtherSide } from "./rules/item-on-other-side";
import { itemsContradict } from "./rules/items-contradict";
import { lawNotInForce } from "./rules/law-not-in-force";
import { lawWithoutArticle } from "./rules/law-without-article";
import { limitTooShort } from "./rules/limit-too-short";
import { noWayLeads } from "./rules/no-way-leads";
import { objectiveUnserved } from "./rules/objective-unserved";
import { oppositionBare } from "./rules/opposition-bare";
import { optionsWorthless } from "./rules/options-worthless";
import { pointsNot100 } from "./rules/points-not-100";
import { referenceBroken } from "./rules/reference-broken";
import { reportIsNoCall } from "./rules/report-is-no-call";
import { reportsNothing } from "./rules/reports-nothing";
import { secretRevealed } from "./rules/secret-revealed";
import { secretTold } from "./rules/secret-told";
import { shiftUnknown } from "./rules/shift-unknown";
import { sideWithoutItems } from "./rules/side-without-items";
import { standardUnkeepable } from "./rules/standard-unkeepable";
import { standsInForNothing } from "./rules/stands-in-for-nothing";
import { textMissing } from "./rules/text-missing";
import { textPlaceholder } from "./rules/text-placeholder";
import { translationMissing } from "./rules/translation-missing";
import { unitCannotReach } from "./rules/unit-cannot-reach";
import type { Rule } from "./rule";

/** Every check by its code, in the order in which authors read what it finds. */
export const rules = {
  "text-missing": textMissing,
  "text-placeholder": textPlaceholder,
  "translation-missing": translationMissing,
  "secret-told": secretTold,
  "secret-revealed": secretRevealed,
  "id-twice": idTwice,
  "reference-broken": referenceBroken,
  "shift-unknown": shiftUnknown,
  "call-sign-twice": callSignTwice,
  "inject-never-due": injectNeverDue,
  "after-end": afterEnd,
  "calls-at-once": callsAtOnce,
  "audience-absent": audienceAbsent,
  "inject-unscored": injectUnscored,
  "expected-unscored": expectedUnscored,
  "stands-in-for-nothing": standsInForNothing,
  "reports-nothing": reportsNothing,
  "incident-never-reported": incidentNeverReported,
  "incident-only-warned": incidentOnlyWarned,
  "report-is-no-call": reportIsNoCall,
  "no-way-leads": noWayLeads,
  "unit-cannot-reach": unitCannotReach,
  "opposition-bare": oppositionBare,
  "agency-arrives-first": agencyArrivesFirst,
  "gauge-out-of-bounds": gaugeOutOfBounds,
  "decision-never-opens": decisionNeverOpens,
  "options-worthless": optionsWorthless,
  "best-option-first": bestOptionFirst,
  "best-option-longest": bestOptionLongest,
  "limit-too-short": limitTooShort,
  "action-never-possible": actionNeverPossible,
  "equipment-missing": equipmentMissing,
  "law-not-in-force": lawNotInForce,
  "law-without-article": lawWithoutArticle,
  "standard-unkeepable": standardUnkeepable,
  "item-never-met": itemNeverMet,
  "item-on-other-side": itemOnOtherSide,
  "items-contradict": itemsContradict,
  "category-other-side": categoryOtherSide,
  "points-not-100": pointsNot100,
  "side-without-items": sideWithoutItems,
  "category-empty": categoryEmpty,
  "objective-unserved": objectiveUnserved,
} satisfies Record<string, Rule>;

/** What a check is called. */
export type RuleCode = keyof typeof rules;
