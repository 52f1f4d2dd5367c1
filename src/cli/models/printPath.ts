import type { CliContext } from "../cliContext";
import { printLine } from "../print/terminal";

/** Runs `cloze model path`. */
export async function printPath({ library, folder, output }: CliContext, name: string): Promise<void> {
  await printLine(output, await library.resolve(name, folder));
}
