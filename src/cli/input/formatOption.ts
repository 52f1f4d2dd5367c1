import { Option } from "commander";
import { CODE_LANGUAGES } from "../../text/formats/comments/codeLanguages";
import { DOCUMENT_FORMATS, type Format, selectFormat } from "../../text/formats/format";
import { CliError } from "../cliError";

/** `--format`: the format of everything that a command reads. Its value is a {@link Format}. */
export function buildFormatOption(): Option {
  return new Option(
    "--format <name>",
    `how to read: ${DOCUMENT_FORMATS.join(", ")}, a programming language, or VS Code's identifier of a language. Default: what the ending of a file's name says; plaintext for standard input`,
  ).argParser((name) => readFormat(name, "--format"));
}

/**
 * @param what - What the error calls it.
 * @throws {CliError} `bad-usage` for a name that is neither one of ours nor VS Code's.
 */
export function readFormat(name: string, what: string): Format {
  const format = DOCUMENT_FORMATS.find((own) => own === name) ?? selectFormat(name, "");
  // Plain text is also the format of every language that Cloze does not know.
  if (format !== "plaintext" || name === format) return format;
  const names = [...DOCUMENT_FORMATS, ...CODE_LANGUAGES].join(", ");
  throw new CliError("bad-usage", `${what} is "${name}", expected ${names}, or VS Code's identifier of one of these`);
}
