import * as l10n from "@vscode/l10n";

/** What is said to a person of things that are not read, by what `nameSkipped` calls them. */
export const SKIPPED_NAMES: Readonly<Record<string, string>> = {
  code: l10n.t("code"),
  markup: l10n.t("markup"),
  "a comment": l10n.t("a comment"),
  "a comment to Cloze about marks": l10n.t("a comment to Cloze about marks"),
  "an attribute": l10n.t("an attribute"),
  "a condition": l10n.t("a condition"),
  "a remark of Git": l10n.t("a remark of Git"),
  "a trailer": l10n.t("a trailer"),
  "the preamble": l10n.t("the preamble"),
  mathematics: l10n.t("mathematics"),
  "an environment without prose": l10n.t("an environment without prose"),
  "a command": l10n.t("a command"),
  "front matter": l10n.t("front matter"),
  "a template": l10n.t("a template"),
  "the address of a link": l10n.t("the address of a link"),
  "a cell of code, an output, or the notebook's JSON": l10n.t("a cell of code, an output, or the notebook's JSON"),
  "a directive without prose": l10n.t("a directive without prose"),
  "a field": l10n.t("a field"),
  "program text, or the marks, tags, examples and directives in its comments": l10n.t(
    "program text, or the marks, tags, examples and directives in its comments",
  ),
  JavaScript: "JavaScript",
};
