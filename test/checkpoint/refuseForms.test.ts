import type { CheckpointErrorCode } from "../../src/checkpoint/files/checkpointError";
import { readCheckpoint } from "../../src/checkpoint/readCheckpoint";
import { type Change, createFolder, removeFolders } from "./checkpointFolder";
import { expectError } from "./expectError";
import { call, global, pickle, string } from "./pickle/pickleWriter";
import { writeZip } from "./pickle/zipWriter";

const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${"0".repeat(64)}\nsize 440449768\n`;

/** Weights in other forms than safetensors. */
describe("readCheckpoint refuses weights", () => {
  after(removeFolders);

  const cases: { name: string; change: Change; code: CheckpointErrorCode; says: readonly string[] }[] = [
    {
      name: "a pickle that would run a program",
      change: {
        files: {
          "model.safetensors": undefined,
          "pytorch_model.bin": writeZip([
            { name: "m/data.pkl", bytes: pickle(call(global("os", "system"), string("touch /tmp/x"))) },
          ]),
        },
      },
      code: "unsupported",
      says: ["pytorch_model.bin", "os.system"],
    },
    {
      name: "a file that is no pickle",
      change: { files: { "model.safetensors": undefined, "pytorch_model.bin": "version 3" } },
      code: "bad-header",
      says: ["pytorch_model.bin", "torch.save"],
    },
    {
      name: "a pointer of Git LFS as a pickle",
      change: { files: { "model.safetensors": undefined, "pytorch_model.bin": POINTER } },
      code: "missing-file",
      says: ["pytorch_model.bin", "git lfs pull"],
    },
    {
      name: "a .pt file only",
      change: { files: { "model.safetensors": undefined, "model.pt": "x" } },
      code: "unsupported",
      says: ["model.pt", "pytorch_model.bin"],
    },
    {
      name: "a file of Keras only",
      change: { files: { "model.safetensors": undefined, "tf_model.h5": "x" } },
      code: "unsupported",
      says: ["tf_model.h5", "Keras", "load_tf2_checkpoint_in_pytorch_model"],
    },
    {
      name: "a file of Flax only",
      change: { files: { "model.safetensors": undefined, "flax_model.msgpack": "x", "training_args.bin": "x" } },
      code: "unsupported",
      says: ["flax_model.msgpack", "Flax", "load_flax_checkpoint_in_pytorch_model"],
    },
    {
      name: "several checkpoints of TensorFlow",
      change: { files: { "model.safetensors": undefined, "a.ckpt-10.index": "x", "a.ckpt-20.index": "x" } },
      code: "bad-index",
      says: ["2 checkpoints", "a.ckpt-10.index"],
    },
    {
      name: "an index of shards of pickles that leads out of the folder",
      change: {
        files: {
          "model.safetensors": undefined,
          "pytorch_model.bin.index.json": JSON.stringify({ weight_map: { a: "../x.bin" } }),
        },
      },
      code: "bad-index",
      says: ["../x.bin", ".bin"],
    },
  ];
  for (const { name, change, code, says } of cases) {
    it(`of ${name}`, async () => {
      await expectError(readCheckpoint(createFolder(change)), code, says);
    });
  }
});
