"use client";

import { useMemo } from "react";
import { useQuery } from "@tanstack/react-query";
import { useLocale } from "next-intl";
import { useTRPC } from "@/app/_trpc/client";
import type { OrganisationLevel } from "@/domain/account/schema";
import { inLocale, type LocalText } from "@/domain/text";

export type OrganisationNode = {
  id: string;
  parentId: string | null;
  level: OrganisationLevel;
  name: LocalText;
  /** How far below the top: 0 for a bureau on top. */
  depth: number;
};

/** Every organisation, parents before their children, in the order of their names. */
export function useOrganisationOptions() {
  const trpc = useTRPC();
  const locale = useLocale();
  const { data } = useQuery(trpc.organisations.tree.queryOptions());
  return useMemo(() => {
    const collator = new Intl.Collator(locale, { numeric: true });
    const nodes: OrganisationNode[] = [];
    const visit = (parentId: string | null, depth: number) => {
      const children = (data ?? [])
        .filter((node) => node.parentId === parentId)
        .sort((a, b) => collator.compare(inLocale(a.name, locale), inLocale(b.name, locale)));
      for (const child of children) {
        nodes.push({ ...child, depth });
        visit(child.id, depth + 1);
      }
    };
    visit(null, 0);
    return {
      nodes,
      /** For a select, which has no tree: the depth shows as an indent. */
      indented: nodes.map((node) => ({
        value: node.id,
        label: `${"\u2003".repeat(node.depth)}${inLocale(node.name, locale)}`,
      })),
    };
  }, [data, locale]);
}
