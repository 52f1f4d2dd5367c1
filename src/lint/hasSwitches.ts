import { isCodeLanguage } from "../text/formats/comments/codeLanguages";
import { findCommentSyntax, type Format } from "../text/formats/format";

/**
 * False for a format without comments, whose files cannot say that they want no marks. It stands apart from the reader
 * of these comments, which needs every parser: the extension host asks, and loads none.
 */
export function hasSwitches(format: Format): boolean {
  return isCodeLanguage(format) || findCommentSyntax(format) !== undefined;
}
