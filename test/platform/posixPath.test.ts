import assert from "node:assert/strict";
import { posix } from "node:path";
import * as own from "../../src/platform/web/posixPath";

const PATHS = [
  "",
  ".",
  "..",
  "/",
  "a",
  "a/",
  "/a",
  "/a/b.txt",
  "a//b/../c",
  "/a/../../b/",
  "../a",
  ".b",
  "a.b.c",
  "/x/.y",
];

describe("posixPath", () => {
  for (const name of ["isAbsolute", "normalize", "basename", "dirname", "extname"] as const) {
    it(`${name} is Node's`, () => {
      for (const path of PATHS) assert.equal(own[name](path), posix[name](path), JSON.stringify(path));
    });
  }

  it("joins and resolves as Node does, which stands in the root", () => {
    for (const one of PATHS) {
      for (const other of PATHS) {
        assert.equal(own.join(one, other), posix.join(one, other), `${one} and ${other}`);
        assert.equal(own.resolve(one, other), posix.resolve("/", one, other), `${one} and ${other}`);
        const [from, to] = [posix.join("/", one), posix.join("/", other)];
        assert.equal(own.relative(from, to), posix.relative(from, to), `${from} to ${to}`);
      }
    }
  });
});
