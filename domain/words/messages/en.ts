import type { Sentences } from "@/domain/words/said";
import checks from "./en/checks.json";
import conditions from "./en/conditions.json";
import draft from "./en/draft.json";
import exchange from "./en/exchange.json";
import log from "./en/log.json";
import marks from "./en/marks.json";
import report from "./en/report.json";
import scores from "./en/scores.json";
import terms from "./en/terms.json";
import units from "./en/units.json";

/** Must have the shape of the Chinese one to compile. */
export const en: Sentences = {
  checks,
  conditions,
  draft,
  exchange,
  log,
  marks,
  report,
  scores,
  terms,
  units,
};
