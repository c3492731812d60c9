CREATE TABLE "drill_notices" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"drill_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"by_name" text NOT NULL,
	"reason" text NOT NULL,
	"from_at" timestamp with time zone,
	"to_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "drill_notices_kind_known" CHECK ("drill_notices"."kind" in ('moved', 'changed', 'cancelled'))
);
--> statement-breakpoint
ALTER TABLE "drills" ADD COLUMN "cancelled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "drills" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "drill_notices" ADD CONSTRAINT "drill_notices_drill_id_drills_id_fk" FOREIGN KEY ("drill_id") REFERENCES "public"."drills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drill_notices" ADD CONSTRAINT "drill_notices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "drill_notices_user" ON "drill_notices" USING btree ("user_id");--> statement-breakpoint
ALTER TABLE "drills" ADD CONSTRAINT "drills_given_up_before_start" CHECK ("drills"."started_at" is null or ("drills"."cancelled_at" is null and "drills"."deleted_at" is null));