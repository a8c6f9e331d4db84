#!/usr/bin/python3
"""Makes cnn_lstm.safetensors: one training step of the CNN-LSTM by Debian's PyTorch 1.13 (AdamW, gradients clipped to 1, no dropout).

Tensors: table [rows, F], bars [B], classes [B], logits [B, 3], loss [1], and per parameter before.*, grad.* (before clipping), after.*.
Run: OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 OPENBLAS_CORETYPE=HASWELL /usr/bin/python3 make_cnn_lstm.py
"""
import json
import os

import numpy as np
import torch
from torch import nn

FEATURES, CHANNELS, HIDDEN, LOOKBACK = 3, 4, 5, 7
torch.manual_seed(20260101)


class CnnLstm(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv1d(FEATURES, CHANNELS, 3, padding=1)
        self.lstm = nn.LSTM(CHANNELS, HIDDEN, batch_first=True)
        self.head = nn.Linear(HIDDEN, 3)

    def forward(self, x):  # [B, F, L]
        h = torch.relu(self.conv(x))
        out, _ = self.lstm(h.transpose(1, 2))
        return self.head(out[:, -1])


table = torch.randn(40, FEATURES)
bars = torch.arange(LOOKBACK - 1, 40)
classes = torch.randint(0, 3, bars.shape)
x = torch.stack([table[b - LOOKBACK + 1:b + 1].T for b in bars])
model = CnnLstm()
with torch.no_grad():
    model.head.weight.mul_(20)  # so that the gradients' norm is above 1 and clipping shows
saved = {"table": table, "bars": bars, "classes": classes}
saved |= {f"before.{k}": v.clone() for k, v in model.state_dict().items()}
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-2, weight_decay=1e-1)
logits = model(x)
loss = nn.functional.cross_entropy(logits, classes)
loss.backward()
saved |= {"logits": logits.detach(), "loss": loss.detach().reshape(1)}
saved |= {f"grad.{k}": p.grad.clone() for k, p in model.named_parameters()}
norm = nn.utils.clip_grad_norm_(model.parameters(), 1.0)
assert norm > 1
optimizer.step()
saved |= {f"after.{k}": v.clone() for k, v in model.state_dict().items()}

header, blob = {}, b""
for name, tensor in sorted(saved.items()):
    data = tensor.numpy()
    data = data.astype(np.int64 if data.dtype.kind == "i" else np.float32).tobytes()
    dtype = "I64" if tensor.dtype == torch.int64 else "F32"
    header[name] = {"dtype": dtype, "shape": list(tensor.shape), "data_offsets": [len(blob), len(blob) + len(data)]}
    blob += data
text = json.dumps(header, separators=(",", ":")).encode()
text += b" " * (-len(text) % 8)
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "cnn_lstm.safetensors"), "wb") as f:
    f.write(len(text).to_bytes(8, "little") + text + blob)
print(f"loss {loss.item():.6f}, gradient norm {norm:.3f}")
