import assert from "node:assert/strict";
import type { Focus } from "../../../../src/webview/answers/attentionMap";
import { MOST_NAMES, VectorMap } from "../../../../src/webview/marks/vectors/vectorMap";
import { createDocument, find, LONG_TOKENS, makeLayer, makeTokens, PAIR_TOKENS, point, press } from "../../fixture";

function draw(tokens = PAIR_TOKENS, layer = makeLayer(tokens.length)) {
  const document = createDocument();
  const pointed: (Focus | undefined)[] = [];
  const pinned: Focus[] = [];
  const map = new VectorMap(tokens, layer, {
    document,
    onPoint: (focus) => pointed.push(focus),
    onPin: (focus) => pinned.push(focus),
  });
  document.body.append(map.element);
  const get = (selector: string) => find(map.element, selector);
  const placeOf = (i: number) =>
    [...get(`[data-key="point:${i}"]`).style.translate.matchAll(/([\d.]+)cq[wh]/g)].map(([, number]) => Number(number));
  return { map, pointed, pinned, get, placeOf, document };
}

const layerOf = (points: readonly (readonly [number, number])[]) => ({
  ...makeLayer(points.length),
  points: Float64Array.from(points.flat()),
});

describe("VectorMap", () => {
  it("uses one scale for both axes, fills the picture and leaves room for names", () => {
    const tokens = makeTokens(["a", "b"]);
    const { placeOf } = draw(
      tokens,
      layerOf([
        [-3, 0],
        [3, 0],
        [0, 4],
        [0, -2],
      ]),
    );
    // The picture is 4 wide and 3 high: a height of 6 fills it, and a width of 6 takes three quarters of its width.
    assert.deepEqual(placeOf(2), [50, 93]);
    assert.deepEqual(placeOf(3), [50, 7]);
    assert.deepEqual(placeOf(0), [17.75, 35.67]);
    assert.deepEqual(placeOf(1), [82.25, 35.67]);
  });

  it("puts points that coincide in the middle", () => {
    const tokens = makeTokens([]);
    const { placeOf } = draw(
      tokens,
      layerOf([
        [0, 0],
        [0, 0],
      ]),
    );
    assert.deepEqual(
      [placeOf(0), placeOf(1)],
      [
        [50, 50],
        [50, 50],
      ],
    );
  });

  it("draws lines from the isolated token to the three most like it, and names them with their cosines", () => {
    const { map, get } = draw();
    map.isolate({ position: 4, direction: "to" });
    assert.equal(map.element.querySelectorAll("line").length, 3);
    assert.equal(map.element.querySelectorAll(".near").length, 3);
    assert.equal(get(".own").getAttribute("data-key"), "point:4");
    assert.match(get(".note").textContent, /^\. is most like ##able3 0\.89\[SEP\]5 0\.89##aff2 0\.78$/);
    map.isolate(undefined);
    assert.equal(map.element.querySelectorAll("line, .near, .own").length, 0);
    assert.match(get(".note").textContent, /holds 50\.0 % of the vectors' differences\.$/);
  });

  it("keeps a token isolated while it moves to another layer, and describes that layer, its table once it settles", () => {
    const { map, get, placeOf } = draw();
    map.isolate({ position: 4, direction: "from" });
    const before = placeOf(4);
    const next = makeLayer(PAIR_TOKENS.length, 1);
    map.show({
      ...next,
      neighbours: new Int32Array(PAIR_TOKENS.length),
      cosines: new Float64Array(PAIR_TOKENS.length).fill(-0.25),
    });
    assert.notDeepEqual(placeOf(4), before);
    assert.equal(get("line").getAttribute("x1"), placeOf(4)[0]!.toFixed(2));
    assert.match(get(".note").textContent, /\[CLS\]0 -0\.25$/);
    assert.equal(map.element.lastElementChild?.getAttribute("aria-busy"), "true");
    map.settle();
    assert.equal(map.element.lastElementChild.hasAttribute("aria-busy"), false);
    assert.match(get(".vector-table tbody tr:nth-child(3)").textContent, /^2##aff\[CLS\]0 -0\.25$/);
  });

  it("moves many points as one shape while a slider is dragged, and their buttons once it rests, but for those in focus", () => {
    const { map, get, placeOf } = draw(LONG_TOKENS);
    map.isolate({ position: 4, direction: "from" });
    const dots = () => get("path.vector-dots.segment-a").getAttribute("d") ?? "";
    const [dotsBefore, otherBefore, ownBefore] = [dots(), placeOf(20), placeOf(4)];
    map.show(makeLayer(LONG_TOKENS.length, 1));
    assert.notEqual(dots(), dotsBefore);
    assert.equal(dots().split("M").length - 1, LONG_TOKENS.filter(({ segment }) => segment === 0).length);
    assert.deepEqual(placeOf(20), otherBefore);
    assert.notDeepEqual(placeOf(4), ownBefore);
    map.settle();
    assert.notDeepEqual(placeOf(20), otherBefore);
    const [x = NaN, y = NaN] = placeOf(20);
    assert.ok(dots().includes(`M${x.toFixed(2)} ${y.toFixed(2)}h0`));
  });

  it("is one tab stop, in which arrow keys follow the text and Enter chooses", () => {
    const { get, pointed, pinned, document } = draw();
    assert.equal(document.querySelectorAll('.vector-point[tabindex="0"]').length, 1);
    get('[data-key="point:0"]').focus();
    press(get('[data-key="point:0"]'), "ArrowRight");
    assert.equal(document.activeElement?.getAttribute("data-key"), "point:1");
    press(get('[data-key="point:1"]'), "End");
    assert.deepEqual(pointed.at(-1), { position: PAIR_TOKENS.length - 1, direction: "from" });
    get('[data-key="point:8"]').click();
    get('[data-key="vector:3"]').click();
    assert.deepEqual(
      pinned.map(({ position }) => position),
      [8, 3],
    );
    point(get(".vector-plot"), "pointerleave");
    assert.equal(pointed.at(-1), undefined);
  });

  it("names only some tokens if there are many, and puts names near the right edge on the left", () => {
    const { get, map } = draw(LONG_TOKENS);
    assert.ok(get(".vector-plot").classList.contains("dense"));
    for (const item of map.element.querySelectorAll<HTMLElement>(".vector-point")) {
      assert.equal(item.classList.contains("left"), Number(/([\d.]+)cqw/.exec(item.style.translate)?.[1]) > 75);
    }
    const few = makeTokens(Array.from({ length: MOST_NAMES - 2 }, () => "a"));
    assert.equal(draw(few).get(".vector-plot").classList.contains("dense"), false);
  });
});
