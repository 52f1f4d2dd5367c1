import type { Writable } from "node:stream";
import type { Rule } from "../../../lint/rule";
import type { PlacedFinding } from "../placeFindings";

/** A file that was read, or could not be. */
export interface ReportedFile {
  /** As the command names it. */
  readonly file: string;
  readonly findings: readonly PlacedFinding[];
  /** Why it, or a sentence of it, could not be checked. */
  readonly failures: readonly string[];
}

/** What a report needs from its start. */
export interface ReportOptions {
  /** What it prints on; it prints whole lines only when a file is complete. */
  readonly output: Writable;
  /** Of Cloze. */
  readonly version: string;
  /** All that there are. */
  readonly rules: readonly Rule[];
  readonly hasColours: boolean;
}

/** A report being written. What a format can write at once it does not keep, so that memory does not grow with files. */
export interface Report {
  add(file: ReportedFile): Promise<void>;
  /** @param precisions - What was computed in. */
  end(precisions: readonly string[]): Promise<void>;
}

/** Begins a report in one of the formats. */
export type OpenReport = (options: ReportOptions) => Report;
