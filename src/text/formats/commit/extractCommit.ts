import { extractPlainText } from "../plain/extractPlainText";
import type { Prose } from "../../spans/sentence";
import { blankOut } from "../../markup/blankOut";

/** What Git writes below the message: lines that start with "#", and below its scissors line the changes. */
const REMARKS = /^# -+ >8 -+[^]*|^#.*$/gm;

/** The prose of a commit message, without Git's remarks; see `extractProse`. */
export function extractCommit(text: string): readonly Prose[] {
  return extractPlainText(text.replace(REMARKS, blankOut));
}
