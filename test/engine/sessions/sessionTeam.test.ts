import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import type { OnnxSession } from "../../../src/engine/sessions/onnxSession";
import { SessionTeam } from "../../../src/engine/sessions/sessionTeam";
import { ModelError } from "../../../src/tasks/model/model";

/** Sessions that open and answer when a test makes them. */
function createSessions() {
  const log: string[] = [];
  const opening: PromiseWithResolvers<OnnxSession>[] = [];
  const runs: { readonly member: number; readonly end: () => void }[] = [];
  const open = (): Promise<OnnxSession> => {
    const made = withResolvers<OnnxSession>();
    opening.push(made);
    return made.promise;
  };
  const createSession = (member: number): OnnxSession => ({
    run: () => new Promise((resolve) => runs.push({ member, end: () => resolve(new Map()) })),
    dispose: () => {
      log.push(`${member} disposed`);
      return Promise.resolve();
    },
  });
  const openAll = async () => {
    opening.forEach(({ resolve }, member) => resolve(createSession(member)));
    await setImmediate();
  };
  return { log, opening, runs, open, createSession, openAll };
}

interface PromiseWithResolvers<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

function withResolvers<T>(): PromiseWithResolvers<T> {
  let made: Pick<PromiseWithResolvers<T>, "resolve" | "reject"> | undefined;
  const promise = new Promise<T>((resolve, reject) => {
    made = { resolve, reject };
  });
  return { promise, ...made! };
}

describe("SessionTeam", () => {
  for (const { name, most, sequences, opened } of [
    { name: "starts for many sequences", most: 3, sequences: 1000, opened: 3 },
    { name: "does not start for a few", most: 3, sequences: 5, opened: 0 },
    { name: "does not start with one session", most: 1, sequences: 1000, opened: 0 },
    { name: "does not start without a session", most: 0, sequences: 1000, opened: 0 },
  ]) {
    it(name, async () => {
      const { opening, open, openAll } = createSessions();
      const team = new SessionTeam(open, most);
      team.expect(sequences);
      team.expect(sequences);
      assert.deepEqual([opening.length, team.size, team.isWanted], [opened, 1, opened > 0]);
      await openAll();
      assert.equal(team.size, Math.max(opened, 1));
      await team.dispose();
    });
  }

  it("starts for many sequences that are announced in small parts", async () => {
    const { opening, open, openAll } = createSessions();
    const team = new SessionTeam(open, 2);
    for (let part = 0; part < 12; part += 1) team.expect(24);
    assert.equal(opening.length, 0);
    team.expect(24);
    assert.equal(opening.length, 2);
    await openAll();
    await team.dispose();
  });

  it("gives each run to the member with the least to do", async () => {
    const { runs, open, openAll } = createSessions();
    const team = new SessionTeam(open, 2);
    team.expect(1000);
    await openAll();
    const all = [team.run({}), team.run({}), team.run({})];
    assert.deepEqual(
      runs.map(({ member }) => member),
      [0, 1, 0],
    );
    runs[1]!.end();
    await all[1];
    all.push(team.run({}));
    assert.equal(runs[3]!.member, 1);
    for (const { end } of runs) end();
    await Promise.all(all);
    await team.dispose();
  });

  it("is given up if one session cannot be opened, and disposes the others", async () => {
    const { log, opening, open, createSession } = createSessions();
    const team = new SessionTeam(open, 2);
    team.expect(1000);
    opening[0]!.resolve(createSession(0));
    opening[1]!.reject(new ModelError("failed", "no memory"));
    await setImmediate();
    team.expect(1000);
    assert.deepEqual([team.size, team.isWanted, opening.length, log], [1, false, 2, ["0 disposed"]]);
  });

  it("disposes sessions that are still being opened when it is disposed", async () => {
    const { log, open, openAll } = createSessions();
    const team = new SessionTeam(open, 2);
    team.expect(1000);
    await team.dispose();
    await openAll();
    assert.deepEqual([team.size, log], [1, ["0 disposed", "1 disposed"]]);
  });

  it("does not start again after a failure", async () => {
    const { log, opening, open, openAll } = createSessions();
    const team = new SessionTeam(open, 2);
    team.expect(1000);
    await openAll();
    await team.fail();
    team.expect(1000);
    assert.deepEqual([team.size, opening.length, log], [1, 2, ["0 disposed", "1 disposed"]]);
  });
});
