import { customType } from "drizzle-orm/pg-core";

/** Words or windows of a text, by which it is found (server/db/text-search.ts). */
export const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });
