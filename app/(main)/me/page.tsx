import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/app/_i18n/client-messages";
import { getQueryClient, HydrateClient, noop, trpc } from "@/app/_trpc/server";
import { MeScreen } from "@/app/_account/me/me-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("me");
  return { title: t("title") };
}

/** One's own account. */
export default async function MePage() {
  await Promise.all([
    getQueryClient().query(trpc.me.profile.queryOptions()).catch(noop),
    getQueryClient().query(trpc.me.sessions.queryOptions()).catch(noop),
  ]);
  return (
    <ClientMessages namespaces={["me"]}>
      <HydrateClient>
        <MeScreen />
      </HydrateClient>
    </ClientMessages>
  );
}
