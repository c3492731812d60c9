import ts from "typescript";

/** Cuts a text to a length, wherever a character as people see it ends. */
const CUTTERS = new Set(["slice", "substring", "substr"]);

/**
 * `text.slice(0, 120)` ends in the middle of an accent, a flag or a face. What people read is cut by domain/shortened.ts;
 * cutting at a place that was found in the text (`text.slice(0, at)`) is no matter, nor is cutting a list.
 */
const wholeCharacters = {
  meta: {
    type: "problem",
    schema: [],
    messages: { cut: "Cut what people read with domain/shortened.ts: between whole characters." },
  },
  create(context) {
    const services = context.sourceCode.parserServices;
    if (!services?.program) return {};
    const checker = services.program.getTypeChecker();
    return {
      CallExpression(node) {
        const { callee } = node;
        if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return;
        if (!CUTTERS.has(callee.property.name) || !isLength(node.arguments.at(-1))) return;
        const type = checker.getTypeAtLocation(services.esTreeNodeToTSNodeMap.get(callee.object));
        if ((type.flags & ts.TypeFlags.StringLike) !== 0) context.report({ node, messageId: "cut" });
      },
    };
  },
};

/** A number of two digits or more, or a constant: a length that somebody set, not a place in the text. */
function isLength(node) {
  if (node?.type === "UnaryExpression" && node.operator === "-") return isLength(node.argument);
  if (node?.type === "Literal") return typeof node.value === "number" && node.value >= 10;
  return node?.type === "Identifier" && /^[A-Z][A-Z0-9_]+$/.test(node.name) && !node.name.includes("PREFIX");
}

export const textPlugin = { rules: { "whole-characters": wholeCharacters } };
