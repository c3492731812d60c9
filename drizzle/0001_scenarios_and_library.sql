CREATE TABLE "case_studies" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"slug" text NOT NULL,
	"status" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"content" jsonb NOT NULL,
	"published" jsonb,
	"created_by" uuid,
	"author_ids" uuid[] DEFAULT '{}' NOT NULL,
	"edited_by" uuid,
	"submitted_by" uuid,
	"reviewed_by" uuid,
	"sent_back_reason" text,
	"drill_id" uuid,
	"lane" integer,
	"scenario_id" uuid,
	"kind" text,
	"category" text,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"search" "tsvector",
	"search_text" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"edited_at" timestamp with time zone DEFAULT now() NOT NULL,
	"published_at" timestamp with time zone,
	CONSTRAINT "case_studies_status_known" CHECK ("case_studies"."status" in ('draft', 'in-review', 'published', 'retired')),
	CONSTRAINT "case_studies_kind_known" CHECK ("case_studies"."kind" in ('exemplary', 'cautionary', 'discussion')),
	CONSTRAINT "case_studies_revision_from_one" CHECK ("case_studies"."revision" >= 1),
	CONSTRAINT "case_studies_published_has_text" CHECK ("case_studies"."status" not in ('published', 'retired') or "case_studies"."published" is not null),
	CONSTRAINT "case_studies_text_is_findable" CHECK (("case_studies"."published" is null) = ("case_studies"."search" is null) and ("case_studies"."published" is null) = ("case_studies"."search_text" is null))
);
--> statement-breakpoint
CREATE TABLE "grounds" (
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "grounds_id_version_pk" PRIMARY KEY("id","version"),
	CONSTRAINT "grounds_version_from_one" CHECK ("grounds"."version" >= 1)
);
--> statement-breakpoint
CREATE TABLE "policies" (
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "policies_id_version_pk" PRIMARY KEY("id","version"),
	CONSTRAINT "policies_version_from_one" CHECK ("policies"."version" >= 1)
);
--> statement-breakpoint
CREATE TABLE "scenario_versions" (
	"scenario_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"revision" integer NOT NULL,
	"content" jsonb NOT NULL,
	"ground_id" text NOT NULL,
	"ground_version" integer NOT NULL,
	"policy_id" text NOT NULL,
	"policy_version" integer NOT NULL,
	"published_by" uuid,
	"published_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "scenario_versions_scenario_id_version_pk" PRIMARY KEY("scenario_id","version"),
	CONSTRAINT "scenario_versions_version_from_one" CHECK ("scenario_versions"."version" >= 1)
);
--> statement-breakpoint
CREATE TABLE "scenarios" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"slug" text,
	"title_zh" text NOT NULL,
	"title_en" text NOT NULL,
	"organisation_id" uuid,
	"policy_id" text NOT NULL,
	"created_by" uuid,
	"edited_by" uuid,
	"revision" integer DEFAULT 1 NOT NULL,
	"draft" jsonb NOT NULL,
	"archived_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"edited_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "scenarios_revision_from_one" CHECK ("scenarios"."revision" >= 1)
);
--> statement-breakpoint
ALTER TABLE "case_studies" ADD CONSTRAINT "case_studies_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_studies" ADD CONSTRAINT "case_studies_edited_by_users_id_fk" FOREIGN KEY ("edited_by") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_studies" ADD CONSTRAINT "case_studies_submitted_by_users_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_studies" ADD CONSTRAINT "case_studies_reviewed_by_users_id_fk" FOREIGN KEY ("reviewed_by") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_studies" ADD CONSTRAINT "case_studies_scenario_id_scenarios_id_fk" FOREIGN KEY ("scenario_id") REFERENCES "public"."scenarios"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario_versions" ADD CONSTRAINT "scenario_versions_scenario_id_scenarios_id_fk" FOREIGN KEY ("scenario_id") REFERENCES "public"."scenarios"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario_versions" ADD CONSTRAINT "scenario_versions_published_by_users_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario_versions" ADD CONSTRAINT "scenario_versions_ground" FOREIGN KEY ("ground_id","ground_version") REFERENCES "public"."grounds"("id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario_versions" ADD CONSTRAINT "scenario_versions_policy" FOREIGN KEY ("policy_id","policy_version") REFERENCES "public"."policies"("id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenarios" ADD CONSTRAINT "scenarios_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenarios" ADD CONSTRAINT "scenarios_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenarios" ADD CONSTRAINT "scenarios_edited_by_users_id_fk" FOREIGN KEY ("edited_by") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "case_studies_slug_unique" ON "case_studies" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "case_studies_search" ON "case_studies" USING gin ("search");--> statement-breakpoint
CREATE INDEX "case_studies_status" ON "case_studies" USING btree ("status","edited_at");--> statement-breakpoint
CREATE INDEX "case_studies_published_at" ON "case_studies" USING btree ("published_at");--> statement-breakpoint
CREATE UNIQUE INDEX "case_studies_one_per_lane" ON "case_studies" USING btree ("drill_id","lane");--> statement-breakpoint
CREATE UNIQUE INDEX "scenarios_slug_unique" ON "scenarios" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "scenarios_organisation" ON "scenarios" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "scenarios_edited" ON "scenarios" USING btree ("edited_at");