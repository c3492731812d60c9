DROP INDEX "drills_created";--> statement-breakpoint
CREATE INDEX "drills_newest" ON "drills" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "drills_newest_of_phase" ON "drills" USING btree ("phase","created_at","id");