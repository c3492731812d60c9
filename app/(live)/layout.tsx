import type { ReactNode } from "react";
import { requireViewer } from "@/app/_shell/require-viewer";
import { SignedInAs } from "@/app/_shell/signed-in-as";

/** Live screens (`/drills/[drillId]` and below) own the whole window: no rail, no bars. For people who are signed in. */
export default async function LiveLayout({ children }: { children: ReactNode }) {
  const { id } = await requireViewer();
  return (
    <>
      <SignedInAs personId={id} />
      {children}
    </>
  );
}
