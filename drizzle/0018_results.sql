ALTER TABLE "score_cards" ADD COLUMN "version" integer;--> statement-breakpoint
ALTER TABLE "score_cards" ADD COLUMN "state" text;--> statement-breakpoint
ALTER TABLE "score_cards" ADD COLUMN "policy_version" integer;--> statement-breakpoint
-- What was stored so far are the cards of releases, in full and as they are. Of a lane and side the first is the one that
-- is shown.
UPDATE "score_cards" AS s SET
  "version" = n."number",
  "state" = CASE WHEN n."number" = 1 THEN 'released' ELSE 'provisional' END,
  "policy_version" = coalesce((
    SELECT (e."event" #>> '{setup,policy,version}')::integer FROM "drill_events" e
     WHERE e."drill_id" = s."drill_id" AND e."event" ->> 'type' IN ('DrillPlanned', 'DrillReplanned')
     ORDER BY e."position" DESC LIMIT 1), 1)
FROM (
  SELECT "drill_id", "lane", "side", "rules_version",
         row_number() OVER (PARTITION BY "drill_id", "lane", "side" ORDER BY "position", "rules_version") AS "number"
    FROM "score_cards"
) AS n
WHERE n."drill_id" = s."drill_id" AND n."lane" = s."lane" AND n."side" = s."side"
  AND n."rules_version" = s."rules_version";--> statement-breakpoint
ALTER TABLE "score_cards" ALTER COLUMN "version" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "score_cards" ALTER COLUMN "state" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "score_cards" ALTER COLUMN "policy_version" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "score_cards" DROP CONSTRAINT "score_cards_drill_id_lane_side_rules_version_pk";--> statement-breakpoint
ALTER TABLE "score_cards" ADD CONSTRAINT "score_cards_drill_id_lane_side_version_pk" PRIMARY KEY("drill_id","lane","side","version");--> statement-breakpoint
ALTER TABLE "score_cards" ADD CONSTRAINT "score_cards_state_known" CHECK ("score_cards"."state" in ('provisional', 'moderated', 'released', 'appealed', 'final'));--> statement-breakpoint
ALTER TABLE "score_cards" ADD CONSTRAINT "score_cards_version_from_one" CHECK ("score_cards"."version" >= 1);
