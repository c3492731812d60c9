ALTER TABLE "drill_teams" ADD COLUMN "scripted" text;--> statement-breakpoint
ALTER TABLE "drills" ADD COLUMN "opposition_cell" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "drills" ADD COLUMN "leg" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "drill_teams" ADD CONSTRAINT "drill_teams_scripted_known" CHECK ("drill_teams"."scripted" in ('weak', 'medium', 'strong'));--> statement-breakpoint
ALTER TABLE "drill_teams" ADD CONSTRAINT "drill_teams_scripted_has_no_team" CHECK ("drill_teams"."scripted" is null or "drill_teams"."team_id" is null);--> statement-breakpoint
ALTER TABLE "drills" ADD CONSTRAINT "drills_leg_from_one" CHECK ("drills"."leg" >= 1);