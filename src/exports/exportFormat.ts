import * as l10n from "@vscode/l10n";

/** What a view can be saved as. */
export const EXPORT_FORMATS = ["svg", "png", "html", "json", "csv", "bertviz"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Each format: its name, what it is for, and the ending of its files. */
export const FORMAT_NAMES: Readonly<
  Record<ExportFormat, { readonly label: string; readonly detail: string; readonly ending: string }>
> = {
  svg: { label: "SVG", detail: l10n.t("The picture, to enlarge and to edit"), ending: "svg" },
  png: { label: "PNG", detail: l10n.t("The picture, in twice the size of the screen"), ending: "png" },
  html: {
    label: "HTML",
    detail: l10n.t("A page with the picture and the numbers, which works offline"),
    ending: "html",
  },
  json: { label: "JSON", detail: l10n.t("The numbers, as the engine gave them"), ending: "json" },
  csv: { label: "CSV", detail: l10n.t("The numbers, as a table"), ending: "csv" },
  bertviz: {
    label: l10n.t("BertViz's JSON"),
    detail: l10n.t("The attention of all layers and heads, as head_view and model_view take it"),
    ending: "bertviz.json",
  },
};
