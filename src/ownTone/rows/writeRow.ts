/** A line of a file of rows, without its end. What would end a cell or a line becomes a space. */
export function writeRow(label: string, text: string): string {
  return [label, text].map((cell) => cell.replace(/[\s\u2028\u2029]+/g, " ").trim()).join("\t");
}
