import "server-only";

/** How large a file may be that somebody brings. */
export const FILE_BYTES_MAX = 16 * 1024 * 1024;
/** What is read of a table: a plan is never longer, and what is longer is told. */
export const ROWS_MAX = 5_000;
export const COLUMNS_MAX = 60;
export const CELL_MAX = 8_000;
/** Tables of a book, and what all of them may say together: cells that share a text each bring it along. */
export const TABLES_MAX = 50;
export const TEXT_MAX = 4_000_000;
/** What one part of an archive may grow to, unless it is read only as far as its rows are needed. */
export const PART_BYTES_MAX = 64 * 1024 * 1024;
/** Text that packs into less than this share of itself is made to burst whoever unpacks it. */
export const RATIO_MAX = 200;
/** Archives of offices have a few dozen parts; a book of pictures some hundreds. */
export const ENTRIES_MAX = 2_000;
