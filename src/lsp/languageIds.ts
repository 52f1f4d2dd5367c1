/** What other editors call the languages that VS Code, and so `lint.languages`, calls something else. */
const ALIASES: Readonly<Record<string, string>> = {
  adoc: "asciidoc",
  bash: "shellscript",
  "c++": "cpp",
  "c#": "csharp",
  commit: "git-commit",
  "git commit": "git-commit",
  gitcommit: "git-commit",
  gfm: "markdown",
  plain: "plaintext",
  "plain text": "plaintext",
  plaintex: "tex",
  rst: "restructuredtext",
  sh: "shellscript",
  text: "plaintext",
  txt: "plaintext",
};

/** VS Code's identifier of a language. @param id - As a client names it. */
export function readLanguageId(id: string): string {
  const name = id.toLowerCase();
  return ALIASES[name] ?? name;
}
