import assert from "node:assert/strict";
import { nameLoaded } from "../../../src/editor/model/nameLoaded";

const SMALL = { folder: "/models/cloze-small", name: "cloze-small", device: "CPU" };
const SST = { folder: "/own/sst2", name: "sst2", device: "CPU" };

describe("nameLoaded", () => {
  for (const { name, infos, place, says } of [
    { name: "nothing", infos: [undefined, undefined], says: undefined },
    { name: "one model for both", infos: [SMALL, SMALL], says: "cloze-small · CPU" },
    { name: "the one that is loaded", infos: [undefined, SST], says: "sst2 · CPU" },
    { name: "the panel's model beside that of tones", infos: [SMALL, SST], says: "cloze-small, sst2 · CPU" },
    {
      name: "where each runs",
      infos: [SMALL, { ...SST, device: "http://127.0.0.1:1/v2/models/m" }],
      says: "cloze-small, sst2 · CPU, http://127.0.0.1:1/v2/models/m",
    },
    { name: "that nothing runs", infos: [SMALL, SST], place: "asleep", says: "cloze-small, sst2 · asleep" },
  ]) {
    it(`names ${name}`, () => assert.equal(nameLoaded(infos, place), says));
  }
});
