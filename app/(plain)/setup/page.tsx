import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/_i18n/client-messages";
import { serverCaller } from "@/app/_trpc/server";
import { SetupForm } from "@/app/_account/setup/setup-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth");
  return { title: t("setup.title") };
}

/** Creates the first administrator. Once there is one, it only leads to the door. */
export default async function SetupPage() {
  const caller = await serverCaller();
  if (!(await caller.setup.isOpen())) redirect("/sign-in");
  return (
    <ClientMessages namespaces={["auth"]}>
      <SetupForm />
    </ClientMessages>
  );
}
