import js from "@eslint/js";
import regexp from "eslint-plugin-regexp";
import importSort from "eslint-plugin-simple-import-sort";
import tseslint from "typescript-eslint";
import { untranslated } from "./test/language/untranslated.mjs";

export default tseslint.config(
  { ignores: ["dist/", "out/", ".cache/", "node_modules/", "models/", "media/"] },
  js.configs.recommended,
  {
    files: ["**/*.mjs"],
    languageOptions: {
      globals: Object.fromEntries(
        ["process", "console", "URL", "Buffer", "setTimeout", "clearTimeout"].map((name) => [name, "readonly"]),
      ),
    },
  },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { "import-sort": importSort },
    rules: {
      // Packages first, then this project's files from far to near; no blank lines between.
      "import-sort/imports": ["error", { groups: [["^\\u0000", "^node:", "^@?\\w", "^", "^\\."]] }],
      "import-sort/exports": "error",
      "no-restricted-syntax": [
        "error",
        {
          selector:
            ":matches(PropertyDefinition, MethodDefinition, TSParameterProperty)[accessibility=/private|protected/]",
          message: "Private members are written #private.",
        },
      ],
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      "max-params": ["error", 4],
      complexity: ["error", 16],
      eqeqeq: "error",
      "no-console": "error",
      "@typescript-eslint/no-empty-object-type": ["error", { allowInterfaces: "with-single-extends" }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    },
  },
  {
    // Documents, names and messages are anybody's: no pattern may take longer than their length.
    files: ["src/**/*.ts"],
    plugins: { regexp },
    rules: {
      "regexp/no-super-linear-backtracking": ["error", { report: "certain" }],
      "regexp/no-super-linear-move": ["error", { report: "certain" }],
    },
  },
  {
    // What people read in the editor. The command line, the language server and what agents are given stay English.
    files: ["src/**/*.ts"],
    ignores: [
      "src/{cli,lsp,mcp,tools,schema,api,open,random,senses}/**",
      "src/{cli,mcpServer,open}.ts",
      // Requests are described for programs.
      "src/tasks/**/*Request.ts",
      "src/tasks/schemas/**",
      // Words of the language that is read, not of the one that is spoken.
      "src/text/**",
      "src/tasks/reword/wordings/**",
      "src/tasks/slips/{article,candidates}/**",
      // Faults of the program itself: what the panel's page is sent, checked.
      "src/webview/answers/**",
    ],
    plugins: { language: { rules: { untranslated } } },
    rules: { "language/untranslated": "error" },
  },
  {
    // A describe() holds a suite, not a function; mocha's promise-free it() callbacks are checked by mocha itself.
    files: ["test/**/*.ts"],
    rules: {
      "max-lines-per-function": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
);
