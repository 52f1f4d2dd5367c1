import { type Profiler, Session } from "node:inspector/promises";

const SAMPLE_MS = 0.5;
/** A sample counts for at most this long: during a longer gap, another process had the core. */
const MAX_SAMPLE_MS = 2 * SAMPLE_MS;

/** A time in which the thread ran Cloze's code, or code that it called, without returning to the event loop. */
export interface Stretch {
  readonly ms: number;
  /** The stack at its end, innermost function first. */
  readonly functions: readonly string[];
}

/**
 * Profiles this extension host until `stop`, which gives the stretches of Cloze's own code, the longest first. A clock
 * would not do: VS Code's own extensions share the thread and hold it longer.
 */
export async function recordStretches(): Promise<{ stop(): Promise<readonly Stretch[]> }> {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval: SAMPLE_MS * 1000 });
  await session.post("Profiler.start");
  // A profile uses the clock of `hrtime`.
  const turns: number[] = [];
  const timer = setInterval(() => turns.push(Number(process.hrtime.bigint() / 1000n)), 1);
  return {
    async stop() {
      const { profile } = await session.post("Profiler.stop");
      clearInterval(timer);
      session.disconnect();
      return listStretches(profile, turns);
    },
  };
}

/** @param turns - Times at which the event loop ran something else, in the microseconds of the profile. */
function listStretches(profile: Profiler.Profile, turns: readonly number[]): readonly Stretch[] {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const stackOf = (id: number | undefined): Profiler.ProfileNode[] => {
    const node = id === undefined ? undefined : nodes.get(id);
    return node ? [node, ...stackOf(parents.get(node.id))] : [];
  };
  const stacks = new Map([...nodes.keys()].map((id) => [id, stackOf(id)]));
  const isOurs = (id: number) =>
    stacks.get(id)?.some(({ callFrame }) => /dist\/(?:extension|hub)\.cjs$/.test(callFrame.url)) === true;
  const isGarbage = (id: number) => nodes.get(id)?.callFrame.functionName === "(garbage collector)";

  const stretches: { ms: number; functions: readonly string[] }[] = [];
  let stretch: (typeof stretches)[number] | undefined;
  let time = profile.startTime;
  let turn = 0;
  profile.samples?.forEach((id, index) => {
    time += profile.timeDeltas?.[index] ?? 0;
    for (; (turns[turn] ?? Infinity) < time; turn++) stretch = undefined;
    // VS Code and all extensions share the heap, so nobody knows whose garbage it is.
    if (isGarbage(id)) return;
    if (!isOurs(id)) {
      stretch = undefined;
      return;
    }
    if (!stretch) stretches.push((stretch = { ms: 0, functions: [] }));
    stretch.ms += Math.min(MAX_SAMPLE_MS, (profile.timeDeltas?.[index + 1] ?? 0) / 1000);
    stretch.functions = stacks.get(id)?.map(({ callFrame }) => callFrame.functionName) ?? [];
  });
  return stretches.sort((a, b) => b.ms - a.ms);
}
