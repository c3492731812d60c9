import { sql } from "drizzle-orm";
import {
  check,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { users } from "./auth";
import { organisations } from "./organisations";
import { scenarios } from "./scenarios";

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/**
 * Case studies: the text being worked on, and beside it the text readers see.
 *
 * The two are apart so that a published case stays readable, word for word, while a revision of it is
 * written and reviewed.
 */
export const caseStudies = pgTable(
  "case_studies",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** Its address in the library; made once and kept, because people keep links. */
    slug: text("slug").notNull(),
    status: text("status", { enum: ["draft", "in-review", "published", "retired"] }).notNull(),
    /** Counts saves. A save names the revision it was made from. */
    revision: integer("revision").notNull().default(1),
    /** The working text: a `CaseStudy`; `unknown` here so that readers must parse it. */
    content: jsonb("content").notNull(),
    /** The readers' text: null until first published. */
    published: jsonb("published"),
    /** Whose it is: its first author's organisation at that time. Null: of somebody without one, or a starter. */
    organisationId: uuid("organisation_id").references(() => organisations.id, { onDelete: "restrict" }),
    /** Null: it came with the product. */
    createdBy: uuid("created_by").references(() => users.id, { onDelete: "restrict" }),
    /** Everybody who wrote on it since it was last published; none of them may publish it. */
    authorIds: uuid("author_ids").array().notNull().default([]),
    editedBy: uuid("edited_by").references(() => users.id, { onDelete: "restrict" }),
    submittedBy: uuid("submitted_by").references(() => users.id, { onDelete: "restrict" }),
    reviewedBy: uuid("reviewed_by").references(() => users.id, { onDelete: "restrict" }),
    /** What the reviewer wants changed; kept until it is submitted again. */
    sentBackReason: text("sent_back_reason"),
    /** The drill it grew out of, if any. */
    drillId: uuid("drill_id"),
    lane: integer("lane"),
    /** The scenario to practise it on, if any. */
    scenarioId: uuid("scenario_id").references(() => scenarios.id, { onDelete: "set null" }),

    // For finding it; made from `published`, so that no search and no count ever tells of a draft.
    kind: text("kind", { enum: ["exemplary", "cautionary", "discussion"] }),
    category: text("category"),
    tags: text("tags").array().notNull().default([]),
    /** Chinese cut into words and English stemmed, titles weighing most. */
    search: tsvector("search"),
    /** All of the text in lower case, for parts of words. */
    searchText: text("search_text"),

    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    editedAt: timestamp("edited_at", { withTimezone: true }).notNull().defaultNow(),
    publishedAt: timestamp("published_at", { withTimezone: true }),
  },
  (table) => [
    uniqueIndex("case_studies_slug_unique").on(table.slug),
    check(
      "case_studies_status_known",
      sql`${table.status} in ('draft', 'in-review', 'published', 'retired')`,
    ),
    check("case_studies_kind_known", sql`${table.kind} in ('exemplary', 'cautionary', 'discussion')`),
    check("case_studies_revision_from_one", sql`${table.revision} >= 1`),
    check(
      "case_studies_published_has_text",
      sql`${table.status} not in ('published', 'retired') or ${table.published} is not null`,
    ),
    check(
      "case_studies_text_is_findable",
      sql`(${table.published} is null) = (${table.search} is null) and (${table.published} is null) = (${table.searchText} is null)`,
    ),
    index("case_studies_search").using("gin", table.search),
    index("case_studies_status").on(table.status, table.editedAt),
    index("case_studies_organisation").on(table.organisationId),
    index("case_studies_published_at").on(table.publishedAt),
    uniqueIndex("case_studies_one_per_lane").on(table.drillId, table.lane),
  ],
);
