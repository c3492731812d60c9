import units from "./zh/units.json";

/** One line per file, here and in `en.ts`. A test holds both against the files in the folders. */
export const zh = { units };
