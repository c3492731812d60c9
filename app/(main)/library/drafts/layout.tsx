import type { ReactNode } from "react";
import { requirePage } from "@/app/_trpc/require-page";

/** Where cases are written and reviewed. */
export default async function DraftsLayout({ children }: { children: ReactNode }) {
  await requirePage("/library/drafts");
  return children;
}
