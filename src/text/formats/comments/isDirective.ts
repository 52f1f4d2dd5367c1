/** Tools that read comments. A name alone is no instruction: "eslint on every file" is prose. */
const TOOLS = [
  ...["ansible-lint", "bandit", "bashate", "blacken-docs", "brakeman", "brittany", "c8", "checkov", "clang-format"],
  ...["clang-tidy", "clippy", "cloze", "codespell", "cppcheck", "cpplint", "cspell", "css-lint", "csslint"],
  ...["dart-format", "detekt", "docformatter", "doctest", "dprint", "erblint", "es-lint", "eslint", "fantomas"],
  ...["flake8", "flawfinder", "fmt", "fourmolu", "gocritic", "gofmt", "golangci", "golangci-lint", "golint"],
  ...["gosec", "grcov", "hadolint", "haml-lint", "hlint", "htmlhint", "htmllint", "isort", "istanbul", "jscpd"],
  ...["jscs", "jshint", "jslint", "kics", "knip", "ktlint", "lcov", "lintr", "luacheck", "luacov", "markdownlint"],
  ...["mypy", "nolint", "noqa", "nosec", "nosemgrep", "oclint", "ormolu", "oxlint", "pep8", "periphery"],
  ...["perlcritic", "phan", "phpcs", "phpmd", "phpstan", "pmd", "psalm", "pyanalyze", "pycodestyle", "pydocstyle"],
  ...["pylint", "pyre", "pyright", "pytest", "pytype", "renovate", "resharper", "rubocop", "ruff", "rustfmt"],
  ...["sass-lint", "scalafix", "scalafmt", "scalastyle", "scss-lint", "selene", "semgrep", "shellcheck"],
  ...["shfmt", "simplecov", "skylos", "sonarlint", "sourcery", "spell-checker", "spellchecker", "spotless"],
  ...["sqlfluff", "sqlfmt", "staticcheck", "style-lint", "stylelint", "styler", "stylish-haskell", "stylua"],
  ...["swift-format", "swiftformat", "swiftlint", "tarpaulin", "textlint", "tfsec", "trivy", "tslint", "tsqllint"],
  ...["uncrustify", "v8", "vulture", "wartremover", "weeder", "yamllint", "yapf", "zizmor"],
].join("|");

/** Tools whose names are words: only a switch behind them makes an instruction. */
const WORDS = [
  "biome",
  "black",
  "cargo",
  "checkstyle",
  "credo",
  "deno",
  "flow",
  "formatter",
  "lint",
  "lizard",
  "node",
  "pre",
  "pragma",
  "prettier",
  "reek",
  "revive",
  "sonar",
  "sorbet",
  "standard",
  "steep",
  "typos",
  "vale",
  "xo",
].join("|");

const SWITCH =
  "(?:dis|en)able|ignore|skip|suppress|expect|allow|off|on|start|end|stop|begin|push|pop|next|exclude|cover";

const DIRECTIVES: readonly RegExp[] = [
  new RegExp(`^(?:${TOOLS})(?:[:=]\\s*\\S|-[a-z]|\\s*$|:$)`, "i"),
  new RegExp(`^(?:${TOOLS})\\s+(?:(?:dis|en)able|ignore|skip|suppress)(?![a-z])`, "i"),
  new RegExp(`^(?:${TOOLS})\\s+(?:[a-z]+\\s+)?(?:${SWITCH}|hold|sort)\\s*$`, "i"),
  new RegExp(`^(?:${TOOLS})\\s+(?:[\\w-]+\\s+)?[\\w-]+(?:=|:\\s*)\\S+`, "i"),
  new RegExp(`^(?:${TOOLS})\\s+(?:off|on)\\b(?=\\s*$|\\s*:)`, "i"),
  new RegExp(
    `^(?:${WORDS})(?:\\s*[:=]\\s*|-)(?:${SWITCH})(?:[-:\\w]*\\w)?(?=\\s*$|\\s+[^a-z]|\\s+[\\w-]+[/:(]|\\[)`,
    "i",
  ),
  // Words that say it all, in capitals or glued together.
  /^(?:NOLINT|LINT\.(?:If|Then)|NOSONAR|NOPMD|CSOFF|CSON|CPD-O|LCOV_|GCOVR?_|NON-NLS|\$NON-NLS|NOTREACHED|ARGSUSED|CHECKSTYLE[:.]|\*INDENT-O|V8_LINT|FALL-?THR|BEGIN_EXCLUDE|END_EXCLUDE|INTERNAL_TEST|HLINT |PVS-Studio)/,
  /^(?:nopep8|nopycln|nosemgrep|nocov|nocover|fall-?through|fallthrough|intentionally empty|@formatter|checkstyle|noinspection \w+)\b[^a-z]*$|^noinspection\b|^nocov (?:start|end)$|^@formatter:|^nolint\b(?:\s+(?:start|end))?(?:[\s:.]*$|:|\()|^nosec\b(?=\s*$|\s+[A-Z]\d|\s*[:-])|^#nosec\b|^noqa\b(?=\s*$|\s*[:(])/i,
  /^(?:cppcheck-suppress|coverity\s*\[|IWYU\s+pragma|-V:{0,2}\w*:?\d|V::\d|lint\s+-\w|lint\s+!?[-+]?e\d|spotbugs|scapegoat|swift-tools-version|SwiftGen|oclint|go-?vet\b.*:|mark:\s*(?:-\s*)?$)/i,
  /^(?:ReSharper|StyleCop|ktlint|Sonar\w*)\s+(?:disable|restore|once)\b|^<\/?auto-generated/i,
  // The editor, and how the file is to be read.
  /^-\*-|^(?:vim?|ex):\s*(?:set?\b|\w+=|[a-z]{2,4}:?\s*$)|^(?:kate|jedit|mode|local variables|end|c-basic-offset|indent-tabs-mode|tab-width|fill-column|coding)\s*:\s*(?:[\w./-]*;?)$/i,
  /^(?:(?:file)?encoding|coding|frozen_string_literal|warn_indent|shareable_constant_value|typed|language|lang)\s*[:=]\s*[\w.-]+$/i,
  /^(?:syntax|escape|check|sourceMappingURL|sourceURL)=\S+|^[#@]\s*source(?:Mapping)?URL=|^#!|^@dart\s*=/,
  /^#?(?:end)?region\b(?=\s*$|\s+[A-Z#])/,
  // JavaScript and TypeScript.
  /^(?:@ts-|ts-(?:check|nocheck|ignore|expect-error)\b|@(?:no)?flow\b|@jsx\w*\s|@jest-|@vitest-|@(?:no)?prettier\b|@format\s*$|@generated\b|@preserve\b|@cc_on|@vite-ignore|webpack[A-Z]\w*:|turbopack\w*:|[#@]__[A-Z_]+__|v8 ignore|deno-\w|globals?\s+[\w$]+\s*[:,]|exported\s+\w+$|es-check|codegen-)/,
  /^\/?\s*<(?:reference|amd-module|amd-dependency)\s/,
  // Go, and the tags that Kubernetes reads.
  /^go:[a-z]|^\+build\b|^\+[a-z][\w-]*(?:[:=]\S|$)|^(?:exhaustive|easyjson|ffjson|swagger|wire|sqlc|coverage|gocover|line|mockery):\S|^\/\/\s*nolint\b|^export\s+\w+$|^line\s+\S+:\d+/,
  // Python.
  /^type:\s*(?:ignore\b|[\w.]+(?:\[.*\])?$|\(.*->)|^pragma\s*:|^pragma\s+(?:no|once|mark|omp)\b|^pyre-\w|^distutils:|^cython:|^%%(?:\s|$)|^\/\/\/\s*(?:script)?$|^lint-amnesty/,
  // Ruby, PHP, Haskell, shells, PowerShell.
  /^:(?:nocov|nodoc|startdoc|stopdoc|enddoc|section|call-seq|include|category|main|title|markup|yields|doc):|^(?:-->|<--)$/,
  /^@(?:codingStandards|codeCoverage|phpcs|phpstan|psalm|phan|php-cs|infection|noinspection|suppress|SuppressWarnings)[\w-]*|^(?:php-cs-fixer|phpcs|phpstan|psalm|phan)[:-]/i,
  /^\{-#|^(?:PBS|SBATCH|BSUB|MSUB|QSUB|OAR|COBALT)\s+-{1,2}\w|^\$\s+-\w(?:\s|$)|^\$setup$|^requires\s+-\w|^PSScriptAnalyzer\b|^LANGUAGE\s+[A-Z]\w+$/i,
  // Rust, Swift, Dart, Kotlin, Julia and C#.
  /^ignore(?:_for_file)?:\s*[a-z]\w*(?:\s*,\s*\w+)*$|^dart format (?:on|off)$|^edition:\d+$|^(?:swiftlint|swiftformat|ignore-tidy|compile-flags|run-rustfix|sourcery)\s*:\s*[\w-]+(?:[\s,]+[\w-]+)*$|^swift-format-ignore|^(?:swiftlint|swiftformat|sourcery|scalafix|scalafmt|scalastyle|wartremover)\s*:|^(?:scalafix|scalafmt):|^\$COVERAGE-/,
  // What machines read of licences and of their own work.
  /^(?:SPDX|REUSE)-[\w-]+:|^Code generated\b.*\bDO NOT EDIT\b|^@generated\b|^!?<!--/,
  // The rest of the languages: preprocessors in comments, cells, chunks, scripts that name what they need.
  /^#(?:include|define|cgo|ifdef|ifndef|endif|undef|pragma)\b|^In ?\[[\d ]*\]:$|^\|\s*[\w-]+:(?:\s|$)|^>\s*using\s|^stack\s+(?:script|runghc|exec|--)|^cabal:$|^\$>\s/,
  /^!(?:strict|nonstrict|nocheck|native|optimize \d|nolint\b.*)$|^(?:format|fmt)\s*:\s*(?:on|off|skip)$|^(?:rtl|autoprefixer|bashsupport|chkconfig|codenarc|purgecss)\s*[:-]\s*\S|^purgecss (?:start|end) ignore|^compdef\s+\S+$|^@(?:deno-types=|refresh\s)/,
  /^(?:GENERATED CODE|AUTO-?GENERATED)\b.*\bDO NOT\b/,
  /^cloze-(?:dis|en)able\b|^lint:(?:file-)?ignore\b|^vale (?:on|off)$/,
];

/** Whether a line of a comment, without the comment's marks, is an instruction to a tool. */
export function isDirective(line: string): boolean {
  const text = line.trim();
  return text !== "" && DIRECTIVES.some((pattern) => pattern.test(text));
}
