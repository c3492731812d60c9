ALTER TABLE "audit_entries" ADD COLUMN "mac" text;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD COLUMN "key_id" text;