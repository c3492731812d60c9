-- In one go: each table is written anew once.
ALTER TABLE "scenario_versions"
  ADD COLUMN "title" jsonb GENERATED ALWAYS AS (content -> 'title') STORED,
  ADD COLUMN "situation" jsonb GENERATED ALWAYS AS (content -> 'brief' -> 'situation') STORED,
  ADD COLUMN "planned_minutes" jsonb GENERATED ALWAYS AS (content -> 'plannedMinutes') STORED,
  ADD COLUMN "opposed" jsonb GENERATED ALWAYS AS (content -> 'opposed') STORED;--> statement-breakpoint
-- In one go: each table is written anew once.
ALTER TABLE "scenarios"
  ADD COLUMN "summary" jsonb GENERATED ALWAYS AS (draft -> 'summary') STORED,
  ADD COLUMN "planned_minutes" jsonb GENERATED ALWAYS AS (draft -> 'plannedMinutes') STORED,
  ADD COLUMN "opposed" jsonb GENERATED ALWAYS AS (draft -> 'opposed') STORED,
  ADD COLUMN "injects" integer GENERATED ALWAYS AS (case when jsonb_typeof(draft -> 'injects') = 'array' then jsonb_array_length(draft -> 'injects') end) STORED,
  ADD COLUMN "units" integer GENERATED ALWAYS AS (case when jsonb_typeof(draft -> 'forces' -> 'units') = 'array' then jsonb_array_length(draft -> 'forces' -> 'units') end) STORED,
  ADD COLUMN "items" integer GENERATED ALWAYS AS (case when jsonb_typeof(draft -> 'items') = 'array' then jsonb_array_length(draft -> 'items') end) STORED;
