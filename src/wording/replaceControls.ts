/**
 * Text in which characters that act instead of being seen are shown as "�": controls, which move a terminal's cursor,
 * and marks that turn the direction of what follows.
 */
export function replaceControls(text: string): string {
  return text.replace(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, "�");
}
