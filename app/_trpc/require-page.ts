import "server-only";
import { notFound } from "next/navigation";
import { mayOpen, type PageAddress } from "./page-access";
import { currentViewer } from "./server";

/**
 * Answers "not found" to somebody who is signed in but has no business on a page, so that its very existence
 * is no news. Strangers were sent to sign in by the layout before.
 */
export async function requirePage(page: PageAddress): Promise<void> {
  if (!mayOpen(page, await currentViewer())) notFound();
}
