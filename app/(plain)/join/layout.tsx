import type { ReactNode } from "react";
import { ClientMessages } from "@/app/_i18n/client-messages";
import { requireViewer } from "@/app/_shell/require-viewer";
import { SignedInAs } from "@/app/_shell/signed-in-as";

/** The way into a drill, mostly on a phone. Whoever scanned a code signs in first and comes back here. */
export default async function JoinLayout({ children }: { children: ReactNode }) {
  const { id } = await requireViewer();
  return (
    <ClientMessages namespaces={["drills"]}>
      <SignedInAs personId={id} />
      {children}
    </ClientMessages>
  );
}
