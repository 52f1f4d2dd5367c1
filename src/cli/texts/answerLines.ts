import type { CliContext } from "../cliContext";
import { CliError } from "../cliError";
import { decodeText } from "../input/decodeText";
import { readLines } from "../input/readLines";
import { printJson } from "../print/terminal";

/** Most lines that wait for the engine: enough to keep it busy, few enough to keep memory flat. */
const IN_FLIGHT = 32;

/**
 * Answers each line of the input, a JSON object, with a line of JSON, in order. A line that fails is answered with
 * `{"error": {"code", "message"}}`, and the others go on.
 */
export async function answerLines(
  { input, output }: Pick<CliContext, "input" | "output">,
  answer: (fields: Readonly<Record<string, unknown>>) => Promise<unknown>,
): Promise<void> {
  const prints: Promise<void>[] = [];
  let last = Promise.resolve();
  let number = 0;
  for await (const line of readLines(input as AsyncIterable<Uint8Array | string>)) {
    const reply = answerLine(line, ++number, answer);
    // Printed as soon as all answers before it are: a program that writes line by line may wait for it.
    last = last.then(async () => printJson(output, await reply));
    prints.push(last);
    if (prints.length >= IN_FLIGHT) await prints.shift();
  }
  await last;
}

async function answerLine(
  line: Uint8Array,
  number: number,
  answer: (fields: Readonly<Record<string, unknown>>) => Promise<unknown>,
): Promise<unknown> {
  try {
    return await answer(readFields(line, number));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "failed";
    return { error: { code, message: error instanceof Error ? error.message : String(error) } };
  }
}

function readFields(line: Uint8Array, number: number): Readonly<Record<string, unknown>> {
  const text = decodeText(line, `line ${number}`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new CliError("bad-line", `line ${number} is not JSON`, { cause });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new CliError("bad-line", `line ${number} is not a JSON object, such as {"text": "…"}`);
  }
  // Other languages write null for a field that is absent.
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null));
}
