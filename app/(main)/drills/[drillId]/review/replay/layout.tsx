import type { ReactNode } from "react";
import { ClientMessages } from "@/app/_i18n/client-messages";

/** A drill that is over, looked at again: says what the consoles say. */
export default function ReplayLayout({ children }: { children: ReactNode }) {
  return <ClientMessages namespaces={["review", "console", "terms"]}>{children}</ClientMessages>;
}
