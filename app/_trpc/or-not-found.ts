import "server-only";
import { notFound } from "next/navigation";

/**
 * Waits for what a page is about. What the caller may not know of does not exist, and so has no page; any other failure
 * surfaces where the screen reads the query.
 */
export async function orNotFound(query: Promise<unknown>): Promise<void> {
  try {
    await query;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "NOT_FOUND") notFound();
  }
}
