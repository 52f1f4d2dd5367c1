import { createWriteStream, type WriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import path from "node:path";
import { finished } from "node:stream/promises";
import { CliError } from "../../cliError";
import { selectColours } from "../../print/selectColours";
import type { ReportTarget } from "./readTargets";
import type { Report, ReportOptions } from "./report";
import { REPORT_FORMATS } from "./reportFormats";

export interface ReportsOptions extends Omit<ReportOptions, "hasColours"> {
  /** Absolute: names of files are relative to it. */
  readonly folder: string;
}

/** Reports that are written at once. */
export interface Reports extends Report {
  /** Removes what was written of files whose report did not come to its end. */
  discard(): Promise<void>;
}

/**
 * Opens every report. A file gets its name when its report is complete: nobody ever reads half of one.
 *
 * @throws {CliError} `lost-output` for a file that cannot be written.
 */
export async function openReports(targets: readonly ReportTarget[], options: ReportsOptions): Promise<Reports> {
  const files: ReportFile[] = [];
  const discard = async () => {
    for (const file of files) await file.discard();
  };
  const reports: Report[] = [];
  try {
    for (const { name, file } of targets) {
      const open = REPORT_FORMATS[name];
      if (file === undefined) {
        reports.push(open({ ...options, hasColours: selectColours(options.output) }));
        continue;
      }
      const opened = await openFile(file, options.folder);
      files.push(opened);
      reports.push(open({ ...options, output: opened.stream, hasColours: false }));
    }
  } catch (error) {
    await discard();
    throw error;
  }
  return {
    async add(file) {
      for (const report of reports) await report.add(file);
    },
    async end(precisions) {
      for (const report of reports) await report.end(precisions);
      for (const file of files) await file.keep();
    },
    discard,
  };
}

interface ReportFile {
  readonly stream: WriteStream;
  keep(): Promise<void>;
  discard(): Promise<void>;
}

async function openFile(name: string, folder: string): Promise<ReportFile> {
  const file = path.resolve(folder, name);
  const temporary = `${file}.${process.pid}.tmp`;
  const stream = createWriteStream(temporary);
  const lose = (error: unknown) => {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    return new CliError("lost-output", `the output "${name}" cannot be written: ${code}`, { cause: error });
  };
  let failure: Error | undefined;
  stream.on("error", (error) => (failure ??= error));
  await new Promise<void>((resolve, reject) => {
    stream.once("open", () => resolve());
    stream.once("error", (error) => reject(lose(error)));
  });
  let isKept = false;
  return {
    stream,
    async keep() {
      try {
        if (failure !== undefined) throw failure;
        stream.end();
        await finished(stream);
        await rename(temporary, file);
        isKept = true;
      } catch (error) {
        throw lose(error);
      }
    },
    async discard() {
      if (isKept) return;
      stream.destroy();
      await rm(temporary, { force: true }).catch(() => undefined);
    },
  };
}
