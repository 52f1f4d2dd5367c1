import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { runFake } from "../fakeContext";
import { answer } from "./fakeAnswer";
import { GitRepository } from "./git/gitRepository";

const PAGE = readFileSync(path.resolve(import.meta.dirname, "../../../docs/ci.md"), "utf8");
/** Of the page's examples, pipelines included: in its order, since one writes what the next one reads. */
const COMMANDS = Array.from(PAGE.matchAll(/\bnpx --no-install cloze (lint .*)$/gm), ([, words = ""]) =>
  words.replace(/ > \S+$/, ""),
);

describe("docs/ci.md", () => {
  let repository: GitRepository;
  before(() => {
    repository = new GitRepository();
    repository.commit({ "docs/a.md": "Set the value form the list.\n", "b.md": "All is well.\n" });
    repository.git("update-ref", "refs/remotes/origin/main", "HEAD");
    repository.write("b.md", "This is a dreadful mess.\n");
    repository.git("add", "--all");
  });
  after(() => repository.remove());

  it("has examples", () => assert.ok(COMMANDS.length >= 10, COMMANDS.join("\n")));

  for (const command of COMMANDS) {
    it(`is right that this runs: ${command}`, async () => {
      const { exitCode, errors } = await runFake(command.split(" "), { answer, folder: repository.folder });
      assert.notEqual(exitCode, 2, errors);
      for (const [, file = ""] of command.matchAll(/--output \w+=(\S+)/g)) {
        assert.ok(existsSync(path.join(repository.folder, file)), file);
      }
    });
  }
});
