import { Option } from "commander";
import { CODE_LANGUAGES } from "../../text/formats/comments/codeLanguages";
import { DOCUMENT_FORMATS, findFormat, type Format } from "../../text/formats/format";
import { CliError } from "../cliError";

/** `--format`: the format of everything that a command reads. Its value is a {@link Format}. */
export function buildFormatOption(): Option {
  return new Option(
    "--format <name>",
    `how to read: ${DOCUMENT_FORMATS.join(", ")}, a programming language, or VS Code's identifier of a language. Default: what the ending of a file's name says; plaintext for standard input`,
  ).argParser(readFormat);
}

/** @throws {CliError} `bad-usage` for a name that is neither one of ours nor VS Code's. */
function readFormat(name: string): Format {
  const format = findFormat(name);
  if (format !== undefined) return format;
  const names = [...DOCUMENT_FORMATS, ...CODE_LANGUAGES].join(", ");
  throw new CliError("bad-usage", `--format is "${name}", expected ${names}, or VS Code's identifier of one of these`);
}
