#!/usr/bin/env python3
"""A safetensors file put together by hand from the format's description, without any library. Writes by_hand.safetensors."""
import json
import os
import struct

header = {
    "__metadata__": {"made by": "struct and json"},
    "weight": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]},
    "count": {"dtype": "I64", "shape": [], "data_offsets": [24, 32]},
    "flags": {"dtype": "BOOL", "shape": [4], "data_offsets": [32, 36]},
    "empty": {"dtype": "F64", "shape": [0, 5], "data_offsets": [36, 36]},
}
text = json.dumps(header).encode()
text += b" " * (-len(text) % 8)
data = struct.pack("<6f", 1, -2, 3.5, 0.25, -0.125, 1e-30) + struct.pack("<q", -(2 ** 40)) + bytes([1, 0, 0, 1])
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "by_hand.safetensors"), "wb") as f:
    f.write(struct.pack("<Q", len(text)) + text + data)
