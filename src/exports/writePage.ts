import { createHash } from "node:crypto";
import * as l10n from "@vscode/l10n";
import { getLanguage } from "../language/speak";
import { formatCount } from "../wording/numbers/formatCount";
import type { ExportRecord } from "./exportRecord";
import type { Table } from "./listTable";
import { escapeXml } from "./svgRecord";

/** A longer table would take seconds to show. */
const MOST_ROWS = 5_000;
// eslint-disable-next-line language/untranslated -- a style sheet
const STYLE = `:root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}
figure{margin:1rem 0;overflow-x:auto}svg{max-width:100%;height:auto}blockquote{margin:0;font-size:1.15em}
table{border-collapse:collapse}td,th{padding:2px 12px 2px 0;text-align:start;border-bottom:1px solid #8886}
dt{font-weight:600}dd{margin:0 0 .5rem;overflow-wrap:anywhere}pre{white-space:pre-wrap}`;

export interface PageParts {
  readonly title: string;
  /** The text that was read, and that of its pair. */
  readonly texts: readonly string[];
  /** With its record inside. */
  readonly svg: string;
  readonly record: ExportRecord;
  readonly table: Table;
}

/** An HTML page that needs nothing else. Its policy forbids scripts, addresses, and all style but its own. */
export function writePage({ title, texts, svg, record, table }: PageParts): string {
  const hash = createHash("sha256").update(STYLE).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  const quoted = texts.map((text) => `<blockquote><bdi>${escapeXml(text)}</bdi></blockquote>`);
  // eslint-disable-next-line language/untranslated -- elements; what is said in them is translated
  return `<!DOCTYPE html>
<html lang="${getLanguage().tag}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeXml(title)}</h1>
${quoted.join("\n")}
<figure>${svg}</figure>
<details><summary>${escapeXml(l10n.t("The numbers"))}</summary>
${writeTable(table)}
</details>
<details><summary>${escapeXml(l10n.t("How this was computed"))}</summary>
${writeFacts(record)}
</details>
</body>
</html>
`;
}

function writeTable([head = [], ...rows]: Table): string {
  const row = (cells: Table[number], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeXml(String(cell))}</${tag}>`).join("")}</tr>`;
  const shown = rows.slice(0, MOST_ROWS);
  const more = l10n.t(
    "The first {0} of {1} rows; this file holds all, for {2}, and an export as CSV lists them.",
    formatCount(MOST_ROWS),
    formatCount(rows.length),
    "<code>cloze reproduce</code>",
  );
  return [
    ...(shown.length < rows.length ? [`<p>${more}</p>`] : []),
    `<table><thead>${row(head, "th")}</thead><tbody>`,
    ...shown.map((cells) => row(cells, "td")),
    "</tbody></table>",
  ].join("\n");
}

function writeFacts({ cloze, model, device, precision, onnxruntime, settings, asked, again }: ExportRecord): string {
  const computed = l10n.t(
    "{0} for what is looked at, {1} for fills, pairs and tones",
    precision.looking,
    precision.answers,
  );
  const chosen = Object.entries(settings).map(([name, value]) => `${name} ${String(value)}`);
  const facts: readonly (readonly [name: string, value: string])[] = [
    [l10n.t("Model"), model.name],
    [l10n.t("SHA-256 of its weights"), model.weights],
    [l10n.t("SHA-256 of its tokenizer"), model.tokenizer],
    [l10n.t("Device"), device],
    [l10n.t("Computed in"), computed],
    // eslint-disable-next-line language/untranslated -- names
    [l10n.t("Versions"), `Cloze ${cloze}, ONNX Runtime ${onnxruntime}`],
    [l10n.t("Settings"), chosen.join(", ")],
    [l10n.t("Asked"), asked.map(({ kind }) => kind).join(", ")],
    [l10n.t("To compute it again"), again],
  ];
  const rows = facts.map(([name, value]) => `<dt>${escapeXml(name)}</dt><dd>${escapeXml(value)}</dd>`);
  return `<dl>${rows.join("\n")}</dl>`;
}
