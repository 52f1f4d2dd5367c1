import assert from "node:assert/strict";
import { chooseNameSides } from "../../../../src/webview/marks/vectors/nameSides";

const PICTURE = { width: 200, height: 100 };
const NAME = { width: 40, height: 16 };

describe("chooseNameSides", () => {
  for (const { name, points, picture, sides } of [
    { name: "a name alone is on the right", points: [[50, 50]], sides: ["right"] },
    { name: "at the right edge it is on the left", points: [[95, 50]], sides: ["left"] },
    {
      name: "dots on both sides send it below",
      points: [
        [50, 50],
        [62, 50],
        [38, 50],
      ],
      sides: ["below", "right", "left"],
    },
    {
      name: "of points in one place only some have a name",
      points: Array.from({ length: 5 }, () => [50, 50]),
      sides: ["right", "left", "none", "none", "none"],
    },
    { name: "without room there is none", points: [[50, 50]], picture: { width: 30, height: 20 }, sides: ["none"] },
  ]) {
    it(name, () => {
      const places = points.map(([left = NaN, top = NaN]) => ({ left, top }));
      const names = places.map(() => NAME);
      assert.deepEqual(chooseNameSides(places, names, picture ?? PICTURE), sides);
    });
  }
});
