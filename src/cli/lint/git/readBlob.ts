import { CliError } from "../../cliError";
import { decodeText } from "../../input/decodeText";
import { MOST_BYTES } from "../../input/readPlainFile";
import { runGit } from "./runGit";

/**
 * The text of a file as Git holds it, without a byte order mark.
 *
 * @throws {CliError} `bad-input` if it is not UTF-8 or longer than the longest file that is read; `bad-git`.
 */
export async function readBlob(folder: string, blob: string): Promise<string> {
  const size = Number((await runGit(folder, ["cat-file", "-s", blob])).toString());
  if (size > MOST_BYTES) throw new CliError("bad-input", `has ${size} bytes, at most ${MOST_BYTES} are read`);
  return decodeText(await runGit(folder, ["cat-file", "blob", blob]), "content");
}
