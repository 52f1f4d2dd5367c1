import { printLine, printLines } from "../../print/terminal";
import type { Report, ReportedFile, ReportOptions } from "./report";

export interface XmlParts {
  /** The tag of the root element, and its end. */
  readonly root: readonly [start: string, end: string];
  readonly listLines: (file: ReportedFile) => readonly string[];
}

/** A report in XML: its root, and inside what each file says. One without files has its root, too. */
export function openXmlReport({ output }: Pick<ReportOptions, "output">, { root, listLines }: XmlParts): Report {
  let isOpen = false;
  const start = async () => {
    if (!isOpen) await printLines(output, ['<?xml version="1.0" encoding="UTF-8"?>', root[0]]);
    isOpen = true;
  };
  return {
    async add(file) {
      await start();
      await printLines(output, listLines(file));
    },
    async end() {
      await start();
      await printLine(output, root[1]);
    },
  };
}
