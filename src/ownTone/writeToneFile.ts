import type { ToneFile } from "./toneFileSchema";

/** The text of a file: a field a line and each list of numbers on one, so that a change of it can be read. */
export function writeToneFile(file: ToneFile): string {
  const { format, cloze, name, mark, taught, model, layer, pooling, precision, labels, ...rest } = file;
  const { mean, scale, weights, intercepts, examples } = rest;
  const short = { format, cloze, name, ...(mark && { mark }), taught, model, layer, pooling, precision };
  const lines = JSON.stringify(short, undefined, 2).split("\n").slice(1, -1);
  const list = (key: string, rows: readonly unknown[]) =>
    `  ${JSON.stringify(key)}: [\n${rows.map((row) => `    ${JSON.stringify(row)}`).join(",\n")}\n  ]`;
  const flat = (key: string, values: readonly unknown[]) => `  ${JSON.stringify(key)}: ${JSON.stringify(values)}`;
  const long = [
    flat("labels", labels),
    flat("mean", mean),
    flat("scale", scale),
    list("weights", weights),
    flat("intercepts", intercepts),
    ...(examples ? [list("examples", examples)] : []),
  ];
  return `{\n${lines.join("\n")},\n${long.join(",\n")}\n}\n`;
}
