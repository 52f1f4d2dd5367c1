/** Addresses are those from which the webview may load. */
export interface AttentionPageParts {
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
  /** 16 random bytes or more, new for every page, in hexadecimal or base64. */
  readonly nonce: string;
}

/** The panel's HTML. It loads one script and one style sheet; its policy forbids everything else but pictures that it draws itself. */
export function writeAttentionPage({ cspSource, script, style, nonce }: AttentionPageParts): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${cspSource}; img-src data:;`;
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="UTF-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Tokens and Attention</title>
    <link rel="stylesheet" href="${style}">
  </head>
  <body>
    <script nonce="${nonce}" src="${script}"></script>
  </body>
</html>
`;
}
