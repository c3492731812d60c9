-- The windows of a name as `gramsOf` makes them of a text (server/db/text-search.ts): at every character two of Chinese, three of
-- anything else, fewer where a space ends them.
CREATE FUNCTION name_grams(name text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_to_tsvector(array(
    SELECT DISTINCT substr(word, at, CASE WHEN ascii(substr(word, at, 1)) >= 11904 THEN 2 ELSE 3 END)
      FROM unnest(string_to_array(lower(translate(normalize(coalesce(name, ''), NFKC), '‐‑‒–—―−', '-------')), ' ')) AS word,
           generate_series(1, length(word)) AS at))
$$;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD COLUMN "actor_grams" "tsvector" GENERATED ALWAYS AS (name_grams(actor_name)) STORED,
  ADD COLUMN "object_grams" "tsvector" GENERATED ALWAYS AS (name_grams(object_name)) STORED;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "grams" "tsvector" GENERATED ALWAYS AS (name_grams(name || coalesce(' ' || latin_name, '') || coalesce(' ' || email, '') || coalesce(' ' || staff_number, ''))) STORED;--> statement-breakpoint
CREATE INDEX "audit_entries_actor_grams" ON "audit_entries" USING gin ("actor_grams");--> statement-breakpoint
CREATE INDEX "audit_entries_object_grams" ON "audit_entries" USING gin ("object_grams");--> statement-breakpoint
CREATE INDEX "audit_entries_object" ON "audit_entries" USING hash ("object_id");--> statement-breakpoint
CREATE INDEX "users_grams" ON "users" USING gin ("grams");--> statement-breakpoint
CREATE INDEX "users_listed" ON "users" USING btree ("staff_number","name","id");--> statement-breakpoint
CREATE INDEX "case_studies_worked_on" ON "case_studies" USING btree ("organisation_id","edited_at","id") WHERE "case_studies"."created_by" is not null;