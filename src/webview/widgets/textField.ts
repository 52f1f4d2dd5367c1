import * as l10n from "@vscode/l10n";
import { buildElement } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";

export interface WrittenTexts {
  readonly text: string;
  readonly pair?: string;
}

export interface TextFieldOptions extends DrawOptions {
  readonly onSubmit: (texts: WrittenTexts) => void;
}

export interface TextField {
  readonly element: HTMLElement;
  /** Opens and closes the field; stands among the tools. */
  readonly toggle: HTMLElement;
  /** Opens the field with these texts in it, or those that were written before, and gives it the focus. */
  open(shown: WrittenTexts | undefined): void;
  /** The text was changed, by a word that was chosen for it; what is being written stays. */
  follow(shown: WrittenTexts): void;
}

const EMPTY = l10n.t("Write something for the model to read.");

/** A field for a text of one's own, or a pair: Enter shows it, Escape closes the field. What is written is nowhere kept. */
export function drawTextField({ document, onSubmit }: TextFieldOptions): TextField {
  const first = drawInput(document, { key: "text", label: l10n.t("Text") });
  const second = drawInput(document, { key: "pair", label: l10n.t("Text that follows, if it is a pair") });
  const problem = buildElement(document, "p", { class: "note", attributes: { "aria-live": "assertive" } });
  const read = buildElement(document, "button", {
    class: "action",
    text: l10n.t("Read"),
    attributes: { type: "submit" },
  });
  const form = buildElement(document, "form", {
    class: "text-form",
    attributes: { novalidate: "" },
    children: [first.element, second.element, read, problem],
  });
  const toggle = buildElement(document, "button", {
    class: "action",
    text: l10n.t("Write a text"),
    attributes: { type: "button", "data-key": "write", "aria-expanded": "false" },
  });
  const setOpen = (isOpen: boolean) => {
    form.hidden = !isOpen;
    toggle.setAttribute("aria-expanded", String(isOpen));
  };
  const fill = ({ text, pair = "" }: WrittenTexts) => {
    [first.input.value, second.input.value] = [text, pair];
  };
  const open = (shown: WrittenTexts | undefined) => {
    setOpen(true);
    if (shown) fill(shown);
    first.input.focus();
    first.input.select();
  };
  toggle.addEventListener("click", () => {
    if (form.hidden) open(undefined);
    else setOpen(false);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const [text, pair] = [first.input.value, second.input.value];
    const isEmpty = text.trim() === "";
    problem.textContent = isEmpty ? EMPTY : "";
    if (isEmpty) first.input.focus();
    else onSubmit({ text, ...(pair.trim() !== "" && { pair }) });
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    // Of the page, Escape lets go of the chosen token.
    event.preventDefault();
    setOpen(false);
    toggle.focus();
  });
  setOpen(false);
  const follow = (shown: WrittenTexts) => {
    if (!form.contains(document.activeElement)) fill(shown);
  };
  return { element: form, toggle, open, follow };
}

function drawInput(document: Document, { key, label }: { readonly key: string; readonly label: string }) {
  const input = buildElement(document, "input", {
    attributes: { type: "text", "data-key": key, spellcheck: "false", autocomplete: "off", dir: "auto" },
  });
  const caption = buildElement(document, "span", { text: label });
  return { input, element: buildElement(document, "label", { children: [caption, input] }) };
}
