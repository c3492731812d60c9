import type { ReactNode } from "react";
import { ClientMessages } from "@/app/_i18n/client-messages";

/** The library of case studies, and the rooms in which they are written. */
export default function LibraryLayout({ children }: { children: ReactNode }) {
  return <ClientMessages namespaces={["library"]}>{children}</ClientMessages>;
}
