import { applyEdits, type FormattingOptions, modify, parse } from "jsonc-parser";

/**
 * The text of a project file with the file of a tone among `own`. All else stays as it is written.
 *
 * @param text - Empty: there is no project file yet.
 * @param file - Relative to its folder, with "/".
 */
export function addOwnFile(text: string, file: string): string {
  const value = parse(text) as { readonly own?: unknown } | undefined;
  const own = Array.isArray(value?.own) ? (value.own as readonly unknown[]) : undefined;
  if (own?.includes(file) === true) return text;
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const indent = /^[ \t]+/m.exec(text)?.[0] ?? "  ";
  const formattingOptions: FormattingOptions = {
    eol,
    insertSpaces: !indent.startsWith("\t"),
    tabSize: indent.length,
  };
  const base = text.trim() === "" ? "{}" : text;
  const changed =
    own === undefined
      ? applyEdits(base, modify(base, ["own"], [file], { formattingOptions }))
      : applyEdits(base, modify(base, ["own", own.length], file, { formattingOptions, isArrayInsertion: true }));
  return changed.endsWith("\n") || text.trim() !== "" ? changed : changed + eol;
}
