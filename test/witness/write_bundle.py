"""Writes a checkpoint in TensorFlow's form ("tensor bundle", as google-research/bert published BERT), without TensorFlow.

Written from the formats' own descriptions, and not from Cloze's reader: google/leveldb 1.23, doc/table_format.md, and
tensorflow/tensorflow v2.19.0, tensor_bundle.proto. TensorFlow 2.21 reads what it writes.
"""

import struct

import numpy

TYPES = {"float32": 1, "int32": 3, "int64": 9, "float16": 19}
MAGIC = 0xDB4775248B80FB57
RESTART_INTERVAL = 16
BLOCK_BYTES = 4096


def write_bundle(prefix, variables, shards=1):
    """variables: a dict of numpy arrays. Files: `prefix`.index and `prefix`.data-00000-of-0000N."""
    offsets = [0] * shards
    files = [open(f"{prefix}.data-{i:05d}-of-{shards:05d}", "wb") for i in range(shards)]
    entries = [(b"", varint_field(1, shards) + bytes_field(3, varint_field(1, 1)))]
    for i, name in enumerate(sorted(variables, key=lambda name: name.encode())):
        array = numpy.ascontiguousarray(variables[name])
        data = array.tobytes()
        shard = i % shards
        files[shard].write(data)
        shape = b"".join(bytes_field(2, varint_field(1, size)) for size in array.shape)
        entry = varint_field(1, TYPES[str(array.dtype)]) + bytes_field(2, shape)
        if shard:
            entry += varint_field(3, shard)
        if offsets[shard]:
            entry += varint_field(4, offsets[shard])
        entry += varint_field(5, len(data)) + b"\x35" + struct.pack("<I", mask(crc32c(data)))
        entries.append((name.encode(), entry))
        offsets[shard] += len(data)
    for file in files:
        file.close()
    with open(f"{prefix}.index", "wb") as file:
        file.write(table(entries))


def table(entries):
    out = bytearray()
    index = []
    block = []
    for key, value in entries:
        block.append((key, value))
        if sum(len(k) + len(v) for k, v in block) >= BLOCK_BYTES:
            index.append((block[-1][0], add_block(out, block)))
            block = []
    if block:
        index.append((block[-1][0], add_block(out, block)))
    meta = add_block(out, [])
    top = add_block(out, index, interval=1)
    footer = meta + top
    out += footer + bytes(40 - len(footer)) + struct.pack("<Q", MAGIC)
    return bytes(out)


def add_block(out, entries, interval=RESTART_INTERVAL):
    """Appends a block. Returns its handle."""
    block = bytearray()
    restarts = []
    before = b""
    for i, (key, value) in enumerate(entries):
        shared = 0
        if i % interval == 0:
            restarts.append(len(block))
        else:
            while shared < min(len(before), len(key)) and before[shared] == key[shared]:
                shared += 1
        block += varint(shared) + varint(len(key) - shared) + varint(len(value)) + key[shared:] + value
        before = key
    restarts = restarts or [0]
    block += struct.pack(f"<{len(restarts)}I", *restarts) + struct.pack("<I", len(restarts))
    handle = varint(len(out)) + varint(len(block))
    out += block + b"\x00" + struct.pack("<I", mask(crc32c(bytes(block) + b"\x00")))
    return handle


def varint(value):
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def varint_field(field, value):
    return varint(field << 3) + varint(value)


def bytes_field(field, value):
    return varint(field << 3 | 2) + varint(len(value)) + value


def build_table():
    table = []
    for byte in range(256):
        for _ in range(8):
            byte = byte >> 1 ^ (0x82F63B78 if byte & 1 else 0)
        table.append(byte)
    return table


CRC = build_table()


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = CRC[(crc ^ byte) & 0xFF] ^ crc >> 8
    return crc ^ 0xFFFFFFFF


def mask(crc):
    return ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF
