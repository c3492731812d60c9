import "server-only";
import { eq } from "drizzle-orm";
import { blankCase } from "@/domain/case-study/blank";
import type { CaseStudy } from "@/domain/case-study/schema";
import type { Database } from "@/server/db/client";
import { caseStudies } from "@/server/db/schema/case-studies";
import { storeStarterCase } from "./mutations";

/** A case as it comes with the product, published. */
export async function storeTestStarterCase(db: Database): Promise<{ slug: string; caseId: string }> {
  const slug = "came-with-it";
  const content = { ...plainCase({ zh: "自带案例", en: "Came with it" }), kind: "exemplary" as const };
  await storeStarterCase(db, { slug, content, scenarioId: null });
  const [row] = await db
    .select({ caseId: caseStudies.id })
    .from(caseStudies)
    .where(eq(caseStudies.slug, slug));
  if (!row) throw new Error("No starter case.");
  return { slug, caseId: row.caseId };
}

/** A case with the texts that every one has, so that it can be published. */
export function plainCase(title: CaseStudy["title"]): CaseStudy {
  return {
    ...blankCase(title),
    summary: { zh: "发生了什么，怎么处置的。", en: "What happened and how it was handled." },
    category: { zh: "求助", en: "Call for help" },
    place: { zh: "码头", en: "The quay" },
  };
}
