import type { PlacedFinding } from "../placeFindings";
import { type Baseline, toEntry } from "./readBaseline";

/** Leaves out findings that a baseline has: of one that it has twice, two. */
export class BaselineFilter {
  readonly #left: Map<string, number>;
  #known = 0;

  constructor(baseline: Baseline) {
    this.#left = new Map(baseline);
  }

  /** Findings that were left out. */
  get known(): number {
    return this.#known;
  }

  /** Findings of the baseline that were not met. */
  get gone(): number {
    return [...this.#left.values()].reduce((sum, count) => sum + count, 0);
  }

  keepNew(findings: readonly PlacedFinding[]): readonly PlacedFinding[] {
    return findings.filter((finding) => {
      const entry = toEntry(finding);
      const left = this.#left.get(entry) ?? 0;
      if (left === 0) return true;
      this.#left.set(entry, left - 1);
      this.#known += 1;
      return false;
    });
  }
}
