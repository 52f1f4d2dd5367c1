import { formatCounted } from "../../../wording/formatCounted";
import type { CliContext } from "../../cliContext";
import { CliError } from "../../cliError";
import { STANDARD_INPUT } from "../../input/listFiles";
import { printDiff, printLine } from "../../print/terminal";
import type { FileOutcome } from "../lintFiles";
import type { PlacedFinding } from "../placeFindings";
import { applyFixes } from "./applyFixes";
import { buildDiff } from "./buildDiff";
import { selectFixes } from "./selectFixes";
import { writeFixed } from "./writeFixed";

/** Mends what rules are sure of: prints what it would do, or does it. */
export class FileFixer {
  readonly #context: CliContext;
  readonly #isWriting: boolean;
  #fixes = 0;
  #altered = 0;

  constructor(context: CliContext, isWriting: boolean) {
    this.#context = context;
    this.#isWriting = isWriting;
  }

  /** @returns The findings that are left: all of them unless their fixes were written. */
  async fix(
    checked: Extract<FileOutcome, { readonly text: string }>,
    findings: readonly PlacedFinding[],
  ): Promise<readonly PlacedFinding[]> {
    const { file, text } = checked;
    const { fixes, left } = selectFixes(findings, checked);
    if (fixes.length === 0) return findings;
    const fixed = applyFixes(text, fixes);
    if (!this.#isWriting) {
      this.#altered += await printDiff(this.#context.output, buildDiff(file, text, fixed));
      this.#fixes += fixes.length;
      return findings;
    }
    try {
      if (file === STANDARD_INPUT) throw new CliError("bad-input", "standard input cannot be written");
      await writeFixed(file, { folder: this.#context.folder, text, fixed });
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      await printLine(this.#context.errors, `cloze: ${file}: ${error.message}`);
      this.#context.exit.code = 2;
      return findings;
    }
    this.#fixes += fixes.length;
    return left;
  }

  /** "3 fixes written", for the last line. */
  describe(): string {
    const count = formatCounted(this.#fixes, "fix").replace(/fixs$/, "fixes");
    if (this.#isWriting) return `${count} written`;
    const note = `${formatCounted(this.#altered, "line")} of the diff changed to be safe to print`;
    return `${count} to write with --write${this.#altered > 0 ? `, ${note}` : ""}`;
  }
}
