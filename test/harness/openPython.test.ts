import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MLSERVER, openPython } from "./openPython";
import { skipBecause } from "./skipBecause";

/** A Python of shell: `probe` is what it says of itself, `pip` what installing does. */
interface Fake {
  readonly probe: string;
  readonly pip: string;
}

const INSTALLS: Fake = { probe: "printf 3.12.1", pip: "exit 0" };

describe("openPython", function () {
  const environment = process.env;
  let folder: string;
  let python: string;
  before(function () {
    if (process.platform === "win32") skipBecause(this, "the Python of these tests is a shell script");
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "cloze-python-"));
    python = join(folder, "python3");
    mkdirSync(join(folder, "cache"));
    process.env = {
      ...environment,
      CLOZE_CACHE: join(folder, "cache"),
      CLOZE_PYTHON: undefined,
      CLOZE_INSTALL_PYTHON: undefined,
    };
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
    process.env = environment;
  });

  const writeFake = ({ probe, pip }: Fake) => {
    const inner = join(folder, "inner");
    writeFileSync(inner, `#!/bin/sh\necho pip >> ${folder}/calls\n${pip}\n`, { mode: 0o755 });
    // $1 is -c for the probe, -m for venv, whose folder is $3.
    const makes = `mkdir -p "$3/bin" && cp ${inner} "$3/bin/python"`;
    writeFileSync(python, `#!/bin/sh\nif [ "$1" = -c ]; then ${probe}; exit; fi\n${makes}\n`, { mode: 0o755 });
  };
  const listCache = () => readdirSync(join(folder, "cache"));

  it("makes an environment, and finds it the next time", async () => {
    writeFake(INSTALLS);
    const first = await openPython(python);
    assert.deepEqual(await openPython(python), first);
    process.env["CLOZE_INSTALL_PYTHON"] = "0";
    assert.deepEqual(await openPython(python), first);
    // The packages, and the weights without what they ask for.
    assert.equal(readFileSync(join(folder, "calls"), "utf8"), "pip\npip\n");
    const [name] = listCache();
    assert.deepEqual(first, { path: join(folder, "cache", name!, "bin/python") });
  });

  it("makes another one for another Python", async () => {
    writeFake(INSTALLS);
    await openPython(python);
    writeFake({ ...INSTALLS, probe: "printf 3.12.2" });
    await openPython(python);
    assert.equal(listCache().length, 2);
  });

  it("takes the Python that CLOZE_PYTHON names at its word", async () => {
    process.env["CLOZE_PYTHON"] = process.execPath;
    assert.deepEqual(await openPython(python), { path: process.execPath });
  });

  for (const { name, fake, setting, missing } of [
    { name: "there is no Python", missing: /^no .*python3 here$/ },
    { name: "it cannot make environments", fake: { probe: 'printf "no venv"', pip: "" }, missing: /python3-venv/ },
    { name: "it is old", fake: { ...INSTALLS, probe: "printf 3.9.2" }, missing: /is Python 3\.9\.2, expected 3\.11/ },
    {
      name: "nothing may be installed",
      fake: INSTALLS,
      setting: { CLOZE_INSTALL_PYTHON: "0" },
      missing: /npm run test:witness does that/,
    },
    {
      name: "pip reaches nothing",
      fake: {
        ...INSTALLS,
        pip: `echo "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError'" >&2; exit 1`,
      },
      missing: /^pip does not reach PyPI/,
    },
    {
      name: "CLOZE_PYTHON names nothing",
      setting: { CLOZE_PYTHON: "/nowhere/python" },
      missing: /^CLOZE_PYTHON is \/nowhere\/python: no such file$/,
    },
  ] satisfies { name: string; fake?: Fake; setting?: object; missing: RegExp }[]) {
    it(`says why there is none if ${name}, and leaves nothing behind`, async () => {
      if (fake !== undefined) writeFake(fake);
      if (setting !== undefined) Object.assign(process.env, setting);
      const found = await openPython(python);
      assert.match("missing" in found ? found.missing : found.path, missing);
      assert.deepEqual(listCache(), []);
    });
  }

  it("has other packages in an environment of their own, where they run", async () => {
    writeFake(INSTALLS);
    await openPython(python);
    const found = await openPython(python, MLSERVER);
    assert.ok("path" in found && /[\\/]mlserver-\w+[\\/]bin/.test(found.path));
    assert.equal(listCache().length, 2);
    writeFake({ ...INSTALLS, probe: "printf 3.13.0" });
    const late = await openPython(python, MLSERVER);
    assert.deepEqual(late, { missing: `${python} is Python 3.13.0, expected 3.11 to 3.12` });
  });

  it("fails with pip's words if a requirement cannot be had, and can be tried again", async () => {
    const retried = "WARNING: Retrying (Retry(total=4)) after connection broken by 'ReadTimeout'";
    writeFake({
      ...INSTALLS,
      pip: `echo "${retried}" >&2; echo "ERROR: No matching distribution found for torch==0" >&2; exit 1`,
    });
    await assert.rejects(
      openPython(python),
      /exit code 1, expected 0[^]*ERROR: No matching distribution found for torch==0$/,
    );
    assert.deepEqual(listCache(), []);
    writeFake(INSTALLS);
    assert.ok("path" in (await openPython(python)));
  });
});
