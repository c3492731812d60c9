import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { users } from "./auth";
import { organisations } from "./organisations";
import { scenarios } from "./scenarios";
import { tsvector } from "./tsvector";

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
    /** All of the text as it is searched (`asSearched`): what a find is made sure of by. */
    searchText: text("search_text"),
    /** The windows of that text (`gramsOf`). Null as well where there are too many for a vector. */
    grams: tsvector("grams"),
    /** The title as it is searched, in both languages. Short, so that it lies in the row itself. */
    searchTitle: text("search_title"),

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
      sql`(${table.published} is null) = (${table.search} is null) and (${table.published} is null) = (${table.searchText} is null) and (${table.published} is null) = (${table.searchTitle} is null)`,
    ),
    index("case_studies_search").using("gin", table.search),
    index("case_studies_grams").using("gin", table.grams),
    // The few that no window finds.
    index("case_studies_without_grams")
      .on(table.id)
      .where(sql`${table.grams} is null and ${table.published} is not null`),
    // What readers may find, the newest first.
    index("case_studies_newest")
      .on(table.publishedAt.desc().nullsFirst(), table.slug)
      .where(sql`${table.published} is not null and ${table.status} <> 'retired'`),
    index("case_studies_newest_of_category")
      .on(table.category, table.publishedAt.desc().nullsFirst(), table.slug)
      .where(sql`${table.published} is not null and ${table.status} <> 'retired'`),
    index("case_studies_scenario")
      .on(table.scenarioId)
      .where(sql`${table.scenarioId} is not null`),
    index("case_studies_status").on(table.status, table.editedAt),
    // What an organisation's own people work on, the last edited first.
    index("case_studies_worked_on")
      .on(table.organisationId, table.editedAt, table.id)
      .where(sql`${table.createdBy} is not null`),
    index("case_studies_organisation").on(table.organisationId),
    uniqueIndex("case_studies_one_per_lane").on(table.drillId, table.lane),
  ],
);

/**
 * What readers may find, by category and tag, the newest first: a row for each. Written as a case is published or
 * taken back (server/library/facets/mutations.ts), so that no list of a tag looks at every case.
 */
export const caseFacets = pgTable(
  "case_facets",
  {
    facet: text("facet", { enum: ["category", "tag"] }).notNull(),
    /** What is filtered by: `keyOf` the label. */
    key: text("key").notNull(),
    caseId: uuid("case_id")
      .notNull()
      .references(() => caseStudies.id, { onDelete: "cascade" }),
    slug: text("slug").notNull(),
    publishedAt: timestamp("published_at", { withTimezone: true }).notNull(),
    /** How this case writes it: a `LocalText`. */
    label: jsonb("label").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.caseId, table.facet, table.key] }),
    check("case_facets_facet_known", sql`${table.facet} in ('category', 'tag')`),
    index("case_facets_newest").on(table.facet, table.key, table.publishedAt.desc().nullsFirst(), table.slug),
  ],
);

/**
 * How many cases readers may find of each kind, category and tag, and of each of these together. An empty text stands
 * for all of them: the row of three empty texts counts everything.
 */
export const caseCounts = pgTable(
  "case_counts",
  {
    kind: text("kind").notNull(),
    category: text("category").notNull(),
    tag: text("tag").notNull(),
    n: integer("n").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.kind, table.category, table.tag] }),
    check("case_counts_from_zero", sql`${table.n} >= 0`),
    // The most frequent tags of a choice, without reading all of them.
    index("case_counts_tags")
      .on(table.kind, table.category, table.n.desc().nullsFirst(), table.tag)
      .where(sql`${table.tag} <> ''`),
    index("case_counts_categories")
      .on(table.kind, table.tag, table.category)
      .where(sql`${table.category} <> ''`),
    index("case_counts_kinds")
      .on(table.category, table.tag, table.kind)
      .where(sql`${table.kind} <> ''`),
  ],
);
