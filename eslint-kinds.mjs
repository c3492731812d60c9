// What is known of one kind of thing stands in one file of a folder `kinds/`, and the table beside it (`kinds.ts`) has
// them all. The compiler sees what a kind lacks; this rule sees a kind that the table lacks. eslint.test.ts shows it.
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

const inTable = {
  meta: { type: "problem", schema: [] },
  create: (context) => ({
    Program(node) {
      const folder = path.join(path.dirname(context.filename), "kinds");
      if (!existsSync(folder)) return;
      const imported = node.body.flatMap((one) =>
        one.type === "ImportDeclaration" ? [one.source.value] : [],
      );
      for (const file of readdirSync(folder)) {
        const name = `./kinds/${file.replace(/\.ts$/, "")}`;
        if (!file.endsWith(".ts") || file.endsWith(".test.ts") || imported.includes(name)) continue;
        context.report({ node, message: `${name} is a kind that is not in the table.` });
      }
    },
  }),
};

export const kindsPlugin = { rules: { "in-table": inTable } };
