#!/usr/bin/env python3
"""Reference values of modules and training from PyTorch 1.13 (Debian python3-torch), in single precision.

Starting weights of seeded modules, an LSTM's outputs and gradients, dropout under a seed, optimizer steps, gradient clipping, and
twenty steps of a small CNN-LSTM. Writes training.json beside this file. Singles are written as doubles, which is exact.
"""
import json
import os

import torch
from torch import nn


def dump(t):
    return {"shape": list(t.shape), "integer": not t.is_floating_point(), "data": t.detach().flatten().tolist()}


def state(m):
    return {k: dump(v) for k, v in m.state_dict().items()}


def initial():
    torch.manual_seed(7)
    makers = {"conv": nn.Conv1d(3, 4, 3, padding=1), "linear": nn.Linear(5, 3), "lstm": nn.LSTM(3, 4, num_layers=2, bidirectional=True),
              "embedding": nn.Embedding(4, 3), "norm": nn.LayerNorm(5)}
    return {k: state(m) for k, m in makers.items()}


def lstm():
    torch.manual_seed(8)
    m = nn.LSTM(3, 4, num_layers=2, batch_first=True)
    x = torch.randn(2, 5, 3, requires_grad=True)
    h, c = torch.randn(2, 2, 4), torch.randn(2, 2, 4)
    out, (hn, cn) = m(x, (h, c))
    zero = m(x)[0]
    (out.sum() + (hn * cn).sum()).backward()
    return {"x": dump(x), "h0": dump(h), "c0": dump(c), "output": dump(out), "hn": dump(hn), "cn": dump(cn), "from_zero": dump(zero),
            "x_gradient": dump(x.grad), "gradients": {k: dump(p.grad) for k, p in m.named_parameters()}}


def dropout():
    torch.manual_seed(9)
    return [dump(nn.functional.dropout(torch.ones(4, 5), 0.3)) for _ in range(2)]


def optimizer(make):
    torch.manual_seed(10)
    ps = [nn.Parameter(torch.randn(3, 4)), nn.Parameter(torch.randn(4))]
    start = [dump(p) for p in ps]
    opt = make(ps)
    gradients, after = [], []
    for _ in range(5):
        for p in ps:
            p.grad = torch.randn(p.shape)
        gradients.append([dump(p.grad) for p in ps])
        opt.step()
        after.append([dump(p) for p in ps])
    return {"start": start, "gradients": gradients, "after": after}


def clip():
    torch.manual_seed(11)
    ps = [nn.Parameter(torch.randn(3, 4)), nn.Parameter(torch.randn(4))]
    for p in ps:
        p.grad = torch.randn(p.shape) * 3
    before = [dump(p.grad) for p in ps]
    norm = nn.utils.clip_grad_norm_(ps, 1.0).item()
    return {"before": before, "norm": norm, "after": [dump(p.grad) for p in ps]}


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv1d(4, 8, 3, padding=1)
        self.lstm = nn.LSTM(8, 8, batch_first=True)
        self.norm = nn.LayerNorm(8)
        self.drop = nn.Dropout(0.2)
        self.head = nn.Linear(8, 3)

    def forward(self, x):
        h = torch.relu(self.conv(x.transpose(1, 2)))
        out, _ = self.lstm(h.transpose(1, 2))
        return self.head(self.drop(self.norm(out[:, -1, :])))


def training():
    torch.manual_seed(12)
    net = Net()
    opt = torch.optim.AdamW(net.parameters(), lr=1e-2, weight_decay=1e-2)
    losses = []
    for _ in range(20):
        x = torch.randn(16, 10, 4)
        y = (x[:, -1, 0] > 0).long() + (x[:, -1, 1] > 0).long()
        opt.zero_grad(set_to_none=True)
        loss = nn.functional.cross_entropy(net(x), y)
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        opt.step()
        losses.append(loss.item())
    return {"losses": losses, "weights": state(net)}


def main():
    torch.set_num_threads(1)
    out = {"initial": initial(), "lstm": lstm(), "dropout": dropout(),
           "adamw": optimizer(lambda ps: torch.optim.AdamW(ps, lr=0.05, weight_decay=0.1)),
           "sgd": optimizer(lambda ps: torch.optim.SGD(ps, lr=0.05)),
           "sgd_momentum": optimizer(lambda ps: torch.optim.SGD(ps, lr=0.05, momentum=0.9, weight_decay=0.1)),
           "clip": clip(), "training": training()}
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "training.json"), "w") as f:
        f.write("{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in out.items()) + "\n}\n")


if __name__ == "__main__":
    main()
