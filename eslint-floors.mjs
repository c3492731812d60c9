// The house as a table: which room stands on which floor. ESLint refuses an import that does not go down
// (eslint.config.mjs), `npm run house` draws the picture, and eslint.test.ts shows that both see a planted knot.

import path from "node:path";

/**
 * From the ground up. A room is a folder with everything below it, or one file, without its ending; the longest name
 * that fits counts. "domain" and "server" are the files that stand in no folder. What stands on a floor may import
 * what stands on the floors below it, and nothing of its own floor: so no arrow leads back up, and no cycle is
 * possible. Which buildings and libraries a room may reach at all is said in eslint-fences.mjs.
 */
export const floors = [
  // The rules.
  ["domain", "domain/audit"],
  ["domain/documents", "domain/words"],
  ["domain/account", "domain/ground"],
  ["domain/policy"],
  ["domain/conditions"],
  ["domain/actions"],
  ["domain/injects", "domain/items"],
  ["domain/scenario"],
  ["domain/score-card"],
  ["domain/drill"],
  ["domain/roster", "domain/scoring"],
  ["domain/case-study", "domain/exchange", "domain/report", "domain/review", "domain/view"],
  ["domain/live", "domain/rehearsal"],

  // The words of the screens, which the server borrows.
  ["app/_i18n"],

  // The server.
  [
    "server/ops/launch",
    "server/env",
    "server/metrics",
    "server/safe-error",
    "server/sentences",
    "server/version",
  ],
  ["server/log"],
  ["server/exchange"],
  ["server/background", "server/workers"],
  ["server/db"],
  ["server/organisations", "server/secrecy", "server/teams"],
  ["server/seats"],
  ["server/audit"],
  ["server/auth"],
  ["server/accounts", "server/jobs", "server/me", "server/scenario"],
  ["server/drill", "server/library"],
  ["server/home", "server/practice", "server/rejudging", "server/replanning", "server/review"],
  ["server/jobs/kinds", "server/photos", "server/report", "server/starter"],
  ["server/api"],
  ["server/front-door", "server/ops/abuse", "server/ops/backup"],
  ["server/ops/rehearse", "server/ops/soak"],
  ["server/ops/bench"],

  // The screens.
  ["app/_trpc"],
  ["app/_i18n/request", "app/_ui"],
  ["app/_admin/marks", "app/_device", "app/_editing"],
  ["app/_drill/marks", "app/_shell"],
  ["app/_drill/map", "app/_home", "app/_library/case", "app/_planning"],
  ["app/_drill/live"],
  [
    "app/_account",
    "app/_admin",
    "app/_drill/console",
    "app/_drill/control",
    "app/_drill/evaluate",
    "app/_drill/join",
    "app/_drill/list",
    "app/_drill/lobby",
    "app/_drill/review",
    "app/_drill/wall",
    "app/_library",
    "app/_scenario",
  ],
  ["app"],
];

const buildings = ["domain", "server", "app"];
const floorOf = new Map(floors.flatMap((rooms, floor) => rooms.map((room) => [room, floor])));

/** Tests look at everything, and nothing looks at them. */
export const outside = [
  "**/*.test.{ts,tsx}",
  "**/{given,testing}.ts",
  "domain/drill/guarantees/**",
  "server/db/test-*.ts",
  "**/*.d.mts",
];

/** Whether a file stands outside the house. */
export function isOutside(file) {
  return /\.test\.tsx?$|\/(given|testing)\.ts$|^domain\/drill\/guarantees\/|^server\/db\/test-|\.d\.mts$/.test(
    file,
  );
}

/**
 * The room a file is in.
 *
 * @param file From the root, with or without its ending: "server/drill/queries.ts".
 * @returns Null for a file outside the three buildings, and for one in a folder the table does not name.
 */
export function roomOf(file) {
  const steps = file.replace(/\.[a-z]+$/, "").split("/");
  if (!buildings.includes(steps[0])) return null;
  for (let length = steps.length; length > 1; length -= 1) {
    const room = steps.slice(0, length).join("/");
    if (floorOf.has(room)) return room;
  }
  const isAtTheDoor = steps.length === 2 || (steps[0] === "app" && !steps[1].startsWith("_"));
  return isAtTheDoor && floorOf.has(steps[0]) ? steps[0] : null;
}

/**
 * What an import points at.
 *
 * @param file The file it stands in, from the root.
 * @returns From the root; null for a library.
 */
export function fileOf(file, name) {
  if (name.startsWith("@/")) return name.slice(2);
  return name.startsWith(".") ? path.posix.join(path.posix.dirname(file), name) : null;
}

/** Whether what is in one room may import what is in another. */
export function mayReach(from, to) {
  return from === to || floorOf.get(to) < floorOf.get(from);
}

/**
 * The knots: rooms that reach one another, each with all that do.
 *
 * @param reaches Every room, and the rooms it imports.
 */
export function knotsOf(reaches) {
  const below = new Map([...reaches.keys()].map((room) => [room, reachedFrom(room, reaches)]));
  const tied = [...below.keys()].filter((room) => below.get(room).has(room));
  const isTied = (room, other) => below.get(room).has(other) && below.get(other).has(room);
  return tied
    .map((room) => tied.filter((other) => isTied(room, other)))
    .filter(([first], i) => first === tied[i]);
}

function reachedFrom(room, reaches) {
  const found = new Set();
  const next = [room];
  while (next.length > 0) {
    for (const to of reaches.get(next.pop()) ?? []) {
      if (found.has(to)) continue;
      found.add(to);
      next.push(to);
    }
  }
  return found;
}

/** Looks at every way a module can be named, like the fences: a type that leads back up is a knot as well. */
const floorsRule = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      up: '"{{name}}" leads from {{from}} to {{to}}, which is not below it (eslint-floors.mjs).',
      homeless: "No room of eslint-floors.mjs holds {{file}}.",
    },
  },
  create(context) {
    const file = path.relative(import.meta.dirname, context.filename).replaceAll(path.sep, "/");
    const from = roomOf(file);
    const check = (source) => {
      if (from === null || source?.type !== "Literal" || typeof source.value !== "string") return;
      const target = fileOf(file, source.value);
      if (target === null || !buildings.includes(target.split("/")[0])) return;
      const to = roomOf(target);
      if (to !== null && mayReach(from, to)) return;
      const data = { name: source.value, from, to: to ?? "a folder the table does not name" };
      context.report({ node: source, messageId: "up", data });
    };
    return {
      Program(node) {
        if (from === null) context.report({ node, messageId: "homeless", data: { file } });
      },
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.source ?? node.argument?.literal),
    };
  },
};

export const floorsPlugin = { rules: { down: floorsRule } };
