import * as l10n from "@vscode/l10n";
import type { Language } from "../../language/speak";

/** Addresses are those from which the webview may load. */
export interface AttentionPageParts {
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
  /** 16 random bytes or more, new for every page, in hexadecimal or base64. */
  readonly nonce: string;
  readonly language: Language;
}

/** The panel's HTML. It loads one script and one style sheet; its policy forbids everything else but pictures that it draws itself. */
export function writeAttentionPage({ cspSource, script, style, nonce, language }: AttentionPageParts): string {
  // eslint-disable-next-line language/untranslated -- a policy
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${cspSource}; img-src data:;`;
  // eslint-disable-next-line language/untranslated -- markup, in which the title is a person’s
  return `<!DOCTYPE html>
<html lang="${language.tag}">
  <head>
    <meta charset="UTF-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${l10n.t("Tokens and Attention")}</title>
    <link rel="stylesheet" href="${style}">
  </head>
  <body>
    <script type="application/json" id="texts">${writeTexts(language)}</script>
    <script nonce="${nonce}" src="${script}"></script>
  </body>
</html>
`;
}

/** As data, which runs nothing. JSON in which nothing can end the element. */
function writeTexts({ texts }: Language): string {
  return JSON.stringify(texts).replaceAll("<", "\\u003c");
}
