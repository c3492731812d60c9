CREATE TABLE "drill_team_members" (
	"drill_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	CONSTRAINT "drill_team_members_drill_id_team_id_user_id_pk" PRIMARY KEY("drill_id","team_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "case_studies" ADD COLUMN "organisation_id" uuid;--> statement-breakpoint
ALTER TABLE "drills" ADD COLUMN "organisation_id" uuid;--> statement-breakpoint
ALTER TABLE "drill_team_members" ADD CONSTRAINT "drill_team_members_drill_id_drills_id_fk" FOREIGN KEY ("drill_id") REFERENCES "public"."drills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drill_team_members" ADD CONSTRAINT "drill_team_members_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drill_team_members" ADD CONSTRAINT "drill_team_members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "drill_team_members_user" ON "drill_team_members" USING btree ("user_id","drill_id");--> statement-breakpoint
ALTER TABLE "case_studies" ADD CONSTRAINT "case_studies_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drills" ADD CONSTRAINT "drills_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "case_studies_organisation" ON "case_studies" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "drills_organisation" ON "drills" USING btree ("organisation_id");--> statement-breakpoint
-- What is there already gets an owner: the organisation of whoever made it, or the first bureau where they have none.
-- What came with the product was made by nobody and stays without one.
UPDATE "case_studies" c SET "organisation_id" = coalesce(u."organisation_id",
    (SELECT o."id" FROM "organisations" o WHERE o."parent_id" IS NULL ORDER BY o."created_at", o."id" LIMIT 1))
  FROM "users" u WHERE u."id" = c."created_by";--> statement-breakpoint
UPDATE "scenarios" s SET "organisation_id" = coalesce(u."organisation_id",
    (SELECT o."id" FROM "organisations" o WHERE o."parent_id" IS NULL ORDER BY o."created_at", o."id" LIMIT 1))
  FROM "users" u WHERE u."id" = s."created_by" AND s."organisation_id" IS NULL AND s."slug" IS NULL;--> statement-breakpoint
UPDATE "drills" d SET "organisation_id" = coalesce(u."organisation_id",
    (SELECT o."id" FROM "organisations" o WHERE o."parent_id" IS NULL ORDER BY o."created_at", o."id" LIMIT 1))
  FROM "users" u WHERE u."id" = d."created_by";--> statement-breakpoint
-- Nobody wrote down who belonged to a team when an earlier drill was planned: its members of today stand in for them.
INSERT INTO "drill_team_members" ("drill_id", "team_id", "user_id")
  SELECT DISTINCT p."drill_id", p."team_id", m."user_id"
    FROM "drill_teams" p JOIN "team_members" m ON m."team_id" = p."team_id";
