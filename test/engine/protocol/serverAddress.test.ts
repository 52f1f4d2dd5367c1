import assert from "node:assert/strict";
import { readServerAddress } from "../../../src/engine/protocol/serverAddress";

const places = { plainHttp: "--plain", token: "TOKEN" };

describe("readServerAddress", () => {
  for (const [written, url] of [
    ["https://a.example/v2/models/m", "https://a.example/v2/models/m"],
    ["https://a.example:8443/prefix/v2/models/m/versions/3/", "https://a.example:8443/prefix/v2/models/m/versions/3"],
    ["http://localhost:8080/v2/models/m", "http://localhost:8080/v2/models/m"],
    ["http://127.0.0.1:8080/v2/models/m", "http://127.0.0.1:8080/v2/models/m"],
    ["http://[::1]:8080/v2/models/m", "http://[::1]:8080/v2/models/m"],
  ] as const) {
    it(`takes ${written}`, () => assert.deepEqual(readServerAddress(written, { allowsHttp: false, places }), { url }));
  }

  for (const [written, wrong] of [
    ["", /^"", expected the address of a model/],
    ["a.example/v2/models/m", /expected the address of a model/],
    ["ftp://a.example/v2/models/m", /expected the address of a model/],
    ["https://a.example", /expected the address of a model/],
    ["https://a.example/v2/models/m/infer", /expected the address of a model/],
    ["https://a.example/v2/models/m?key=1", /expected the address of a model/],
    [
      "https://me:secret@a.example/v2/models/m",
      /^an address with a name or a password in it, expected none: a token goes into TOKEN$/,
    ],
    [
      "http://a.example/v2/models/m",
      /expected https: over http everybody between here and a\.example can read .*; --plain allows it all the same$/,
    ],
    ["http://127.0.0.1.example.org/v2/models/m", /expected https/],
    ["http://localhost.example.org/v2/models/m", /expected https/],
  ] as const) {
    it(`refuses ${JSON.stringify(written)}, saying why, and no password`, () => {
      const read = readServerAddress(written, { allowsHttp: false, places });
      assert.ok("wrong" in read);
      assert.match(read.wrong, wrong);
      assert.doesNotMatch(read.wrong, /secret/);
    });
  }

  it("takes http to another machine where a person allowed it", () => {
    const url = "http://a.example/v2/models/m";
    assert.deepEqual(readServerAddress(url, { allowsHttp: true, places }), { url });
  });
});
