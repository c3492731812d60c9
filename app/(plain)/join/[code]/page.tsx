import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requirePage } from "@/app/_trpc/require-page";
import { getQueryClient, HydrateClient, noop, trpc } from "@/app/_trpc/server";
import { JoinScreen } from "./join-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("drills");
  return { title: t("join.title") };
}

export default async function JoinCodePage({ params }: PageProps<"/join/[code]">) {
  await requirePage("/join/[code]");
  const { code } = await params;
  // Awaited, so that the page arrives with what can be joined: what hydrates is what was rendered.
  await getQueryClient().query(trpc.drill.byCode.queryOptions({ code })).catch(noop);
  return (
    <HydrateClient>
      <JoinScreen code={code} />
    </HydrateClient>
  );
}
