import { sql } from "drizzle-orm";
import { check, customType, integer, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { users } from "./auth";
import { drills } from "./drills";

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/**
 * Pictures that evaluators and controllers took. Append-only like the log that refers to them: they are evidence.
 *
 * The id is made on the device, so that a picture sent twice is one; it means something within its drill only.
 */
export const drillPhotos = pgTable(
  "drill_photos",
  {
    drillId: uuid("drill_id")
      .notNull()
      .references(() => drills.id, { onDelete: "restrict" }),
    photoId: uuid("photo_id").notNull(),
    /** Who took it. */
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "restrict" }),
    /** As the bytes say, whatever the sender claimed. */
    mediaType: text("media_type", { enum: ["image/jpeg", "image/png", "image/webp"] }).notNull(),
    bytes: bytea("bytes").notNull(),
    size: integer("size").notNull(),
    /** Of the bytes, in hexadecimal. */
    sha256: text("sha256").notNull(),
    storedAt: timestamp("stored_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.drillId, table.photoId] }),
    check(
      "drill_photos_media_type_known",
      sql`${table.mediaType} in ('image/jpeg', 'image/png', 'image/webp')`,
    ),
    check("drill_photos_size_true", sql`${table.size} = octet_length(${table.bytes}) and ${table.size} > 0`),
    check("drill_photos_sha256_true", sql`${table.sha256} = encode(sha256(${table.bytes}), 'hex')`),
  ],
);
