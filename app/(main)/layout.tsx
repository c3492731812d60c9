import type { ReactNode } from "react";
import { getLocale } from "next-intl/server";
import { requireViewer } from "@/app/_shell/require-viewer";
import { SignedInAs } from "@/app/_shell/signed-in-as";
import { Shell } from "@/app/_shell/shell";
import { personNameIn } from "@/domain/account/schema";

/** Screens with the navigation rail: home, scenarios, drills, library, admin, me. For people who are signed in. */
export default async function MainLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer();
  const name = personNameIn(viewer, await getLocale());
  return (
    <Shell viewer={{ id: viewer.id, name, roles: viewer.roles }}>
      <SignedInAs personId={viewer.id} />
      {children}
    </Shell>
  );
}
