import { cache } from "react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale } from "next-intl/server";
import { serverCaller } from "@/app/_trpc/server";
import { inLocale } from "@/domain/text";
import { CasePage } from "@/app/_library/case/case-page";

/** Read once for the title and the text. A case that may not be read is a page that does not exist. */
const readCase = cache(async (slug: string) => {
  if (!/^[a-z0-9][a-z0-9-]{0,80}$/.test(slug)) return null;
  try {
    return await (await serverCaller()).library.read({ slug });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "NOT_FOUND") return null;
    throw error;
  }
});

export async function generateMetadata({ params }: PageProps<"/library/[slug]">): Promise<Metadata> {
  const found = await readCase((await params).slug);
  return found ? { title: inLocale(found.study.title, await getLocale()) } : {};
}

export default async function LibraryCasePage({ params }: PageProps<"/library/[slug]">) {
  const found = await readCase((await params).slug);
  if (!found) notFound();
  return <CasePage found={found} />;
}
