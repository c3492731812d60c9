// Stored documents are read along their road of versions (domain/documents/document.ts), never by the schema of today
// itself. ESLint enforces it (eslint.config.mjs), and eslint.test.ts shows that it does.

/** The schemas of kinds of documents, by the module that they come from. */
const schemas = {
  "@/domain/scenario/schema": ["Scenario"],
  "@/domain/case-study/schema": ["CaseStudy"],
  "@/domain/ground/schema": ["Ground"],
  "@/domain/policy/schema": ["Policy"],
  "@/domain/drill/schema": ["Setup"],
  "@/domain/drill/terms": ["Setup"],
  "@/domain/score-card/schema": ["ScoreCard"],
};

const READS = /^(parse|decode|safeParse|safeDecode)(Async)?$/;

/** Goes by where a name was imported from, so that another name for it is seen as well. */
const throughVersions = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      direct:
        "{{name}} is the shape of today: read what was stored by readDocument, readUnfinished or readCard (docs/decisions/0055).",
    },
  },
  create(context) {
    const documents = new Map();
    const nameOf = (node) => {
      if (node?.type === "Identifier") return documents.get(node.name);
      // unfinished(Scenario).parse(…), z.array(Scenario).parse(…)
      return node?.type === "CallExpression" ? nameOf(node.arguments[0]) : undefined;
    };
    return {
      ImportDeclaration({ source, specifiers }) {
        for (const { imported, local } of specifiers) {
          if (schemas[source.value]?.includes(imported?.name)) documents.set(local.name, imported.name);
        }
      },
      CallExpression(node) {
        const { callee } = node;
        if (callee.type !== "MemberExpression" || !READS.test(callee.property.name)) return;
        const name = nameOf(callee.object);
        if (name !== undefined) context.report({ node, messageId: "direct", data: { name } });
      },
    };
  },
};

export const documentsPlugin = { rules: { "through-versions": throughVersions } };
