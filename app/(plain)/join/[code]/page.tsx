import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requirePage } from "@/app/_trpc/require-page";
import { orNotFound } from "@/app/_trpc/or-not-found";
import { getQueryClient, HydrateClient, trpc } from "@/app/_trpc/server";
import { JoinCode } from "@/domain/roster/schema";
import { JoinScreen } from "@/app/_drill/join/join-screen";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("drills");
  return { title: t("join.title") };
}

export default async function JoinCodePage({ params }: PageProps<"/join/[code]">) {
  await requirePage("/join/[code]");
  // As it stands in the address: a code in full width comes in escapes.
  const { data: code } = JoinCode.safeParse(decodeURIComponent((await params).code));
  if (code === undefined) notFound();
  // Awaited, so that the page arrives with what can be joined: what hydrates is what was rendered.
  await orNotFound(getQueryClient().query(trpc.drill.byCode.queryOptions({ code })));
  return (
    <HydrateClient>
      <JoinScreen code={code} />
    </HydrateClient>
  );
}
