/**
 * ESLint's rule `language/untranslated`: what people read goes through `l10n.t`, so that it can be said in another language.
 *
 * Reported are strings of two words or more, and single words where VS Code and the panel show them. Not reported is what
 * people do not read: logs, faults of the program itself (`Error`, `RangeError`, `TypeError`), descriptions in schemas,
 * selectors, classes and comparisons. Other exceptions say why in a comment that disables the rule.
 */

/** Two words in a row, where a placeholder may be one of them. */
const SEVERAL_WORDS = /[\p{L}]{2,}[,.:;]? +(?:\{\} |\p{L} )?\p{L}{2,}|\p{L}{2,}[:,]? +\{\}|\{\} +\p{L}{2,}/u;
/** Called so in every language. */
const ABBREVIATION = /^[A-Z\d-]+$/;
const WORD = /\p{L}{2,}/u;
/** Properties whose text is shown. */
const SHOWN =
  /^(?:title|label|detail|description|placeHolder|prompt|tooltip|ariaLabel|aria-label|text|message|caption|summary|legend|hint)$/;
const PROGRAM_FAULTS = new Set(["Error", "RangeError", "TypeError"]);
/** Calls whose arguments nobody reads. */
const UNREAD_CALLS =
  /(?:^|\.)(?:log|console)\.\w+$|^formatCounted$|\.(?:describe|meta|querySelector|querySelectorAll|closest|matches|split|join|startsWith|endsWith|includes|setAttribute|register)$|^(?:require|import)$/;
const UNREAD_PROPERTIES =
  /^(?:class|className|style|d|viewBox|transform|selector|role|id|type|kind|command|when|pattern)$/;

function readText(node) {
  if (node.type === "Literal") return typeof node.value === "string" ? node.value : undefined;
  if (node.type === "TemplateLiteral") return node.quasis.map(({ value }) => value.cooked).join("{}");
  return undefined;
}

/** The name of what is called: "l10n.t", "log.info", "Error". */
function nameCallee(node) {
  if (node.type === "Identifier") return node.name;
  if (node.type !== "MemberExpression" || !("name" in node.property)) return "";
  return `${nameCallee(node.object)}.${node.property.name}`;
}

function isCall(node, name) {
  return node?.type === "CallExpression" && nameCallee(node.callee) === name;
}

function nameKey({ key }) {
  return key.type === "Identifier" ? key.name : String(key.value ?? "");
}

/** What a string is for: nobody reads it (`unread`), it is shown as it is (`shown`), or neither is sure (`open`). */
function judge(node) {
  for (let inner = node, outer = node.parent; outer; inner = outer, outer = outer.parent) {
    switch (outer.type) {
      case "ImportDeclaration":
      case "ExportNamedDeclaration":
      case "ExportAllDeclaration":
      case "ImportExpression":
      case "TSLiteralType":
      case "TSImportType":
        return outer.type === "ExportNamedDeclaration" && inner !== outer.source ? "open" : "unread";
      case "TaggedTemplateExpression":
        return nameCallee(outer.tag) === "String.raw" ? "unread" : "open";
      case "SwitchCase":
        return outer.test === inner ? "unread" : "open";
      case "BinaryExpression":
        if (outer.operator !== "+") return "unread";
        break;
      case "MemberExpression":
        if (outer.property === inner) return "unread";
        break;
      case "NewExpression":
      case "CallExpression": {
        const name = nameCallee(outer.callee);
        if (outer.callee === inner) break;
        if (name === "l10n.t" || UNREAD_CALLS.test(name) || PROGRAM_FAULTS.has(name)) return "unread";
        return "open";
      }
      case "Property":
      case "PropertyDefinition":
        if (outer.key === inner || isCall(outer.parent?.parent, "l10n.t")) return "unread";
        if (UNREAD_PROPERTIES.test(nameKey(outer))) return "unread";
        return SHOWN.test(nameKey(outer)) ? "shown" : "open";
      case "AssignmentExpression":
        if (outer.left.type !== "MemberExpression" || outer.left.property.type !== "Identifier") return "open";
        return /^(?:textContent|title|placeholder|ariaLabel|label|tooltip|description|text)$/.test(
          outer.left.property.name,
        )
          ? "shown"
          : "open";
      case "ConditionalExpression":
        if (outer.test === inner) return "unread";
        break;
      case "ArrowFunctionExpression":
      case "FunctionDeclaration":
      case "FunctionExpression":
      case "BlockStatement":
      case "Program":
        return "open";
      default:
    }
  }
  return "open";
}

export const untranslated = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      untranslated: "People read “{{text}}”: put it into l10n.t(…), or say in a comment why it is not theirs.",
    },
  },
  create(context) {
    const check = (node) => {
      const text = readText(node);
      if (text === undefined || !WORD.test(text) || ABBREVIATION.test(text)) return;
      const use = judge(node);
      if (use === "unread" || (use === "open" && !SEVERAL_WORDS.test(text))) return;
      context.report({ node, messageId: "untranslated", data: { text: text.slice(0, 60) } });
    };
    return { Literal: check, TemplateLiteral: check };
  },
};
