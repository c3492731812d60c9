// `npm run house -- kinds`: adds a kind of everything that there are kinds of to a copy of the house that stands in
// memory alone, and leaves out one part after the other. The compiler, or ESLint, has to ask for each of them. Ends
// with 1 where a part could be forgotten.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Linter } from "eslint";
import ts from "typescript";
import tseslint from "typescript-eslint";
import { kindsPlugin } from "../../../eslint-kinds.mjs";

const root = path.resolve(import.meta.dirname, "../../..");
const EDITOR = "app/_scenario/editor";

/** Adds a word to a list of words in every catalogue of a namespace. */
const word = (namespace, ...keys) =>
  ["zh", "en"].map((locale) => ({
    file: `app/_i18n/messages/${locale}/${namespace}.json`,
    change: (text) => {
      const all = JSON.parse(text);
      keys.reduce((tree, key) => tree[key], all)["probe"] = "Probe";
      return JSON.stringify(all);
    },
  }));

/** Puts a text before another one, which has to be there. */
const before = (file, mark, added) => ({
  file,
  change: (text) => {
    if (!text.includes(mark)) throw new Error(`${file} has no ${mark}`);
    return text.replace(mark, `${added}${mark}`);
  },
});

/** A file of its own, made of its parts. */
const made = (file, head, parts, foot) => ({ file, head, parts, foot });

/**
 * What each kind is made of: a file or an entry with parts, each of which is left out in turn; further places, each of
 * which is left out in turn; and the files in which the compiler would say so.
 */
export const KINDS = [
  {
    name: "condition leaf",
    own: made(
      "domain/conditions/kinds/probe.ts",
      `import { z } from "zod";\nimport { say } from "@/domain/words/said";\nimport { leaf } from "@/domain/conditions/leaf";\nimport { never } from "@/domain/conditions/absence";\nexport const probe = leaf(z.strictObject({ op: z.literal("probe") }))({\n`,
      {
        spans: "spans: () => [],",
        earliestMs: "earliestMs: () => 0,",
        sentence: `sentence: () => say("conditions.not", { what: "" } as never),`,
        absence: "absence: () => never(),",
        shown: "shown: () => [],",
        fresh: `fresh: () => ({ op: "probe" }),`,
      },
      "});\n",
    ),
    places: {
      "name in lists": word("scenarios", "condition", "op"),
    },
    table: {
      file: "domain/conditions/kinds.ts",
      line: [
        before(
          "domain/conditions/kinds.ts",
          "import type { LeafKind }",
          `import { probe } from "./kinds/probe";\n`,
        ),
        before("domain/conditions/kinds.ts", "  clock,\n", "  probe,\n"),
      ],
    },
    asked: ["domain/conditions/kinds/probe.ts", "domain/conditions/kinds.ts", `${EDITOR}/condition-form.tsx`],
  },
  {
    name: "effect",
    entry: {
      file: "domain/actions/effects.ts",
      mark: "  /** Sends the target units to the target incident",
      head: `  probe: effect(z.strictObject({ effect: z.literal("probe") }))(`,
      parts: { fresh: `() => ({ effect: "probe" })` },
      foot: "),\n",
    },
    places: {
      "how it is carried out": [
        before("domain/drill/effects/kinds.ts", "  dispatch,\n", "  probe: () => undefined,\n"),
      ],
      "name in lists": word("scenarios", "choice", "effect"),
    },
    asked: ["domain/actions/effects.ts", "domain/drill/effects/kinds.ts", `${EDITOR}/use-choices.ts`],
  },
  {
    name: "scored item",
    own: made(
      "domain/items/kinds/probe.ts",
      `import { z } from "zod";\nimport { neverHappened } from "@/domain/items/finding";\nimport { item } from "@/domain/items/item";\nexport const probe = item({ kind: z.literal("probe") })({\n`,
      {
        entered: "entered: null,",
        inLog: `inLog: () => ({ of: "nothing" }),`,
        fresh: `fresh: () => ({ kind: "probe" }),`,
        finding: "finding: () => neverHappened([]),",
      },
      "});\n",
    ),
    places: { "name in lists": word("scenarios", "itemKind") },
    table: {
      file: "domain/items/kinds.ts",
      line: [
        before("domain/items/kinds.ts", `import { procedure }`, `import { probe } from "./kinds/probe";\n`),
        before("domain/items/kinds.ts", "timing, procedure,", "probe, "),
      ],
    },
    asked: ["domain/items/kinds/probe.ts", "domain/items/kinds.ts", `${EDITOR}/scoring-section.tsx`],
  },
  {
    name: "event",
    entry: {
      file: "domain/drill/events/radio.ts",
      mark: "  RadioSent: ofLane(",
      head: `  Probe: ofLane(z.strictObject({ type: z.literal("Probe") }))({\n`,
      parts: {
        review: `review: "radio",`,
        change: "change() {},",
        says: `says: () => say("log.DrillStarted"),`,
      },
      foot: "}),\n",
    },
    places: {},
    asked: ["domain/drill/events/radio.ts", "domain/drill/events.ts"],
  },
  {
    name: "command",
    entry: {
      file: "domain/drill/commands/radio.ts",
      mark: "  /** `as` and `lane`/`side` only for control, which",
      head: "",
      parts: {},
      foot: `  Probe: z.strictObject({ type: z.literal("Probe") }),\n`,
    },
    places: {
      "who may ask for it": [
        before(
          "domain/drill/may.ts",
          "  SendRadio: {",
          `  Probe: { who: "anybody", phase: "running", whileStopped: true },\n`,
        ),
      ],
      "what comes of it": [
        before("domain/drill/decide/radio.ts", "  SendRadio({ command", "  Probe() {},\n"),
      ],
    },
    asked: ["domain/drill/commands/radio.ts", "domain/drill/may.ts", "domain/drill/decide/radio.ts"],
  },
  {
    name: "inject kind",
    own: made(
      "domain/injects/kinds/probe.ts",
      `import { inject } from "@/domain/injects/inject";\nexport const probe = inject({\n`,
      {
        audience: `audience: "responder",`,
        look: `look: "written",`,
        rings: "rings: false,",
        reports: "reports: true,",
        hasSender: "hasSender: true,",
      },
      "});\n",
    ),
    places: {
      "name where it is written": word("scenarios", "injectKind"),
      "name where it is read": word("console", "injectKind"),
      picture: [before("app/_drill/live/inject-kind.tsx", "  call: PhoneIncoming,", "  probe: Phone,\n")],
      sound: [before("app/_drill/live/tones.ts", "  call: RING,", "  probe: RING,\n")],
    },
    table: {
      file: "domain/injects/kinds.ts",
      line: [
        before("domain/injects/kinds.ts", "import { radio }", `import { probe } from "./kinds/probe";\n`),
        before("domain/injects/kinds.ts", "  call,\n", "  probe,\n"),
      ],
    },
    asked: [
      "domain/injects/kinds/probe.ts",
      "domain/injects/kinds.ts",
      `${EDITOR}/use-words.ts`,
      "app/_drill/live/inject-kind.tsx",
      "app/_drill/live/tones.ts",
    ],
  },
  {
    name: "ask of an action",
    own: made(
      "domain/actions/asks/kinds/probe.ts",
      `import type { AskKind } from "@/domain/actions/asks/ask";\nexport const probe: AskKind<string> = {\n`,
      {
        fills: `fills: "note",`,
        asks: "asks: () => null,",
        options: "options: () => null,",
        given: "given: ({ note }) => note,",
        answered: "answered: (answers, note) => ({ ...answers, note }),",
        says: "says: ({ note }) => ({ note }),",
      },
      "};\n",
    ),
    places: {
      "name where it is asked": word("console", "ask", "label"),
      field: [
        before("app/_drill/live/asks/ask-fields.tsx", "  agency: NamedField,", "  probe: NoteField,\n"),
      ],
    },
    table: {
      file: "domain/actions/asks/kinds.ts",
      line: [
        before(
          "domain/actions/asks/kinds.ts",
          "import { place }",
          `import { probe } from "./kinds/probe";\n`,
        ),
        before("domain/actions/asks/kinds.ts", "  agency,\n", "  probe,\n"),
      ],
    },
    asked: [
      "domain/actions/asks/kinds/probe.ts",
      "domain/actions/asks/kinds.ts",
      "app/_drill/live/asks/ask-fields.tsx",
    ],
  },
];

/** The house in memory: what stands on the disk, with some files changed or added. */
function house() {
  const config = ts.readConfigFile(path.join(root, "tsconfig.json"), ts.sys.readFile).config;
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root);
  const changed = new Map();
  const versions = new Map();
  // Style sheets are the bundler's to read.
  const styles = path.join(root, "styles.d.ts");
  let roots = [];
  const read = (file) => changed.get(file) ?? ts.sys.readFile(file);
  const service = ts.createLanguageService({
    getCompilationSettings: () => ({ ...options, incremental: false, plugins: [] }),
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    getScriptFileNames: () => roots,
    getScriptVersion: (file) => String(versions.get(file) ?? 0),
    getScriptSnapshot: (file) => {
      const text = read(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    fileExists: (file) => changed.has(file) || ts.sys.fileExists(file),
    readFile: read,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  });
  return {
    /** What the compiler says in some files of a house that differs so from the one on the disk. */
    faults(files, asked) {
      for (const file of [...changed.keys()]) versions.set(file, (versions.get(file) ?? 0) + 1);
      changed.clear();
      changed.set(
        styles,
        'declare module "*.module.css" { const names: Readonly<Record<string, string>>; export default names; }',
      );
      for (const [file, text] of files) {
        const name = path.join(root, file);
        changed.set(name, text);
        versions.set(name, (versions.get(name) ?? 0) + 1);
      }
      const looked = asked.map((file) => path.join(root, file)).filter((file) => read(file) !== undefined);
      // Screens know the catalogues' keys from there.
      const messages = asked.some((file) => file.startsWith("app/"))
        ? [path.join(root, "app/_i18n/messages.ts")]
        : [];
      roots = [...looked, ...messages, styles];
      return looked.flatMap((file) =>
        service
          .getSemanticDiagnostics(file)
          .map(
            ({ messageText }) =>
              `${path.relative(root, file)}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
          ),
      );
    },
  };
}

/** The files of a kind, without one of its parts or places. */
function filesOf({ own, entry, places, table }, without) {
  const files = new Map();
  const edit = ({ file, change }) => {
    files.set(file, change(files.get(file) ?? readFileSync(path.join(root, file), "utf8")));
  };
  const body = ({ head, parts, foot }) =>
    `${head}${Object.entries(parts)
      .filter(([name]) => name !== without)
      .map(([, code]) => code)
      .join("\n")}${foot}`;
  if (own) files.set(own.file, body(own));
  if (entry) edit(before(entry.file, entry.mark, body(entry)));
  for (const [name, edits] of Object.entries(places)) if (name !== without) edits.forEach(edit);
  if (table && without !== "line in the table") table.line.forEach(edit);
  return files;
}

/** What ESLint says of a table that lacks a kind of its folder. */
function lintOf({ own, table }) {
  const copy = mkdtempSync(path.join(tmpdir(), "kinds-"));
  try {
    const folder = path.join(copy, path.dirname(table.file));
    cpSync(path.join(root, path.dirname(table.file)), folder, { recursive: true });
    writeFileSync(path.join(folder, "kinds/probe.ts"), own.head);
    const linter = new Linter({ cwd: copy });
    return linter
      .verify(
        readFileSync(path.join(copy, table.file), "utf8"),
        {
          files: ["**/*.ts"],
          languageOptions: { parser: tseslint.parser },
          plugins: { kinds: kindsPlugin },
          rules: { "kinds/in-table": "error" },
        },
        { filename: path.join(copy, table.file) },
      )
      .map(({ message }) => message);
  } finally {
    rmSync(copy, { recursive: true });
  }
}

/**
 * Tries kinds: each as a whole, which has to compile, and without each of its parts, which must not.
 *
 * @returns For each part who asks for it ("compiler", "lint", or null where nobody does) and with which words.
 */
export function tryKinds(kinds = KINDS) {
  const { faults } = house();
  return kinds.flatMap((kind) => {
    const whole = faults(filesOf(kind, null), kind.asked);
    if (whole.length > 0) throw new Error(`A whole ${kind.name} does not compile: ${whole.join("\n")}`);
    const parts = Object.keys({ ...(kind.own ?? kind.entry).parts, ...kind.places });
    const tried = parts.map((part) => {
      const [says = null] = faults(filesOf(kind, part), kind.asked);
      return { kind: kind.name, part, asks: says === null ? null : "compiler", says };
    });
    if (!kind.table) return tried;
    const [says = null] = lintOf(kind);
    return [
      ...tried,
      { kind: kind.name, part: "line in the table", asks: says === null ? null : "lint", says },
    ];
  });
}

/** Prints who asks for what, and how many parts there are. */
export function printKinds() {
  const tried = tryKinds();
  for (const { kind, part, asks, says } of tried) {
    console.log(
      `${kind.padEnd(15)} ${part.padEnd(26)} ${(asks ?? "NOBODY").padEnd(9)} ${(says ?? "").slice(0, 110)}`,
    );
  }
  const forgotten = tried.filter(({ asks }) => asks === null);
  console.log(
    `RESULT ${JSON.stringify({ kinds: new Set(tried.map(({ kind }) => kind)).size, parts: tried.length, forgotten: forgotten.length })}`,
  );
  return forgotten.length;
}
