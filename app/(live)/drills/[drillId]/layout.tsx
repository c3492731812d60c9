import type { ReactNode } from "react";
import { notFound } from "next/navigation";
import { z } from "zod";
import { leadInOrNotFound } from "@/app/_drill/marks/lead-in";
import { ClientMessages } from "@/app/_i18n/client-messages";

/** An address that cannot be a drill's is answered like one of a drill nobody knows. */
export default async function LiveDrillLayout({
  params,
  children,
}: {
  params: Promise<{ drillId: string }>;
  children: ReactNode;
}) {
  const { drillId } = await params;
  if (!z.uuid().safeParse(drillId).success) notFound();
  await leadInOrNotFound(drillId);
  return (
    <ClientMessages namespaces={["console", "control", "evaluate", "conditions", "log", "terms"]}>
      {children}
    </ClientMessages>
  );
}
