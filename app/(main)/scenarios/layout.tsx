import type { ReactNode } from "react";
import { ClientMessages } from "@/app/_i18n/client-messages";
import { requirePage } from "@/app/_trpc/require-page";

/** Where trainers write scenarios. */
export default async function ScenariosLayout({ children }: { children: ReactNode }) {
  await requirePage("/scenarios");
  return (
    <ClientMessages namespaces={["scenarios", "checks", "conditions", "exchange", "terms"]}>
      {children}
    </ClientMessages>
  );
}
