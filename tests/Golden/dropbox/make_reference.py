"""Content hashes as https://www.dropbox.com/developers/reference/content-hash describes them, by Python's hashlib.

Writes reference.csv: size of a content whose byte i is (i * 7 + i // 251) mod 256, and its hash.
"""
import hashlib
from pathlib import Path

BLOCK = 4 * 1024 * 1024

with open(Path(__file__).parent / "reference.csv", "w", encoding="utf-8", newline="\n") as file:
    file.write("size,content_hash\n")
    for size in (0, 1, 1000, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 2 * BLOCK + 12345):
        content = bytes((i * 7 + i // 251) % 256 for i in range(size))
        blocks = (content[start:start + BLOCK] for start in range(0, size, BLOCK))
        whole = hashlib.sha256(b"".join(hashlib.sha256(block).digest() for block in blocks))
        file.write(f"{size},{whole.hexdigest()}\n")
