import * as l10n from "@vscode/l10n";
import { buildElement } from "../dom/buildElement";

export interface PanelRegions {
  /** Describes the token that is pointed at. */
  readonly pointed: HTMLElement;
  /** What concerns the panel as a whole. */
  readonly tools: HTMLElement;
  /** The field for a text of one's own. */
  readonly field: HTMLElement;
  /** Says which links are shown in the document. */
  readonly linked: HTMLElement;
  /** The tour, while it is on. */
  readonly tour: HTMLElement;
  readonly picker: HTMLElement;
  readonly summary: HTMLElement;
  readonly controls: HTMLElement;
  readonly view: HTMLElement;
  readonly details: HTMLElement;
  showInput(header: HTMLElement, row: HTMLElement): void;
  showBusy(busy: boolean): void;
  /** Says that the text is no longer in its document, or says nothing. */
  showGone(isGone: boolean): void;
  /** Shows one sentence and a button to try again, or hides both. */
  showFailure(message: string | undefined): void;
}

const READING = l10n.t("The model is reading.");
const GONE = l10n.t("This text is no longer in its document. To see another, run Show Tokens and Attention there.");

export interface PanelRegionsOptions {
  readonly onRetry: () => void;
  readonly onEscape: () => void;
}

/** Draws the fixed parts of the page, still empty. */
export function drawPanelRegions(root: HTMLElement, { onRetry, onEscape }: PanelRegionsOptions): PanelRegions {
  const document = root.ownerDocument;
  const region = (name: string, label?: string) =>
    buildElement(document, label === undefined ? "div" : "section", {
      class: name,
      attributes: label === undefined ? {} : { "aria-label": label },
    });
  const progress = buildElement(document, "div", { class: "progress", attributes: { role: "status" } });
  const failure = buildElement(document, "div", { class: "failure", attributes: { role: "alert" } });
  const gone = buildElement(document, "div", { class: "gone", attributes: { role: "status" } });
  const header = region("input-header");
  const tools = region("tools", l10n.t("This panel"));
  const field = region("field");
  const tour = region("tour-region");
  const tokens = region("tokens", l10n.t("Word pieces"));
  const linked = buildElement(document, "div", { class: "linked", attributes: { role: "status" } });
  const pointed = buildElement(document, "p", { class: "pointed" });
  const picker = region("picker", l10n.t("Layer and head"));
  const summary = region("summary");
  const controls = region("controls");
  const view = region("view", l10n.t("Attention"));
  const details = region("details", l10n.t("Chosen token"));
  const choices = buildElement(document, "div", { class: "choices", children: [picker, summary, controls] });
  const body = buildElement(document, "div", { class: "body", children: [details, choices, view] });
  const panel = buildElement(document, "main", {
    class: "panel empty",
    children: [progress, failure, gone, tools, field, tour, header, tokens, linked, body],
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) onEscape();
  });
  root.replaceChildren(panel);
  return {
    pointed,
    tools,
    field,
    linked,
    tour,
    picker,
    summary,
    controls,
    view,
    details,
    showInput: (inputHeader, row) => {
      panel.classList.remove("empty");
      header.replaceChildren(inputHeader);
      tokens.replaceChildren(row, pointed);
    },
    showBusy: (busy) => {
      panel.classList.toggle("busy", busy);
      progress.replaceChildren(
        ...(busy ? [buildElement(document, "span", { class: "hidden-text", text: READING })] : []),
      );
    },
    showGone: (isGone) =>
      gone.replaceChildren(...(isGone ? [buildElement(document, "p", { class: "notice", text: GONE })] : [])),
    showFailure: (message) =>
      failure.replaceChildren(...(message === undefined ? [] : drawFailure(document, message, onRetry))),
  };
}

function drawFailure(document: Document, message: string, onRetry: () => void): HTMLElement[] {
  const retry = buildElement(document, "button", {
    class: "action",
    text: l10n.t("Try again"),
    attributes: { type: "button" },
  });
  retry.addEventListener("click", onRetry);
  return [buildElement(document, "span", { text: message }), retry];
}
