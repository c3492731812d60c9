import type { Messages } from "@/app/_i18n/messages";
import { en as sentences } from "@/domain/words/messages/en";
import admin from "./en/admin.json";
import auth from "./en/auth.json";
import common from "./en/common.json";
import console from "./en/console.json";
import control from "./en/control.json";
import drills from "./en/drills.json";
import evaluate from "./en/evaluate.json";
import home from "./en/home.json";
import library from "./en/library.json";
import me from "./en/me.json";
import parts from "./en/parts.json";
import refusals from "./en/refusals.json";
import review from "./en/review.json";
import scenarios from "./en/scenarios.json";
import shell from "./en/shell.json";

/** One line per namespace, here and in `zh.ts`. A key that is missing here does not compile. */
export const en: Messages = {
  admin,
  auth,
  common,
  console,
  control,
  drills,
  evaluate,
  home,
  library,
  me,
  parts,
  refusals,
  review,
  scenarios,
  shell,
  ...sentences,
};
