import { startClient } from "../lsp/startClient";

const EDITS = { usual: 40, quick: 10 };

/**
 * The built `cloze lsp`, of a document with one sentence.
 *
 * @returns Milliseconds from a change that makes the sentence negative to its mark, the pause in typing included.
 */
export async function measureLsp({ isQuick }: { readonly isQuick: boolean }): Promise<readonly number[]> {
  const client = startClient({ initializationOptions: { rules: { "tone/negative": { level: "all" } } } });
  try {
    await client.initialize();
    const calm = (edit: number) => `The page has ${edit} lines.`;
    const harsh = (edit: number) => `Release ${edit} is a terrible and useless mess.`;
    const uri = await client.open("sentence.md", calm(0));
    let shown = calm(0);
    const write = async (text: string, marks: number) => {
      const range = { start: { line: 0, character: 0 }, end: { line: 0, character: shown.length } };
      const start = performance.now();
      const version = await client.edit(uri, range, text);
      shown = text;
      await client.waitForMarks(uri, ({ length }) => length === marks, version);
      return performance.now() - start;
    };
    // Loads the model.
    await write(harsh(0), 1);
    const times: number[] = [];
    for (let edit = 1; edit <= (isQuick ? EDITS.quick : EDITS.usual); edit++) {
      await write(calm(edit), 0);
      times.push(await write(harsh(edit), 1));
    }
    await client.stop();
    return times;
  } finally {
    client.dispose();
  }
}
