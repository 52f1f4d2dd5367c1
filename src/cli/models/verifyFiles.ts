import path from "node:path";
import { verifyModel } from "../../library/download/verifyModel";
import type { CliContext } from "../cliContext";
import { CliError } from "../cliError";
import { formatTable } from "../print/formatTable";
import { printJson, printText } from "../print/terminal";

const STATES = {
  right: "as the hub announced it",
  wrong: "DAMAGED: other bytes than the hub announced",
  gone: "GONE: its bytes are not in the cache",
  unknown: "not checked: no hash is known of it",
} as const;

/** Runs `cloze model verify`: hashes the files of a model in the hub's cache. Asks nobody. Exit code 1 where one is wrong. */
export async function verifyFiles(context: CliContext, name: string, isJson: boolean): Promise<void> {
  const folder = await context.library.resolve(name, context.folder);
  const isCached = path.basename(path.dirname(folder)) === "snapshots";
  const files = isCached ? await verifyModel(folder, context.hashPath) : [];
  if (files.every(({ state }) => state === "unknown")) {
    throw new CliError(
      "bad-usage",
      `model "${name}" is in "${folder}", where no hashes are kept: expected a model of the hub's cache`,
    );
  }
  if (files.some(({ state }) => state === "wrong" || state === "gone")) context.exit.code = 1;
  if (isJson) return printJson(context.output, { folder, files });
  await printText(context.output, formatTable(files.map(({ name, state }) => [name, STATES[state]])));
}
