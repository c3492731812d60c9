import checks from "./zh/checks.json";
import conditions from "./zh/conditions.json";
import draft from "./zh/draft.json";
import exchange from "./zh/exchange.json";
import log from "./zh/log.json";
import marks from "./zh/marks.json";
import report from "./zh/report.json";
import scores from "./zh/scores.json";
import terms from "./zh/terms.json";
import units from "./zh/units.json";

/** One line per file, here and in `en.ts`. A test holds both against the files in the folders. */
export const zh = { checks, conditions, draft, exchange, log, marks, report, scores, terms, units };
