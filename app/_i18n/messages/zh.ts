import { zh as sentences } from "@/domain/words/messages/zh";
import admin from "./zh/admin.json";
import auth from "./zh/auth.json";
import common from "./zh/common.json";
import console from "./zh/console.json";
import control from "./zh/control.json";
import drills from "./zh/drills.json";
import evaluate from "./zh/evaluate.json";
import home from "./zh/home.json";
import library from "./zh/library.json";
import me from "./zh/me.json";
import parts from "./zh/parts.json";
import refusals from "./zh/refusals.json";
import review from "./zh/review.json";
import scenarios from "./zh/scenarios.json";
import shell from "./zh/shell.json";

/** One line per namespace, here and in `en.ts`. A test holds both against the files in the folders. */
export const zh = {
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
