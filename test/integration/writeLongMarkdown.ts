/**
 * Writes at least a megabyte of Markdown. Its sentences come again after some thousands: the engine reads each once, and
 * the work of the host grows with the document.
 */
export function writeLongMarkdown(): string {
  const paragraphs: string[] = [];
  for (let count = 0, length = 0; length < 1_000_000; count++) {
    const index = count % 1000;
    const paragraph = [
      `## Part ${index}`,
      `This is part ${index} of a long document about the *records* of a file. Each record ${index} has a name.`,
      `- The name of record ${index} stands in [the table](https://example.com/${index}), and it never changes.`,
      index % 20 === 0 ? `This is a terrible and stupid part, number ${index}, and I hated it.` : "It is short.",
    ].join("\n\n");
    paragraphs.push(paragraph);
    length += paragraph.length + 2;
  }
  return paragraphs.join("\n\n");
}
