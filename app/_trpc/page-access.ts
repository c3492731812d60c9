import type { Role } from "@/domain/account/schema";

/** Who may open a page or call a route handler that is not a tRPC procedure. */
export type PageAccess = "public" | "signed-in" | readonly Role[];

/**
 * Every page and route handler below `app/`, by address. A test holds it against the files: a page that is not
 * here fails the build.
 *
 * This keeps people out of rooms in which they have nothing to do. What they may see and do is decided by the
 * procedures, whatever page they are on.
 */
export const PAGE_ACCESS = {
  "/": "signed-in",
  "/admin": ["administrator"],
  "/admin/audit": ["administrator"],
  "/admin/limits": ["administrator"],
  "/admin/organisations": ["administrator"],
  "/admin/parts": ["administrator"],
  "/admin/people": ["administrator"],
  "/admin/teams": ["administrator"],
  "/drills": "signed-in",
  "/drills/[drillId]": "signed-in",
  "/drills/[drillId]/control": "signed-in",
  "/drills/[drillId]/evaluate": "signed-in",
  "/drills/[drillId]/plan": "signed-in",
  "/drills/[drillId]/review": "signed-in",
  "/drills/[drillId]/review/replay": "signed-in",
  "/drills/[drillId]/lobby": "signed-in",
  "/drills/[drillId]/wall": "signed-in",
  "/drills/new": ["trainer", "administrator"],
  "/drills/practice": "signed-in",
  "/join": "signed-in",
  "/join/[code]": "signed-in",
  "/library": "signed-in",
  "/library/[slug]": "signed-in",
  "/library/drafts": ["trainer", "administrator"],
  "/library/drafts/[caseId]": ["trainer", "administrator"],
  "/me": "signed-in",
  "/scenarios": ["trainer", "administrator"],
  "/scenarios/[scenarioId]": ["trainer", "administrator"],
  "/setup": "public",
  "/sign-in": "public",
} as const satisfies Record<string, PageAccess>;

export type PageAddress = keyof typeof PAGE_ACCESS;

/** Whether somebody (null: a stranger) may open a page. */
export function mayOpen(page: PageAddress, viewer: { roles: readonly Role[] } | null): boolean {
  const access: PageAccess = PAGE_ACCESS[page];
  if (access === "public") return true;
  if (viewer === null) return false;
  return access === "signed-in" || viewer.roles.some((role) => access.includes(role));
}
