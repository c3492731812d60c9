import "server-only";
import { eq } from "drizzle-orm";
import { blankCase } from "@/domain/case-study/blank";
import type { Database } from "@/server/db/client";
import { caseStudies } from "@/server/db/schema/case-studies";
import { storeStarterCase } from "./mutations";

/** A case as it comes with the product, published. */
export async function storeTestStarterCase(db: Database): Promise<{ slug: string; caseId: string }> {
  const slug = "came-with-it";
  const content = { ...blankCase({ zh: "自带案例", en: "Came with it" }), kind: "exemplary" as const };
  await storeStarterCase(db, { slug, content, scenarioId: null });
  const [row] = await db
    .select({ caseId: caseStudies.id })
    .from(caseStudies)
    .where(eq(caseStudies.slug, slug));
  if (!row) throw new Error("No starter case.");
  return { slug, caseId: row.caseId };
}
