CREATE TABLE "rejudged_cards" (
	"rejudging_id" uuid NOT NULL,
	"drill_id" uuid NOT NULL,
	"lane" integer NOT NULL,
	"side" text NOT NULL,
	"state" text NOT NULL,
	"policy_version" integer NOT NULL,
	"card" jsonb NOT NULL,
	"before_hundredths" integer NOT NULL,
	"after_hundredths" integer NOT NULL,
	"lines" jsonb NOT NULL,
	CONSTRAINT "rejudged_cards_rejudging_id_drill_id_lane_side_pk" PRIMARY KEY("rejudging_id","drill_id","lane","side"),
	CONSTRAINT "rejudged_cards_side_known" CHECK ("rejudged_cards"."side" in ('responder', 'opposition')),
	CONSTRAINT "rejudged_cards_state_known" CHECK ("rejudged_cards"."state" in ('released', 'appealed', 'final'))
);
--> statement-breakpoint
CREATE TABLE "rejudged_drills" (
	"rejudging_id" uuid NOT NULL,
	"drill_id" uuid NOT NULL,
	"position" integer,
	CONSTRAINT "rejudged_drills_rejudging_id_drill_id_pk" PRIMARY KEY("rejudging_id","drill_id")
);
--> statement-breakpoint
CREATE TABLE "rejudgings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"rules_version" integer NOT NULL,
	"reason" text NOT NULL,
	"state" text DEFAULT 'working' NOT NULL,
	"job_id" uuid,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	CONSTRAINT "rejudgings_state_known" CHECK ("rejudgings"."state" in ('working', 'proposed', 'applied', 'dropped')),
	CONSTRAINT "rejudgings_decided_by_somebody" CHECK (("rejudgings"."state" in ('applied', 'dropped')) = ("rejudgings"."decided_by" is not null and "rejudgings"."decided_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "rejudged_cards" ADD CONSTRAINT "rejudged_cards_of_drill" FOREIGN KEY ("rejudging_id","drill_id") REFERENCES "public"."rejudged_drills"("rejudging_id","drill_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rejudged_drills" ADD CONSTRAINT "rejudged_drills_rejudging_id_rejudgings_id_fk" FOREIGN KEY ("rejudging_id") REFERENCES "public"."rejudgings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rejudged_drills" ADD CONSTRAINT "rejudged_drills_drill_id_drills_id_fk" FOREIGN KEY ("drill_id") REFERENCES "public"."drills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rejudgings" ADD CONSTRAINT "rejudgings_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rejudgings" ADD CONSTRAINT "rejudgings_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rejudged_cards_changed" ON "rejudged_cards" USING btree ("rejudging_id","drill_id","lane","side") WHERE "rejudged_cards"."lines" <> '[]'::jsonb;--> statement-breakpoint
CREATE INDEX "rejudged_drills_open" ON "rejudged_drills" USING btree ("rejudging_id","drill_id") WHERE "rejudged_drills"."position" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "rejudgings_one_open" ON "rejudgings" USING btree ((true)) WHERE "rejudgings"."state" in ('working', 'proposed');--> statement-breakpoint
CREATE INDEX "rejudgings_newest" ON "rejudgings" USING btree ("asked_at","id");