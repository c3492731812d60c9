CREATE TABLE "drill_removals" (
	"drill_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"held" text NOT NULL,
	"removed_by" uuid NOT NULL,
	"removed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "drill_removals_drill_id_user_id_pk" PRIMARY KEY("drill_id","user_id"),
	CONSTRAINT "drill_removals_held_known" CHECK (held in ('controller', 'evaluator', 'observer', 'responder', 'opposition'))
);
--> statement-breakpoint
CREATE TABLE "drill_seats_held" (
	"drill_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"held" text NOT NULL,
	"first_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "drill_seats_held_drill_id_user_id_held_pk" PRIMARY KEY("drill_id","user_id","held"),
	CONSTRAINT "drill_seats_held_known" CHECK (held in ('controller', 'evaluator', 'observer', 'responder', 'opposition'))
);
--> statement-breakpoint
ALTER TABLE "drills" ADD COLUMN "is_practice" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "scenarios" ADD COLUMN "open_for_practice" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "drill_removals" ADD CONSTRAINT "drill_removals_drill_id_drills_id_fk" FOREIGN KEY ("drill_id") REFERENCES "public"."drills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drill_removals" ADD CONSTRAINT "drill_removals_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drill_removals" ADD CONSTRAINT "drill_removals_removed_by_users_id_fk" FOREIGN KEY ("removed_by") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drill_seats_held" ADD CONSTRAINT "drill_seats_held_drill_id_drills_id_fk" FOREIGN KEY ("drill_id") REFERENCES "public"."drills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drill_seats_held" ADD CONSTRAINT "drill_seats_held_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "drill_removals_user" ON "drill_removals" USING btree ("user_id","drill_id");--> statement-breakpoint
CREATE INDEX "drill_seats_held_user" ON "drill_seats_held" USING btree ("user_id","drill_id");--> statement-breakpoint
CREATE INDEX "drills_unreleased" ON "drills" USING btree ("scenario_id") WHERE "drills"."released_at" is null;--> statement-breakpoint
-- What is there already. The starters come with the product, so nothing in them is a secret.
UPDATE "scenarios" SET "open_for_practice" = true WHERE "slug" IS NOT NULL;--> statement-breakpoint
UPDATE "drills" d SET "is_practice" = true WHERE d."format" = 'solo' AND EXISTS (
  SELECT FROM "drill_participants" p WHERE p."drill_id" = d."id" AND p."user_id" = d."created_by" AND p."role" = 'player');--> statement-breakpoint
-- Who came into which seat stands in the logs; of drills whose scores are released nothing is secret any more.
INSERT INTO "drill_seats_held" ("drill_id", "user_id", "held")
  SELECT DISTINCT d."id", u."id",
    CASE WHEN j."who" ->> 'role' <> 'player' THEN j."who" ->> 'role'
         WHEN d."format" = 'swap' AND j."who" ->> 'lane' = '2' THEN
           CASE j."who" ->> 'side' WHEN 'responder' THEN 'opposition' ELSE 'responder' END
         ELSE j."who" ->> 'side' END
    FROM "drills" d
    JOIN "drill_events" e ON e."drill_id" = d."id" AND e."event" ->> 'type' = 'ParticipantJoined'
    CROSS JOIN LATERAL (SELECT e."event" -> 'participant' AS "who") j
    JOIN "users" u ON u."id"::text = j."who" ->> 'participantId'
   WHERE d."released_at" IS NULL;
