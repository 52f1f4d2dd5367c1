import { findMismatch } from "../schema/findMismatch";
import { formatCount } from "../wording/numbers/formatCount";
import type { Tool, ToolHost, ToolOptions } from "./tool";
import { ToolError } from "./toolError";
import { findTool } from "./tools";

/** Characters of all that a call says: what is longer stands in files. */
const MOST_CHARACTERS = 500_000;

/**
 * Checks what a tool is told, and runs it.
 *
 * @throws {ToolError} `bad-request`, `too-much`; what the tool throws.
 */
export async function runTool(
  name: string,
  input: unknown,
  host: ToolHost,
  options: ToolOptions,
): Promise<Readonly<Record<string, unknown>>> {
  const tool: Tool | undefined = findTool(name);
  if (tool === undefined) throw new ToolError("bad-request", `no tool "${name}"`);
  const mismatch = findMismatch(name, tool.input, input, { quotes: true });
  if (mismatch !== undefined) throw new ToolError("bad-request", mismatch);
  const { length } = JSON.stringify(input);
  if (length > MOST_CHARACTERS) {
    throw new ToolError(
      "too-much",
      `${name}: ${formatCount(length)} characters, expected at most ${formatCount(MOST_CHARACTERS)}: ask about parts, or have files read by lint or similar`,
    );
  }
  return tool.run(host, input as Parameters<Tool["run"]>[1], options);
}
