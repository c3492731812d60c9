"use client";

import { useMessages, useTranslations } from "next-intl";

/** Says in words what an entry of the audit trail holds as a name; an unknown name is shown as it is. */
export function useActionText() {
  const t = useTranslations("admin.audit");
  const { actions, why: reasons } = useMessages().admin.audit;
  return {
    action(name: string): string {
      // A dot would mean a step into the catalogue.
      const key = name.replaceAll(".", "_");
      return isKeyOf(actions, key) ? t(`actions.${key}`) : name;
    },
    /** Why something was refused, or null when the entry does not say. */
    why(detail: unknown): string | null {
      if (typeof detail !== "object" || detail === null || !("why" in detail)) return null;
      const { why } = detail;
      if (typeof why !== "string") return null;
      return isKeyOf(reasons, why) ? t(`why.${why}`) : why;
    },
  };
}

function isKeyOf<Known extends object>(known: Known, key: PropertyKey): key is keyof Known {
  return Object.hasOwn(known, key);
}
