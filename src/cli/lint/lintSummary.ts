import { formatCounted } from "../../wording/formatCounted";
import { namePrecision } from "../../wording/names/namePrecision";
import { formatCount } from "../../wording/numbers/formatCount";
import type { BaselineFilter } from "./baseline/baselineFilter";
import type { FileFixer } from "./fix/fileFixer";
import type { LintProgress } from "./lintProgress";
import type { FileFinding } from "./placeFindings";

interface Described {
  readonly known: BaselineFilter | undefined;
  readonly entries: readonly string[] | undefined;
  readonly fixer: FileFixer | undefined;
  readonly progress: LintProgress;
  /** Name of the file. */
  readonly baseline: string | undefined;
}

/** What was counted of a lint, for its last line. */
export class LintSummary {
  findings = 0;
  readonly precisions = new Set<FileFinding["precision"]>();
  readonly #files: number;

  constructor(files: number) {
    this.#files = files;
  }

  describe({ known, entries, fixer, progress, baseline = "" }: Described): string {
    const parts = [`${formatCounted(this.findings, "finding")} in ${formatCounted(this.#files, "file")}`];
    if (entries !== undefined) parts[0] = `${formatCounted(entries.length, "finding")} written to ${baseline}`;
    if (this.precisions.size > 0) parts.push(`computed in ${[...this.precisions].map(namePrecision).join(" and ")}`);
    if (known !== undefined && known.known > 0) parts.push(`${formatCount(known.known)} more in the baseline`);
    if (known !== undefined && known.gone > 0) parts.push(`${formatCount(known.gone)} of the baseline not found`);
    const fixed = fixer?.describe();
    if (fixed !== undefined) parts.push(fixed);
    const speed = progress.describeSpeed();
    if (speed !== undefined) parts.push(speed);
    return parts.join(", ");
  }
}
