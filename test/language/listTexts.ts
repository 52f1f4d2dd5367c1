import ts from "typescript";

/**
 * The English of every call of `l10n.t` in a program, as it is looked up; and the calls that have none to look up, because
 * their text is no literal. As `@vscode/l10n-dev` 0.0.35 extracts them, which takes a minute for this project.
 */
export function listTexts(program: string): {
  readonly texts: readonly string[];
  readonly unreadable: readonly string[];
} {
  const source = ts.createSourceFile("program.ts", program, ts.ScriptTarget.Latest);
  const [texts, unreadable]: [string[], string[]] = [[], []];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText(source) === "l10n.t") {
      const text = readKey(node.arguments[0]);
      if (text === undefined) unreadable.push(node.getText(source));
      else texts.push(text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { texts, unreadable };
}

function readKey(argument: ts.Expression | undefined): string | undefined {
  if (argument === undefined) return undefined;
  if (ts.isStringLiteralLike(argument)) return argument.text;
  if (!ts.isObjectLiteralExpression(argument)) return undefined;
  const [message, comment] = ["message", "comment"].map((name) => findProperty(argument, name));
  if (message === undefined || !ts.isStringLiteralLike(message)) return undefined;
  if (comment === undefined || !ts.isArrayLiteralExpression(comment)) return undefined;
  const said = comment.elements.filter(ts.isStringLiteralLike).map(({ text }) => text);
  return `${message.text}/${said.join("")}`;
}

function findProperty(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  const found = object.properties.find((each) => each.name && ts.isIdentifier(each.name) && each.name.text === name);
  return found !== undefined && ts.isPropertyAssignment(found) ? found.initializer : undefined;
}
