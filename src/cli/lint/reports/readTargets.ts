import { CliError } from "../../cliError";
import { REPORT_NAMES, type ReportName } from "./reportNames";

/** Where one report goes. */
export interface ReportTarget {
  readonly name: ReportName;
  /** As the command named it; `undefined` for standard output. */
  readonly file: string | undefined;
}

/** The options that name outputs, as commander gives them. */
export interface TargetOptions {
  /** "json" or "json=findings.json", as often as it is given. */
  readonly output?: readonly string[] | undefined;
  readonly json?: boolean | undefined;
  readonly sarif?: boolean | undefined;
}

/**
 * The reports that the options ask for: at most one on standard output, which is text if no other one goes there.
 *
 * @throws {CliError} `bad-usage` for an unknown format, two of them on standard output or in one file.
 */
export function readTargets({ output = [], json, sarif }: TargetOptions): readonly ReportTarget[] {
  const short = [...(json === true ? ["json"] : []), ...(sarif === true ? ["sarif"] : [])];
  const targets = [...output, ...short].map(readTarget);
  const printed = [...new Set(targets.flatMap(({ name, file }) => (file === undefined ? [name] : [])))];
  if (printed.length > 1) {
    const names = printed.map((name) => `"${name}"`).join(" and ");
    throw new CliError(
      "bad-usage",
      `outputs ${names}, expected one, and the others in files: --output ${printed[1] ?? ""}=<file>`,
    );
  }
  const files = targets.filter(({ file }) => file !== undefined);
  const twice = files.find(({ file }, i) => files.findIndex((other) => other.file === file) < i);
  if (twice !== undefined) throw new CliError("bad-usage", `--output names the file "${twice.file ?? ""}" twice`);
  return [{ name: printed[0] ?? "text", file: undefined }, ...files];
}

function readTarget(value: string): ReportTarget {
  const at = value.indexOf("=");
  const [named, file] = at === -1 ? [value, undefined] : [value.slice(0, at), value.slice(at + 1)];
  const name = REPORT_NAMES.find((known) => known === named);
  if (name === undefined) {
    throw new CliError("bad-usage", `--output names "${named}", expected one of ${REPORT_NAMES.join(", ")}`);
  }
  if (file === "") throw new CliError("bad-usage", `--output is "${value}", expected a file after "="`);
  return { name, file };
}
