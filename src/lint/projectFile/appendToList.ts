import { applyEdits, findNodeAtLocation, type FormattingOptions, modify, type Node, parseTree } from "jsonc-parser";

/**
 * The text of a project file with a value at the end of one of its lists. All else stays as it is written; what is not
 * there yet is made.
 *
 * @param text - Empty: there is no project file yet.
 * @param path - Of the list: ["rules", "words/slip", "never"].
 */
export function appendToList(text: string, path: readonly string[], value: string): string {
  const tree = parseTree(text);
  const list = tree && findNodeAtLocation(tree, [...path]);
  const values = list?.type === "array" ? (list.children ?? []).map((node: Node): unknown => node.value) : undefined;
  if (values?.includes(value) === true) return text;
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const indent = /^[ \t]+/m.exec(text)?.[0] ?? "  ";
  const formattingOptions: FormattingOptions = {
    eol,
    insertSpaces: !indent.startsWith("\t"),
    tabSize: indent.length,
  };
  const base = text.trim() === "" ? "{}" : text;
  const edits =
    values === undefined
      ? modify(base, [...path], [value], { formattingOptions })
      : modify(base, [...path, values.length], value, { formattingOptions, isArrayInsertion: true });
  const changed = applyEdits(base, edits);
  return changed.endsWith("\n") || text.trim() !== "" ? changed : changed + eol;
}
