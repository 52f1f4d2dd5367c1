/** Draws texts from all of Unicode, with lone surrogates, controls and special names; the same texts for the same seed. */
export function* drawTexts(seed: number, count: number): Generator<string> {
  const random = createRandom(seed);
  for (let index = 0; index < count; index++) {
    let text = "";
    for (let left = 1 + random(40); left > 0; left--) text += drawPiece(random);
    yield text;
  }
}

type Random = (below: number) => number;

/** Mulberry32. */
function createRandom(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value = (value + Math.imul(value ^ (value >>> 7), value | 61)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) % below;
  };
}

function drawPiece(random: Random): string {
  const draw = DRAWERS[random(DRAWERS.length)]!;
  return draw(random);
}

const range =
  (start: number, end: number) =>
  (random: Random): string =>
    String.fromCodePoint(start + random(end - start));

const oneOf =
  (...choices: readonly string[]) =>
  (random: Random): string =>
    choices[random(choices.length)]!;

const WORDS = "the Unaffable running's naïve ΟΔΟΣ İstanbul straße façade ﬁne Ωmega Å 한국어 漢字 ผู้ใหญ่ हिन्दी".split(" ");

const DRAWERS: readonly ((random: Random) => string)[] = [
  oneOf(...WORDS),
  oneOf(...WORDS),
  oneOf(" ", " ", "  ", "\r\n", "\n", "\t", "\u00a0", "\u3000", "\u2028", "\u0085", "\u000b"),
  oneOf(" ", ". ", ", "),
  oneOf("[MASK]", "[SEP]", "[CLS]", "[PAD]", "[UNK]", "[MASK", "[mask]", "[[MASK]]"),
  oneOf("👩‍👩‍👧‍👦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "❤️", "👍🏽", "🇩🇪"),
  oneOf("\u200d", "\u200b", "\ufeff", "\ufffd", "\u0000", "\u00ad", "\u034f"),
  range(0x20, 0x7f),
  range(0x00, 0x100),
  range(0x100, 0x600),
  range(0x300, 0x370), // combining marks
  oneOf("\u302e", "\u{1d165}", "\u08d4", "\u{1e000}", "\ua953", "\u0345", "\u0334", "\u0344", "\u1dfb"),
  range(0x600, 0x2000),
  range(0x2000, 0x3100),
  range(0x3100, 0xac00),
  range(0xac00, 0xd7a4),
  range(0xd800, 0xe000), // lone surrogates, and pairs where two meet
  range(0xe000, 0x10000),
  range(0x10000, 0x20000),
  range(0x20000, 0x30000),
  range(0x30000, 0x110000),
  (random) => String.fromCodePoint(0x61 + random(26)).repeat(random(130)),
];
