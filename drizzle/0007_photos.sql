CREATE TABLE "drill_photos" (
	"drill_id" uuid NOT NULL,
	"photo_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"media_type" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"size" integer NOT NULL,
	"sha256" text NOT NULL,
	"stored_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "drill_photos_drill_id_photo_id_pk" PRIMARY KEY("drill_id","photo_id"),
	CONSTRAINT "drill_photos_media_type_known" CHECK ("drill_photos"."media_type" in ('image/jpeg', 'image/png', 'image/webp')),
	CONSTRAINT "drill_photos_size_true" CHECK ("drill_photos"."size" = octet_length("drill_photos"."bytes") and "drill_photos"."size" > 0),
	CONSTRAINT "drill_photos_sha256_true" CHECK ("drill_photos"."sha256" = encode(sha256("drill_photos"."bytes"), 'hex'))
);
--> statement-breakpoint
ALTER TABLE "drill_photos" ADD CONSTRAINT "drill_photos_drill_id_drills_id_fk" FOREIGN KEY ("drill_id") REFERENCES "public"."drills"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drill_photos" ADD CONSTRAINT "drill_photos_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;