import type { ReactNode } from "react";
import { requireViewer } from "@/app/_shell/require-viewer";
import { Shell } from "@/app/_shell/shell";

/** Screens with the navigation rail: home, scenarios, drills, library, admin, me. For people who are signed in. */
export default async function MainLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer();
  return <Shell viewer={{ id: viewer.id, name: viewer.name, roles: viewer.roles }}>{children}</Shell>;
}
