import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { CLI, ROOT } from "../cli/runProgram";
import { skipBecause } from "../harness/skipBecause";

const SLIP = "The engine reads the model form the folder.";
const NEGATIVE = "This tool is a complete disaster, nobody should ever use it.";
const TEXT = `# Notes\n\n${SLIP}\n\n${NEGATIVE}\n\nShe made a cup of [MASK].\n`;

interface Seen {
  readonly failure?: string;
  readonly marks: readonly { code: string; line: number; from: number; to: number }[];
  /** Rows of the list of fixes. */
  readonly actions: number;
  readonly completions: readonly string[];
  readonly text: readonly string[];
}

describe("cloze lsp in Neovim", function () {
  this.timeout(90_000);

  it("marks a slip and a negative sentence, mends the slip, and fills a blank", async function () {
    if (spawnSync("nvim", ["--version"]).error !== undefined) skipBecause(this, "nvim is not installed");
    execFileSync(process.execPath, ["esbuild.mjs", "--if-stale"], { cwd: ROOT, stdio: "pipe" });
    const folder = mkdtempSync(path.join(os.tmpdir(), "cloze-nvim-"));
    try {
      const [file, report] = [path.join(folder, "notes.md"), path.join(folder, "seen.json")];
      writeFileSync(file, TEXT);
      const drive = path.join(import.meta.dirname, "drive.lua");
      const env = {
        ...process.env,
        CLOZE_DRIVE: JSON.stringify([process.execPath, CLI, file, report]),
        // Neither the person's Neovim nor what they left unmarked.
        ...Object.fromEntries(["CONFIG", "DATA", "STATE"].map((name) => [`XDG_${name}_HOME`, path.join(folder, name)])),
      };
      const options = ["--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", `luafile ${drive}`];
      const nvim = spawn("nvim", options, { cwd: folder, env, stdio: "ignore" });
      await once(nvim, "close");
      const seen = JSON.parse(readFileSync(report, "utf8")) as Seen;
      assert.equal(seen.failure, undefined);
      const from = SLIP.indexOf("form");
      assert.deepEqual(
        [...seen.marks].sort((a, b) => a.line - b.line),
        [
          { code: "words/slip", line: 2, from, to: from + 4 },
          { code: "tone/negative", line: 4, from: 0, to: NEGATIVE.length },
        ],
      );
      assert.equal(seen.actions, 4);
      assert.equal(seen.completions.length, 10);
      const [best = ""] = seen.completions;
      const mended = TEXT.replace("form", "from").replace("[MASK]", best);
      assert.deepEqual(seen.text, mended.trimEnd().split("\n"));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
