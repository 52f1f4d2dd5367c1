import type * as vscode from "vscode";
import { MARK_SOURCE } from "../lint/open/markSource";

/** The id of the rule that made a mark; `undefined` for a mark of another extension. */
export function readMarkRule({ source, code }: vscode.Diagnostic): string | undefined {
  if (source !== MARK_SOURCE || code === undefined) return undefined;
  // A rule with a page of its own is an address with a value.
  return String(typeof code === "object" ? code.value : code);
}
