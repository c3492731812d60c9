import { Refusal } from "@/domain/refusal";
import { subtreeOf, type OrganisationNode } from "./organisation-tree";
import type { Role } from "./schema";

/** Somebody as far as their rights go, with the organisations these reach: their own and those below it. */
export type Governor = {
  id: string;
  roles: readonly Role[];
  organisationId: string | null;
  reach: ReadonlySet<string>;
};

/**
 * Something that belongs to an organisation: a team, a person, a case, a scenario, a drill. Without one it belongs to
 * those who have none themselves, as everything does where no organisations are kept.
 */
export type Owned = {
  organisationId: string | null;
  /** It came with the product and is the same for every organisation. */
  isStarter?: boolean;
};

type Rule = {
  /** Whoever holds one of these and whose organisation is the owner, or stands above it. */
  roles: readonly Role[];
  /** What may happen to something that came with the product: nothing by default. */
  starter?: "administrators";
};

const TRAINERS: readonly Role[] = ["trainer"];

/**
 * Who may do what with something of an organisation. Administrators keep the whole installation and may do all of it;
 * what came with the product they may take out of use, and nobody may change it: it is copied, and the copy changed.
 */
export const MAY = {
  "team.change": { roles: TRAINERS },
  /** To put somebody on a team. */
  "person.enlist": { roles: TRAINERS },
  "person.change": { roles: [] },
  "case.change": { roles: TRAINERS },
  "case.retire": { roles: TRAINERS, starter: "administrators" },
  "scenario.change": { roles: TRAINERS },
  "scenario.practice": { roles: TRAINERS, starter: "administrators" },
  "scenario.archive": { roles: TRAINERS, starter: "administrators" },
  "drill.run": { roles: TRAINERS },
} as const satisfies Record<string, Rule>;
export type OwnedAction = keyof typeof MAY;

/** Whether somebody may do this to something. */
export function may(governor: Governor, action: OwnedAction, subject: Owned): boolean {
  const rule: Rule = MAY[action];
  const keepsAll = governor.roles.includes("administrator");
  if (subject.isStarter) return keepsAll && rule.starter === "administrators";
  if (keepsAll) return true;
  if (!governor.roles.some((role) => rule.roles.includes(role))) return false;
  return subject.organisationId === null
    ? governor.organisationId === null
    : governor.reach.has(subject.organisationId);
}

/** @throws {Refusal} "starter-not-changed", which names the way out, or "owned-elsewhere". */
export function requireMay(governor: Governor, action: OwnedAction, subject: Owned): void {
  if (may(governor, action, subject)) return;
  throw new Refusal(subject.isStarter ? "starter-not-changed" : "owned-elsewhere");
}

/** Somebody with the organisations their rights reach. */
export function governorIn(
  tree: readonly OrganisationNode[],
  { id, roles, organisationId }: Omit<Governor, "reach">,
): Governor {
  const reach = new Set(organisationId === null ? [] : subtreeOf(tree, organisationId));
  return { id, roles, organisationId, reach };
}
