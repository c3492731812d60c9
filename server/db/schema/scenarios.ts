import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
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
import { grounds, policies } from "./grounds";
import { organisations } from "./organisations";

/** How long a list inside of a document is; null where it is none, so that nothing written keeps a draft from being saved. */
function lengthOf(list: string) {
  return sql.raw(`case when jsonb_typeof(${list}) = 'array' then jsonb_array_length(${list}) end`);
}

/** Scenarios as their authors write them: one draft each, saved as it grows. Drills run published versions. */
export const scenarios = pgTable(
  "scenarios",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** Starter scenarios only: the name they are known by in files and on the command line, "phone-shop". */
    slug: text("slug"),
    /** Copied from the draft, so that lists need not read it. */
    titleZh: text("title_zh").notNull(),
    titleEn: text("title_en").notNull(),
    /** Whose it is. Null: of somebody without an organisation, or a starter, which everybody reads and nobody edits. */
    organisationId: uuid("organisation_id").references(() => organisations.id, { onDelete: "restrict" }),
    /** The standards it is scored by; publishing pins their newest version. */
    policyId: text("policy_id").notNull(),
    createdBy: uuid("created_by").references(() => users.id, { onDelete: "restrict" }),
    editedBy: uuid("edited_by").references(() => users.id, { onDelete: "restrict" }),
    /** Whether people may practise on it alone; set by its owner, and by nothing that happens to its drills. */
    openForPractice: boolean("open_for_practice").notNull().default(false),
    /** Counts saves. A save names the revision it was made from, so that nobody's work is overwritten unseen. */
    revision: integer("revision").notNull().default(1),
    /** A `Scenario`; `unknown` here so that readers must parse it. */
    draft: jsonb("draft").notNull(),
    // What lists show of a draft, taken out of it by the database whenever it is saved: a list reads no draft.
    summary: jsonb("summary").generatedAlwaysAs(sql`draft -> 'summary'`),
    plannedMinutes: jsonb("planned_minutes").generatedAlwaysAs(sql`draft -> 'plannedMinutes'`),
    opposed: jsonb("opposed").generatedAlwaysAs(sql`draft -> 'opposed'`),
    injects: integer("injects").generatedAlwaysAs(lengthOf("draft -> 'injects'")),
    units: integer("units").generatedAlwaysAs(lengthOf("draft -> 'forces' -> 'units'")),
    items: integer("items").generatedAlwaysAs(lengthOf("draft -> 'items'")),
    archivedAt: timestamp("archived_at", { withTimezone: true }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    editedAt: timestamp("edited_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("scenarios_slug_unique").on(table.slug),
    check("scenarios_revision_from_one", sql`${table.revision} >= 1`),
    index("scenarios_organisation").on(table.organisationId),
    index("scenarios_edited").on(table.editedAt),
  ],
);

/** What a drill runs: a draft as it was when somebody published it, with the ground and policy it was checked against. */
export const scenarioVersions = pgTable(
  "scenario_versions",
  {
    scenarioId: uuid("scenario_id")
      .notNull()
      .references(() => scenarios.id, { onDelete: "restrict" }),
    /** 1, 2, 3 and so on. */
    version: integer("version").notNull(),
    /** The draft's revision it was made from. */
    revision: integer("revision").notNull(),
    /** A `Scenario`; `unknown` here so that readers must parse it. */
    content: jsonb("content").notNull(),
    // What a learner is told beforehand, taken out by the database: an offer reads no plan.
    title: jsonb("title").generatedAlwaysAs(sql`content -> 'title'`),
    situation: jsonb("situation").generatedAlwaysAs(sql`content -> 'brief' -> 'situation'`),
    plannedMinutes: jsonb("planned_minutes").generatedAlwaysAs(sql`content -> 'plannedMinutes'`),
    opposed: jsonb("opposed").generatedAlwaysAs(sql`content -> 'opposed'`),
    groundId: text("ground_id").notNull(),
    groundVersion: integer("ground_version").notNull(),
    policyId: text("policy_id").notNull(),
    policyVersion: integer("policy_version").notNull(),
    publishedBy: uuid("published_by").references(() => users.id, { onDelete: "restrict" }),
    publishedAt: timestamp("published_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.scenarioId, table.version] }),
    check("scenario_versions_version_from_one", sql`${table.version} >= 1`),
    foreignKey({
      name: "scenario_versions_ground",
      columns: [table.groundId, table.groundVersion],
      foreignColumns: [grounds.id, grounds.version],
    }),
    foreignKey({
      name: "scenario_versions_policy",
      columns: [table.policyId, table.policyVersion],
      foreignColumns: [policies.id, policies.version],
    }),
  ],
);
