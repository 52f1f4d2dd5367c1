import assert from "node:assert/strict";
import { Speed } from "../../../src/library/download/progress";

describe("Speed", () => {
  it("is known after half a second, and is that of the last seconds", () => {
    const speed = new Speed();
    speed.add(0, 0);
    speed.add(1000, 400);
    assert.equal(speed.find(400), undefined);
    speed.add(1000, 1000);
    assert.equal(speed.find(1000), 2000);
    for (let time = 2000; time <= 20_000; time += 1000) speed.add(10_000, time);
    assert.equal(speed.find(20_000), 10_000);
  });

  it("falls while nothing comes", () => {
    const speed = new Speed();
    for (let time = 0; time <= 5000; time += 1000) speed.add(1000, time);
    assert.equal(speed.find(5000), 1000);
    assert.equal(speed.find(10_000), 500);
  });
});
