// The architecture as a table: who may import what. ESLint enforces it (eslint.config.mjs), and
// eslint.test.ts shows that it does.

/** The same folder and below; never "../". */
const within = "\\./(?!\\.)";

/** Allow-lists, so that a new library is refused until someone adds it here on purpose. From wide to narrow: */
/** the last entry that matches a file is the one that counts for it. */
export const fences = [
  {
    files: ["domain/**/*.ts"],
    may: [
      within,
      "@/domain/",
      "zod$",
      "graphology$",
      "graphology-shortest-path(/|$)",
      "graphology-types$",
      "mdast(-util-from-markdown)?$",
      "micromark-extension-cjk-friendly$",
      // What renders messages, for the screens as well.
      "use-intl/core$",
    ],
    because: "domain/ is pure: rules only, no framework, no database, no clock.",
  },
  {
    files: ["server/**/*.ts"],
    may: [
      within,
      "@/domain/",
      "@/server/(?!db/schema/)",
      "@trpc/server",
      "zod$",
      "server-only$",
      "node:(?!process$)",
    ],
    because: "Only queries.ts, mutations.ts, event-store.ts and db/ speak SQL.",
  },
  {
    files: [
      "server/db/**/*.ts",
      "server/starter/{seed,demo-drills}.ts",
      "server/**/{queries,mutations,event-store}.ts",
    ],
    may: [
      within,
      "@/domain/",
      "@/server/",
      "drizzle-orm",
      "postgres$",
      "zod$",
      "server-only$",
      "node:(?!process$)",
      "@node-rs/jieba",
    ],
    because: "Storage knows nothing of HTTP or React.",
  },
  {
    files: ["server/db/auth-store.ts"],
    may: [within, "better-auth(/|$)", "server-only$"],
    because: "This file only hands our tables to Better Auth.",
  },
  {
    files: ["server/auth/**/*.ts"],
    may: [
      within,
      "@/domain/",
      "@/server/(?!db/schema/)",
      "@trpc/server",
      "better-auth(/|$)",
      "zod$",
      "server-only$",
      "node:(?!process$)",
    ],
    because: "Only server/auth/ knows the sign-in library, and its SQL is in queries.ts and mutations.ts.",
  },
  {
    files: ["server/auth/{queries,mutations}.ts"],
    may: [within, "@/domain/", "@/server/", "drizzle-orm", "zod$", "server-only$", "node:(?!process$)"],
    because: "Storage knows nothing of HTTP or React.",
  },
  {
    files: ["server/sentences.ts"],
    may: [within, "@/domain/", "@/app/_i18n/messages$", "use-intl/core$", "zod$", "server-only$"],
    because: "The server borrows only the sentences of the screens.",
  },
  {
    files: ["server/log.ts"],
    may: [within, "pino$", "server-only$"],
    because: "One logger, made in one place.",
  },
  {
    files: ["server/drill/nats-doorbell.ts"],
    may: [within, "@/server/log$", "@nats-io/transport-node$", "server-only$", "node:crypto$"],
    because: "The bell rings; what it tells of is read from the database.",
  },
  {
    files: ["server/photos/decoded-picture.ts"],
    may: [within, "@/domain/", "sharp$", "server-only$"],
    because: "Pictures of strangers are decoded in one place.",
  },
  {
    files: ["server/exchange/**/*.ts"],
    may: [
      within,
      "@/domain/",
      "csv-parse/sync$",
      "saxes$",
      "yauzl$",
      "server-only$",
      "node:(zlib|stream|string_decoder)$",
    ],
    because: "Files of strangers are opened in one place, which knows nothing of the server.",
  },
  {
    files: ["server/metrics.ts"],
    may: [within, "@/domain/", "prom-client$", "server-only$"],
    because: "What is counted is counted in one place.",
  },
  {
    files: ["server/ops/rehearse/**/*.ts"],
    may: [
      within,
      "@/domain/",
      "@/server/(?!db/schema/)",
      "@trpc/",
      "zod$",
      "server-only$",
      "node:(?!process$)",
    ],
    because: "A rehearsal is a client of the wire, and serves it without pages.",
  },
  {
    files: ["server/front-door/**/*.ts"],
    may: [
      within,
      "@/domain/",
      "@/server/(?!db/schema/)",
      "@trpc/server",
      "next$",
      "zod$",
      "server-only$",
      "node:",
    ],
    because: "The front door joins tRPC, sign-in, the live hub and Next.js, and holds no rules and no SQL.",
  },
  {
    files: ["app/**/*.{ts,tsx}", "instrumentation-client.ts"],
    may: [
      within,
      "@/app/_",
      "@/domain/",
      "react",
      "next(/|$)",
      "next-intl(/|$)",
      "@tanstack/",
      "@trpc/",
      "radix-ui$",
      "lucide-react(/|$)",
      "leaflet(/|$)",
      "qrcode\\.react$",
      "@fontsource-variable/",
      "zod$",
    ],
    because: "Screens reach the server only through tRPC, and leave each other alone.",
  },
  {
    files: ["app/_ui/**/*.{ts,tsx}"],
    may: [
      within,
      "@/app/_i18n/",
      // Of the rules only their words.
      "@/domain/[a-z-]+$",
      "@/domain/words/",
      "react",
      "next(/|$)",
      "next-intl(/|$)",
      "@tanstack/",
      "radix-ui$",
      "lucide-react(/|$)",
      "@fontsource-variable/",
    ],
    because: "Base components know nothing of the product: what does stands in app/_drill/marks/ or above.",
  },
  {
    files: ["app/_trpc/**/*.{ts,tsx}", "app/api/**/*.{ts,tsx}"],
    may: [
      within,
      "@/app/_",
      "@/domain/",
      "@/server/api/(context|root)$",
      "react",
      "next(/|$)",
      "next-intl(/|$)",
      "@tanstack/",
      "@trpc/",
      "server-only$",
      "node:(?!process$)",
    ],
    because: "These few files join the app to the server, and only at its front door.",
  },
  {
    files: ["e2e/**/*.ts"],
    may: [
      within,
      "@/e2e/",
      "@/domain/",
      "@/app/_i18n/",
      "@/server/api/(context|root)$",
      "@/server/ops/launch/",
      "@trpc/",
      "@playwright/test$",
      "@axe-core/playwright$",
      "@sparticuz/chromium$",
      "postgres$",
      "zod$",
      "node:",
    ],
    because:
      "Browser tests stand outside: they use the typed wire, what people see, and rows that are counted.",
  },
  {
    files: [
      "**/*.test.{ts,tsx}",
      "domain/**/given.ts",
      "domain/drill/guarantees/**/*.ts",
      "server/db/test-*.ts",
      "**/testing.ts",
    ],
    may: [
      within,
      "@/",
      "vitest(/|$)",
      "@fast-check/vitest$",
      "fast-check$",
      "drizzle-orm",
      "@trpc/",
      "better-auth(/|$)",
      "zod$",
      "eslint$",
      "typescript$",
      "typescript-eslint$",
      "postgres$",
      "next(/|$)",
      "server-only$",
      // Sentences as the screens say them.
      "next-intl$",
      // Reads compose.yaml.
      "yaml$",
      "node:",
    ],
    because: "Tests need the code and the test runner, nothing more.",
  },
];

/** Looks at every way a module can be named, also `import()` and types, which the built-in rule passes over. */
const importsRule = {
  meta: {
    type: "problem",
    schema: [
      {
        type: "object",
        properties: { may: { type: "array", items: { type: "string" } }, because: { type: "string" } },
        required: ["may", "because"],
        additionalProperties: false,
      },
    ],
    messages: { fenced: '"{{name}}" may not be imported here. {{because}}' },
  },
  create(context) {
    const [{ may, because }] = context.options;
    const allowed = new RegExp(`^(?:${may.join("|")})`);
    const check = (source) => {
      if (source?.type !== "Literal" || typeof source.value !== "string" || allowed.test(source.value))
        return;
      context.report({ node: source, messageId: "fenced", data: { name: source.value, because } });
    };
    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.source ?? node.argument?.literal),
    };
  },
};

/** Marks a file as the server's, so that pulling it into a browser bundle fails the build. */
const serverOnlyRule = {
  meta: {
    type: "problem",
    schema: [],
    messages: { missing: 'A file of server/ starts with import "server-only".' },
  },
  create(context) {
    return {
      Program(node) {
        const [first] = node.body;
        if (first?.type === "ImportDeclaration" && first.source.value === "server-only") return;
        context.report({ node: first ?? node, messageId: "missing" });
      },
    };
  },
};

export const fencesPlugin = { rules: { imports: importsRule, "server-only-first": serverOnlyRule } };
