import { printJsonPart, printLine } from "../../print/terminal";
import type { OpenReport } from "./report";

/** A list of findings on one line, as `FileFinding` describes them. */
export const openJsonReport: OpenReport = ({ output }) => {
  let before = "[";
  return {
    async add({ findings }) {
      for (const finding of findings) {
        // JSON leaves out what is undefined.
        await printJsonPart(output, before, { ...finding, key: undefined, sure: undefined });
        before = ",";
      }
    },
    end: () => printLine(output, before === "[" ? "[]" : "]"),
  };
};
