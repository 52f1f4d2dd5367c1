import { writeFileSync } from "node:fs";
import { drawReadmes } from "./drawReadmes";

/** `tsx test/evaluate/writeReadmes.ts FILE`: the README files that tone may be taught on, as `corpus.py` reads a text. */
const [path] = process.argv.slice(2);
if (path === undefined) throw new Error("no file to write to");
writeFileSync(
  path,
  drawReadmes("taught")
    .map((sentences) => sentences.join("\n"))
    .join("\n\n") + "\n",
);
