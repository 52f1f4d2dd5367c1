/** Text in which control characters, which could move a terminal's cursor, are shown as "�". */
export function replaceControls(text: string): string {
  return text.replace(/\p{Cc}/gu, "�");
}
