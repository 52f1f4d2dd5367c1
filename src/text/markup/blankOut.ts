/** Spaces in place of a text, its line breaks kept: nothing behind it moves. */
export function blankOut(text: string): string {
  return text.replace(/[^\r\n]/g, " ");
}
