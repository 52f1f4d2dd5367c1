/** Writes at least a megabyte of Markdown in which no two sentences are the same. */
export function writeLongMarkdown(): string {
  const paragraphs: string[] = [];
  for (let index = 0, length = 0; length < 1_000_000; index++) {
    const paragraph = [
      `## Part ${index}`,
      `This is part ${index} of a long document about the *records* of a file. Each record ${index} has a name.`,
      `- The name of record ${index} stands in [the table](https://example.com/${index}), and you can look it up there.`,
      index % 20 === 0 ? `This is a terrible and stupid part, number ${index}, and I hated it.` : "It is short.",
    ].join("\n\n");
    paragraphs.push(paragraph);
    length += paragraph.length + 2;
  }
  return paragraphs.join("\n\n");
}
