/** What a view can be saved as. */
export const EXPORT_FORMATS = ["svg", "png", "html", "json", "csv", "bertviz"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Each format: its name, what it is for, and the ending of its files. */
export const FORMAT_NAMES: Readonly<
  Record<ExportFormat, { readonly label: string; readonly detail: string; readonly ending: string }>
> = {
  svg: { label: "SVG", detail: "The picture, to enlarge and to edit", ending: "svg" },
  png: { label: "PNG", detail: "The picture, in twice the size of the screen", ending: "png" },
  html: { label: "HTML", detail: "A page with the picture and the numbers, which works offline", ending: "html" },
  json: { label: "JSON", detail: "The numbers, as the engine gave them", ending: "json" },
  csv: { label: "CSV", detail: "The numbers, as a table", ending: "csv" },
  bertviz: {
    label: "BertViz's JSON",
    detail: "The attention of all layers and heads, as head_view and model_view take it",
    ending: "bertviz.json",
  },
};
