/** Largest value's index; the first of equals. */
export function findLargest(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i += 1) if (values[i]! > values[best]!) best = i;
  return best;
}

/** The chance that a value of `higher` is above one of `lower`; ties count half. */
export function areaUnderCurve(higher: readonly number[], lower: readonly number[]): number {
  const ranked = [...higher.map((value) => ({ value, high: 1 })), ...lower.map((value) => ({ value, high: 0 }))];
  ranked.sort((a, b) => a.value - b.value);
  let total = 0;
  for (let start = 0; start < ranked.length;) {
    let end = start;
    let high = 0;
    for (; end < ranked.length && ranked[end]!.value === ranked[start]!.value; end += 1) high += ranked[end]!.high;
    total += (high * (start + end + 1)) / 2; // Mean rank, from 1.
    start = end;
  }
  return (total - (higher.length * (higher.length + 1)) / 2) / (higher.length * lower.length);
}

/** An answer beside what is right; both are places among the classes. */
export interface Judged {
  readonly label: number;
  readonly probabilities: readonly number[];
}

export function findAccuracy(rows: readonly Judged[]): number {
  return mean(rows.map(({ label, probabilities }) => Number(findLargest(probabilities) === label)));
}

/** Mean F1 over the classes that occur among the labels. */
export function findMacroF1(rows: readonly Judged[]): number {
  const classes = [...new Set(rows.map(({ label }) => label))];
  return mean(
    classes.map((wanted) => {
      const found = rows.filter(({ probabilities }) => findLargest(probabilities) === wanted);
      const hits = found.filter(({ label }) => label === wanted).length;
      const labelled = rows.filter(({ label }) => label === wanted).length;
      return (2 * hits) / Math.max(1, found.length + labelled);
    }),
  );
}

const BINS = 15;

/** Expected calibration error (Guo et al. 2017): |accuracy − confidence| over {@link BINS} equal bins, by their rows. */
export function findCalibrationError(rows: readonly Judged[]): number {
  const bins = Array.from({ length: BINS }, () => ({ right: 0, confidence: 0 }));
  for (const { label, probabilities } of rows) {
    const answer = findLargest(probabilities);
    const bin = bins[Math.min(Math.floor(probabilities[answer]! * BINS), BINS - 1)]!;
    bin.right += Number(answer === label);
    bin.confidence += probabilities[answer]!;
  }
  return bins.reduce((sum, { right, confidence }) => sum + Math.abs(right - confidence), 0) / rows.length;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
