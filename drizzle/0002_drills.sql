CREATE TABLE "drill_commands" (
	"drill_id" uuid NOT NULL,
	"command_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"result" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "drill_commands_drill_id_command_id_pk" PRIMARY KEY("drill_id","command_id")
);
--> statement-breakpoint
CREATE TABLE "drill_events" (
	"drill_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"lane" integer NOT NULL,
	"at_ms" bigint NOT NULL,
	"wall_ms" bigint NOT NULL,
	"by" jsonb NOT NULL,
	"observed_at_ms" bigint,
	"event" jsonb NOT NULL,
	"command_id" uuid,
	CONSTRAINT "drill_events_drill_id_position_pk" PRIMARY KEY("drill_id","position"),
	CONSTRAINT "drill_events_position_from_one" CHECK ("drill_events"."position" >= 1),
	CONSTRAINT "drill_events_lane_from_zero" CHECK ("drill_events"."lane" >= 0),
	CONSTRAINT "drill_events_at_from_zero" CHECK ("drill_events"."at_ms" >= 0)
);
--> statement-breakpoint
CREATE TABLE "drill_participants" (
	"drill_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"lane" integer,
	"side" text,
	"assigned_at" timestamp with time zone DEFAULT now() NOT NULL,
	"joined_at" timestamp with time zone,
	"seen_at" timestamp with time zone,
	CONSTRAINT "drill_participants_drill_id_user_id_pk" PRIMARY KEY("drill_id","user_id"),
	CONSTRAINT "drill_participants_role_known" CHECK ("drill_participants"."role" in ('controller', 'evaluator', 'player')),
	CONSTRAINT "drill_participants_side_known" CHECK ("drill_participants"."side" in ('responder', 'opposition')),
	CONSTRAINT "drill_participants_players_have_a_place" CHECK (("drill_participants"."role" = 'player') = ("drill_participants"."lane" is not null and "drill_participants"."side" is not null)
          and ("drill_participants"."lane" is null) = ("drill_participants"."side" is null))
);
--> statement-breakpoint
CREATE TABLE "drill_teams" (
	"drill_id" uuid NOT NULL,
	"lane" integer NOT NULL,
	"side" text NOT NULL,
	"team_id" uuid,
	"name" text NOT NULL,
	CONSTRAINT "drill_teams_drill_id_lane_side_pk" PRIMARY KEY("drill_id","lane","side"),
	CONSTRAINT "drill_teams_lane_from_one" CHECK ("drill_teams"."lane" >= 1),
	CONSTRAINT "drill_teams_side_known" CHECK ("drill_teams"."side" in ('responder', 'opposition'))
);
--> statement-breakpoint
CREATE TABLE "drills" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"title" text NOT NULL,
	"scenario_id" uuid NOT NULL,
	"scenario_version" integer NOT NULL,
	"scenario_title_zh" text NOT NULL,
	"scenario_title_en" text NOT NULL,
	"format" text NOT NULL,
	"mode" text NOT NULL,
	"phase" text DEFAULT 'planned' NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"join_code" text NOT NULL,
	"no_notice" boolean DEFAULT false NOT NULL,
	"created_by" uuid NOT NULL,
	"planned_for" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"first_call_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"released_at" timestamp with time zone,
	CONSTRAINT "drills_format_known" CHECK ("drills"."format" in ('opposed', 'parallel', 'swap', 'solo')),
	CONSTRAINT "drills_mode_known" CHECK ("drills"."mode" in ('tabletop', 'field', 'mixed')),
	CONSTRAINT "drills_phase_known" CHECK ("drills"."phase" in ('planned', 'running', 'ended')),
	CONSTRAINT "drills_position_from_zero" CHECK ("drills"."position" >= 0),
	CONSTRAINT "drills_join_code_shape" CHECK ("drills"."join_code" ~ '^[A-Z0-9]{6}$')
);
--> statement-breakpoint
CREATE TABLE "score_cards" (
	"drill_id" uuid NOT NULL,
	"lane" integer NOT NULL,
	"side" text NOT NULL,
	"rules_version" integer NOT NULL,
	"card" jsonb NOT NULL,
	"position" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "score_cards_drill_id_lane_side_rules_version_pk" PRIMARY KEY("drill_id","lane","side","rules_version"),
	CONSTRAINT "score_cards_side_known" CHECK ("score_cards"."side" in ('responder', 'opposition'))
);
--> statement-breakpoint
ALTER TABLE "drill_commands" ADD CONSTRAINT "drill_commands_drill_id_drills_id_fk" FOREIGN KEY ("drill_id") REFERENCES "public"."drills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drill_commands" ADD CONSTRAINT "drill_commands_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drill_events" ADD CONSTRAINT "drill_events_drill_id_drills_id_fk" FOREIGN KEY ("drill_id") REFERENCES "public"."drills"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drill_participants" ADD CONSTRAINT "drill_participants_drill_id_drills_id_fk" FOREIGN KEY ("drill_id") REFERENCES "public"."drills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drill_participants" ADD CONSTRAINT "drill_participants_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drill_teams" ADD CONSTRAINT "drill_teams_drill_id_drills_id_fk" FOREIGN KEY ("drill_id") REFERENCES "public"."drills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drill_teams" ADD CONSTRAINT "drill_teams_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drills" ADD CONSTRAINT "drills_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "score_cards" ADD CONSTRAINT "score_cards_computed_at" FOREIGN KEY ("drill_id","position") REFERENCES "public"."drill_events"("drill_id","position") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "drill_participants_user" ON "drill_participants" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "drill_teams_team" ON "drill_teams" USING btree ("team_id");--> statement-breakpoint
CREATE UNIQUE INDEX "drills_join_code_unique" ON "drills" USING btree ("join_code");--> statement-breakpoint
CREATE INDEX "drills_running" ON "drills" USING btree ("id") WHERE "drills"."phase" = 'running';--> statement-breakpoint
CREATE INDEX "drills_created" ON "drills" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "drills_scenario" ON "drills" USING btree ("scenario_id");