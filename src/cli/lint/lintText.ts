import type { Format } from "../../text/formats/format";
import type { CliContext } from "../cliContext";
import { gatherFindings, type GatherOptions } from "./gatherFindings";

/** A text that stands in no file is checked under this name, which nobody sees. */
const TEXT = "text";

/** Checks one text that stands in no file. @throws {EngineError} what the client rejects with. */
export async function lintText(
  context: Pick<CliContext, "engine">,
  { text, format }: { readonly text: string; readonly format: Format },
  options: Omit<GatherOptions, "read">,
) {
  const read = () => Promise.resolve({ text, format });
  const { found, failures, sentences } = await gatherFindings(context, [TEXT], { ...options, read });
  return {
    findings: found.map(({ finding }) => finding),
    failures: failures.map(({ message }) => message),
    sentences,
  };
}
