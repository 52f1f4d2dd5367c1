import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { ROOT, run } from "./runProgram";

describe("cloze --engine-url, built", function () {
  this.timeout(60_000);
  before(() => {
    execFileSync(process.execPath, ["esbuild.mjs", "--if-stale"], { cwd: ROOT, stdio: "pipe" });
  });

  it("says that it waits for a server that never answers, and computes here after seconds", async () => {
    const sockets: Socket[] = [];
    const asked: string[] = [];
    const server = createServer((socket) => {
      sockets.push(socket.on("error", () => undefined));
      socket.on("data", (data) => asked.push(data.toString().split("\r\n", 1)[0]!));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const words = ["tone", "This is a terrible, useless mess.", "--json", "--precision", "fp32"];
    const [{ output, errors }, alone] = await Promise.all([
      run([...words, "--engine-url", `http://${host}/v2/models/m`]),
      run(words),
    ]);
    for (const socket of sockets) socket.destroy();
    server.close();
    assert.deepEqual(errors.split("\n"), [
      `cloze: texts go to http://${host}/v2/models/m, as far as it computes what is asked`,
      `cloze: waiting for ${host}, at most 3 s more; then this machine computes`,
      `cloze: cloze-small: http://${host}/v2/models/m does not answer in time; the CPU answers from now on`,
      "",
    ]);
    assert.equal(output, alone.output);
    assert.deepEqual(asked, ["GET /v2/models/m HTTP/1.1"]);
  });
});
