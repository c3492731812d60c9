import type { ReactNode } from "react";
import { ClientMessages } from "@/app/_i18n/client-messages";
import { requirePage } from "@/app/_trpc/require-page";

/** Where drills are found, planned and gathered for. */
export default async function DrillsLayout({ children }: { children: ReactNode }) {
  await requirePage("/drills");
  return <ClientMessages namespaces={["drills"]}>{children}</ClientMessages>;
}
