CREATE TABLE "jobs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"input" jsonb NOT NULL,
	"subject" text,
	"asked_by" uuid,
	"state" text DEFAULT 'waiting' NOT NULL,
	"free_at" timestamp with time zone DEFAULT now() NOT NULL,
	"holder" uuid,
	"tries" integer DEFAULT 0 NOT NULL,
	"progress" real DEFAULT 0 NOT NULL,
	"said" jsonb,
	"cancel_asked" boolean DEFAULT false NOT NULL,
	"result" jsonb,
	"failure" jsonb,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "jobs_state_known" CHECK ("jobs"."state" in ('waiting', 'running', 'done', 'failed', 'cancelled')),
	CONSTRAINT "jobs_progress_is_a_share" CHECK ("jobs"."progress" between 0 and 1),
	CONSTRAINT "jobs_held_while_running" CHECK (("jobs"."state" = 'running') = ("jobs"."holder" is not null)),
	CONSTRAINT "jobs_result_when_done" CHECK (("jobs"."state" = 'done') = ("jobs"."result" is not null)),
	CONSTRAINT "jobs_failure_when_failed" CHECK (("jobs"."state" = 'failed') = ("jobs"."failure" is not null)),
	CONSTRAINT "jobs_ended_in_the_end" CHECK (("jobs"."state" in ('done', 'failed', 'cancelled')) = ("jobs"."ended_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "jobs_free" ON "jobs" USING btree ("free_at") WHERE "jobs"."state" in ('waiting', 'running');--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_one_open_per_subject" ON "jobs" USING btree ("kind","subject") WHERE "jobs"."state" in ('waiting', 'running');--> statement-breakpoint
CREATE INDEX "jobs_asked" ON "jobs" USING btree ("asked_by","asked_at","id");--> statement-breakpoint
CREATE INDEX "jobs_ended" ON "jobs" USING btree ("ended_at") WHERE "jobs"."ended_at" is not null;