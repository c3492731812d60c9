CREATE TABLE "case_counts" (
	"kind" text NOT NULL,
	"category" text NOT NULL,
	"tag" text NOT NULL,
	"n" integer NOT NULL,
	CONSTRAINT "case_counts_kind_category_tag_pk" PRIMARY KEY("kind","category","tag"),
	CONSTRAINT "case_counts_from_zero" CHECK ("case_counts"."n" >= 0)
);
--> statement-breakpoint
CREATE TABLE "case_facets" (
	"facet" text NOT NULL,
	"key" text NOT NULL,
	"case_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"label" jsonb NOT NULL,
	CONSTRAINT "case_facets_case_id_facet_key_pk" PRIMARY KEY("case_id","facet","key"),
	CONSTRAINT "case_facets_facet_known" CHECK ("case_facets"."facet" in ('category', 'tag'))
);
--> statement-breakpoint
ALTER TABLE "case_studies" DROP CONSTRAINT "case_studies_text_is_findable";--> statement-breakpoint
DROP INDEX "case_studies_published_at";--> statement-breakpoint
ALTER TABLE "case_studies" ADD COLUMN "grams" "tsvector";--> statement-breakpoint
ALTER TABLE "case_studies" ADD COLUMN "search_title" text;--> statement-breakpoint
ALTER TABLE "case_facets" ADD CONSTRAINT "case_facets_case_id_case_studies_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."case_studies"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
-- What is there already: the windows of each text as `gramsOf` makes them, of two characters from the radicals of Chinese
-- on, of three before, fewer where a space ends them. Too many for a vector: none.
UPDATE "case_studies" c SET
  "search_title" = lower(regexp_replace(normalize(concat_ws(' ', c."published" -> 'title' ->> 'zh', c."published" -> 'title' ->> 'en'), NFKC), '\s+', ' ', 'g')),
  "grams" = (
    SELECT CASE WHEN sum(octet_length(g."gram")) > 1000000 THEN NULL
                ELSE array_to_tsvector(coalesce(array_agg(g."gram"), '{}')) END
      FROM (
        SELECT DISTINCT "first"
          || CASE WHEN "second" = ' ' THEN '' ELSE "second" END
          || CASE WHEN ascii("first") >= 11904 OR "second" IN (' ', '') OR "third" = ' ' THEN '' ELSE "third" END AS "gram"
          FROM (
            SELECT "character" AS "first", lead("character", 1, '') OVER w AS "second", lead("character", 2, '') OVER w AS "third"
              FROM unnest(string_to_array(c."search_text", NULL)) WITH ORDINALITY AS t("character", "at")
            WINDOW w AS (ORDER BY "at")
          ) windows
         WHERE "first" <> ' '
      ) g)
 WHERE c."published" IS NOT NULL;--> statement-breakpoint
INSERT INTO "case_counts" ("kind", "category", "tag", "n")
  SELECT "kind", "category", "tag", count(*) FROM (
    SELECT DISTINCT c."id", k."kind", g."category", t."tag"
      FROM "case_studies" c
      CROSS JOIN LATERAL (VALUES (coalesce(c."kind", '')), ('')) k("kind")
      CROSS JOIN LATERAL (VALUES (coalesce(c."category", '')), ('')) g("category")
      CROSS JOIN LATERAL (SELECT unnest(c."tags") UNION SELECT '') t("tag")
     WHERE c."published" IS NOT NULL AND c."status" <> 'retired') sort
   GROUP BY 1, 2, 3;--> statement-breakpoint
INSERT INTO "case_facets" ("facet", "key", "case_id", "slug", "published_at", "label")
  SELECT 'category', c."category", c."id", c."slug", coalesce(c."published_at", c."edited_at"), c."published" -> 'category'
    FROM "case_studies" c
   WHERE c."published" IS NOT NULL AND c."status" <> 'retired' AND c."category" IS NOT NULL;--> statement-breakpoint
INSERT INTO "case_facets" ("facet", "key", "case_id", "slug", "published_at", "label")
  SELECT DISTINCT ON (c."id", t."key") 'tag', t."key", c."id", c."slug", coalesce(c."published_at", c."edited_at"),
         c."published" -> 'tags' -> (t."at"::int - 1)
    FROM "case_studies" c CROSS JOIN unnest(c."tags") WITH ORDINALITY AS t("key", "at")
   WHERE c."published" IS NOT NULL AND c."status" <> 'retired';--> statement-breakpoint
CREATE INDEX "case_counts_tags" ON "case_counts" USING btree ("kind","category","n" DESC NULLS FIRST,"tag") WHERE "case_counts"."tag" <> '';--> statement-breakpoint
CREATE INDEX "case_counts_categories" ON "case_counts" USING btree ("kind","tag","category") WHERE "case_counts"."category" <> '';--> statement-breakpoint
CREATE INDEX "case_counts_kinds" ON "case_counts" USING btree ("category","tag","kind") WHERE "case_counts"."kind" <> '';--> statement-breakpoint
CREATE INDEX "case_facets_newest" ON "case_facets" USING btree ("facet","key","published_at" DESC NULLS FIRST,"slug");--> statement-breakpoint
CREATE INDEX "case_studies_grams" ON "case_studies" USING gin ("grams");--> statement-breakpoint
CREATE INDEX "case_studies_without_grams" ON "case_studies" USING btree ("id") WHERE "case_studies"."grams" is null and "case_studies"."published" is not null;--> statement-breakpoint
CREATE INDEX "case_studies_newest" ON "case_studies" USING btree ("published_at" DESC NULLS FIRST,"slug") WHERE "case_studies"."published" is not null and "case_studies"."status" <> 'retired';--> statement-breakpoint
CREATE INDEX "case_studies_newest_of_category" ON "case_studies" USING btree ("category","published_at" DESC NULLS FIRST,"slug") WHERE "case_studies"."published" is not null and "case_studies"."status" <> 'retired';--> statement-breakpoint
CREATE INDEX "case_studies_scenario" ON "case_studies" USING btree ("scenario_id") WHERE "case_studies"."scenario_id" is not null;--> statement-breakpoint
ALTER TABLE "case_studies" ADD CONSTRAINT "case_studies_text_is_findable" CHECK (("case_studies"."published" is null) = ("case_studies"."search" is null) and ("case_studies"."published" is null) = ("case_studies"."search_text" is null) and ("case_studies"."published" is null) = ("case_studies"."search_title" is null));