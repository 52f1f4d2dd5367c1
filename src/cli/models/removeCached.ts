import { removeModel } from "../../library/cache/removeModel";
import { formatBytes } from "../../wording/numbers/formatBytes";
import type { CliContext } from "../cliContext";
import { printLine } from "../print/terminal";
import { requireModelName } from "./requireModelName";

/** Runs `cloze model remove`. */
export async function removeCached(context: CliContext, written: string): Promise<void> {
  const name = requireModelName(written, await context.library.list());
  const { repo, commit, bytes } = await removeModel(context.library.hubCache, name);
  await printLine(context.output, `${repo}, commit ${commit.slice(0, 12)}, is removed: ${formatBytes(bytes)}`);
}
