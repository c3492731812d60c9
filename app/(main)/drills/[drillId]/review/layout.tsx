import type { ReactNode } from "react";
import { ClientMessages } from "@/app/_i18n/client-messages";

/** What a drill came to, once it is over. */
export default function ReviewLayout({ children }: { children: ReactNode }) {
  return <ClientMessages namespaces={["review", "log", "scores", "terms"]}>{children}</ClientMessages>;
}
