import type { Said } from "@/domain/words/said";

/** Where in a scenario: `["injects", 3, "incidentId"]`. */
export type Path = (string | number)[];

/** Something an author should mend. An error stops publishing; a warning does not. */
export type Problem = {
  level: "error" | "warning";
  path: Path;
  code:
    | "reference-broken"
    | "id-twice"
    | "points-not-100"
    | "category-empty"
    | "category-other-side"
    | "inject-never-due"
    | "inject-unscored"
    | "incident-never-reported"
    | "incident-only-warned"
    | "reports-nothing"
    | "stands-in-for-nothing"
    | "unit-cannot-reach"
    | "no-way-leads"
    | "shift-unknown"
    | "equipment-missing"
    | "law-without-article"
    | "objective-unserved"
    | "side-without-items"
    | "best-option-first"
    | "best-option-longest"
    | "text-missing"
    | "text-placeholder";
  message: Said;
};

export function error(path: Path, code: Problem["code"], message: Said): Problem {
  return { level: "error", path, code, message };
}

export function warning(path: Path, code: Problem["code"], message: Said): Problem {
  return { level: "warning", path, code, message };
}
