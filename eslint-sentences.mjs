// Sentences stand in the catalogues, app/_i18n/messages and domain/words/messages, and nowhere else: a text in code is
// in the languages that its author thought of. ESLint enforces it (eslint.config.mjs), and eslint.test.ts shows that it
// does.

/** Chinese, its punctuation, and full-width forms. */
const CHINESE = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/;

/** Texts in Chinese, and objects that list languages by name: each is one sentence that stands in code. */
const sentencesRule = {
  meta: {
    type: "problem",
    schema: [{ type: "object", properties: { most: { type: "number" } }, additionalProperties: false }],
    messages: {
      said: "A sentence stands in a catalogue: say() in the rules, useTranslations on a screen. What an author writes is no code.",
      more: "{{found}} sentences stand in this file, and eslint-sentences.mjs allows {{most}}.",
    },
  },
  create(context) {
    const most = context.options[0]?.most ?? 0;
    const found = [];
    const isWithin = (node) => {
      for (let at = node.parent; at; at = at.parent) if (found.includes(at)) return true;
      return false;
    };
    const text = (node, value) => {
      if (typeof value === "string" && CHINESE.test(value) && !isWithin(node)) found.push(node);
    };
    return {
      ObjectExpression(node) {
        const keys = node.properties.map(({ key }) => key?.name ?? key?.value);
        if (keys.includes("zh") && keys.includes("en") && !isWithin(node)) found.push(node);
      },
      Literal: (node) => text(node, node.value),
      TemplateLiteral: (node) => text(node, node.quasis.map(({ value }) => value.raw).join("")),
      JSXText: (node) => text(node, node.value),
      "Program:exit"(program) {
        if (found.length <= most) return;
        if (most === 0) for (const node of found) context.report({ node, messageId: "said" });
        else context.report({ node: program, messageId: "more", data: { found: found.length, most } });
      },
    };
  },
};

/** What a language is or does stands in domain/locales.ts: code that asks for one by name has to change for the next. */
const byNameRule = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      asked: "Code does not ask which language it is: domain/locales.ts and the catalogues say what differs.",
    },
  },
  create(context) {
    const isLanguage = (node) => node.type === "Literal" && (node.value === "zh" || node.value === "en");
    return {
      BinaryExpression(node) {
        if (/^[!=]==?$/.test(node.operator) && (isLanguage(node.left) || isLanguage(node.right))) {
          context.report({ node, messageId: "asked" });
        }
      },
      SwitchCase(node) {
        if (node.test && isLanguage(node.test)) context.report({ node, messageId: "asked" });
      },
    };
  },
};

export const sentencesPlugin = {
  rules: { "in-catalogues": sentencesRule, "language-by-name": byNameRule },
};

/** What is no sentence of the product, or has a reason to stand where it does. */
export const outsideCatalogues = [
  "domain/words/messages/*.ts",
  // What languages call themselves.
  "domain/locales.ts",
  // Rules about letters and words that people type.
  "domain/case-study/identifying.ts",
  "domain/scenario/checks/hints.ts",
  "domain/exchange/{columns,times,words}.ts",
  "server/library/names-in-text.ts",
  "app/_drill/marks/clock-text.ts",
  // Content: the actions that every scenario may use, the accounts and the drills of the demonstration.
  "domain/actions/catalogue.ts",
  "server/accounts/demo-accounts.ts",
  "server/starter/**",
  // In both languages at once: nobody has said yet which one they read.
  "app/global-error.tsx",
  "app/layout.tsx",
  "app/_drill/marks/exercise-mark.tsx",
  "app/_drill/live/alarm.tsx",
  // Asks whether the system draws two characters.
  "app/_ui/cjk-font.tsx",
  // What operators and developers read in a terminal.
  "server/{accounts,ops/**}/*.ts",
  "server/db/{migrate,server-version}.ts",
  "**/testing.ts",
];

/**
 * Files in which sentences still stand, and how many. This list only gets shorter, and its numbers only smaller:
 * eslint.test.ts fails where a file has fewer than it says here.
 */
export const sentencesLeft = {
  "app/_admin/organisations/organisation-dialog.tsx": 1,
  "app/_admin/parts/field-parts.tsx": 1,
  "app/_admin/teams/team-dialog.tsx": 1,
  "app/_i18n/messages.ts": 1,
  "app/_library/drafts/case-form.tsx": 1,
  "app/_library/drafts/decision-fields.tsx": 2,
  "app/_library/drafts/new-case-dialog.tsx": 1,
  "app/_scenario/editor/brief-section.tsx": 1,
  "app/_scenario/editor/incidents-section.tsx": 1,
  "app/_scenario/editor/world-section.tsx": 1,
  "app/_scenario/list/new-scenario-dialog.tsx": 1,
  "domain/account/schema.ts": 1,
  "domain/case-study/blank.ts": 4,
  "domain/lookalikes.ts": 1,
  "domain/rehearsal/player.ts": 1,
  "domain/scenario/blank.ts": 12,
  "domain/scenario/crews.ts": 7,
  "domain/text.ts": 1,
  "domain/words/copy-title.ts": 1,
  "domain/words/sentence.ts": 1,
  "server/drill/queries.ts": 2,
  "server/home/queries.ts": 2,
  "server/library/find/queries.ts": 2,
  "server/library/mutations.ts": 1,
  "server/library/queries.ts": 1,
  "server/organisations/queries.ts": 2,
  "server/scenario/mutations.ts": 2,
  "server/scenario/queries.ts": 2,
  "server/teams/mutations.ts": 2,
  "server/teams/queries.ts": 3,
};
