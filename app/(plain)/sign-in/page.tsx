import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/_i18n/client-messages";
import { currentViewer, serverCaller } from "@/app/_trpc/server";
import { DemoAccounts } from "@/app/_account/sign-in/demo-accounts";
import { nextAddress } from "@/app/_account/sign-in/next-address";
import { SignInForm } from "@/app/_account/sign-in/sign-in-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth");
  return { title: t("signIn.title") };
}

/** The door. In demo mode it also offers the accounts to try. */
export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const next = nextAddress((await searchParams).next);
  if (await currentViewer()) redirect(next);
  const caller = await serverCaller();
  if (await caller.setup.isOpen()) redirect("/setup");
  const demoAccounts = await caller.session.demoAccounts();
  return (
    <ClientMessages namespaces={["auth"]}>
      <SignInForm next={next} />
      {demoAccounts.length > 0 ? <DemoAccounts accounts={demoAccounts} next={next} /> : null}
    </ClientMessages>
  );
}
