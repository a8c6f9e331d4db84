#!/usr/bin/env python3
"""Reference values of the operators the engine uses, from PyTorch 1.13 (Debian python3-torch), in double precision.

Each case: inputs, output, and the gradients of sum(output * cotangent). Writes operators.json beside this file.
"""
import json
import os

import torch
import torch.nn.functional as F

torch.manual_seed(20260101)
torch.set_default_dtype(torch.float64)


def real(*shape, low=-2.0, high=2.0):
    # Apart from each other and from zero, so that max, sort, abs and relu are differentiable everywhere near.
    n = 1
    for s in shape:
        n *= s
    steps = torch.linspace(low, high, n + (n + 1) % 2 + 1)
    steps = steps[steps.abs() > 1e-3][:n]
    return steps[torch.randperm(n)].reshape(shape).round(decimals=6)


def positive(*shape):
    return real(*shape, low=0.2, high=3.0)


def whole(high, *shape):
    return torch.randint(0, high, shape)


M = (real(3, 4),)
CASES = {
    "add": ((real(3, 4), real(4)), lambda a, b: a + b),
    "add_scalar": (M, lambda a: a + 1.5),
    "sub": ((real(3, 4), real(3, 1)), lambda a, b: a - b),
    "rsub_scalar": (M, lambda a: 2.0 - a),
    "mul": ((real(3, 4), real(4)), lambda a, b: a * b),
    "mul_scalar": (M, lambda a: 3 * a),
    "div": ((real(3, 4), positive(4)), lambda a, b: a / b),
    "rdiv_scalar": ((positive(3, 4),), lambda a: 2.0 / a),
    "neg": (M, lambda a: -a),
    "matmul": ((real(3, 4), real(4, 2)), lambda a, b: a @ b),
    "matmul_batched": ((real(2, 3, 4), real(4, 2)), lambda a, b: a @ b),
    "bmm": ((real(2, 3, 4), real(2, 4, 2)), lambda a, b: a.bmm(b)),
    "addmm": ((real(3, 2), real(3, 4), real(4, 2)), lambda a, b, c: a.addmm(b, c)),
    "abs": (M, torch.abs), "exp": (M, torch.exp), "expm1": (M, torch.expm1), "log": ((positive(3, 4),), torch.log),
    "log1p": ((positive(3, 4),), torch.log1p), "log2": ((positive(3, 4),), torch.log2), "log10": ((positive(3, 4),), torch.log10),
    "sqrt": ((positive(3, 4),), torch.sqrt), "rsqrt": ((positive(3, 4),), torch.rsqrt), "square": (M, torch.square),
    "reciprocal": ((positive(3, 4),), torch.reciprocal), "sin": (M, torch.sin), "cos": (M, torch.cos), "erf": (M, torch.erf),
    "tanh": (M, torch.tanh), "sigmoid": (M, torch.sigmoid), "relu": (M, torch.relu),
    "pow_scalar": ((positive(3, 4),), lambda a: a.pow(2.5)),
    "pow": ((positive(3, 4), real(3, 4)), lambda a, b: a.pow(b)),
    "clamp": (M, lambda a: a.clamp(-0.9, 1.1)),
    "clamp_min": (M, lambda a: a.clamp(min=-0.9)),
    "maximum": ((real(3, 4), real(3, 4)), torch.maximum),
    "minimum": ((real(3, 4), real(3, 4)), torch.minimum),
    "where": ((real(3, 4), real(3, 4)), lambda a, b: torch.where(a > 0.5, a, b)),
    "masked_fill": (M, lambda a: a.masked_fill(a < 0, 7.0)),
    "sum": (M, lambda a: a.sum()), "sum_dim": (M, lambda a: a.sum(1)), "sum_dims": ((real(2, 3, 4),), lambda a: a.sum((0, 2), keepdim=True)),
    "mean": (M, lambda a: a.mean()), "mean_dim": (M, lambda a: a.mean(0, keepdim=True)),
    "max": (M, lambda a: a.max()), "max_dim": (M, lambda a: a.max(1)[0]), "min_dim": (M, lambda a: a.min(0)[0]),
    "std": (M, lambda a: a.std()), "std_dim": (M, lambda a: a.std(1, unbiased=False)), "var": (M, lambda a: a.var()),
    "norm": (M, lambda a: a.norm()), "norm1": (M, lambda a: torch.linalg.vector_norm(a, 1)), "prod": (M, lambda a: a.prod()),
    "cumsum": (M, lambda a: a.cumsum(1)), "logsumexp": (M, lambda a: a.logsumexp(1)),
    "softmax": (M, lambda a: a.softmax(1)), "log_softmax": (M, lambda a: a.log_softmax(0)),
    "topk": (M, lambda a: a.topk(2, 1)[0]), "sort": (M, lambda a: a.sort(1, descending=True)[0]),
    "view": (M, lambda a: a.view(2, -1)), "reshape": (M, lambda a: a.t().reshape(-1)),
    "transpose": ((real(2, 3, 4),), lambda a: a.transpose(1, 2)),
    "permute": ((real(2, 3, 4),), lambda a: a.permute(2, 0, 1)), "unsqueeze": (M, lambda a: a.unsqueeze(1)),
    "squeeze": ((real(3, 1, 4),), lambda a: a.squeeze(1)),
    "flatten": ((real(2, 3, 4),), lambda a: a.flatten(1)), "unfold": ((real(2, 7),), lambda a: a.unfold(1, 3, 2)),
    "narrow": (M, lambda a: a.narrow(1, 1, 2)), "select": ((real(2, 3, 4),), lambda a: a.select(1, -1)),
    "slice": ((real(2, 7),), lambda a: a[:, 1:6:2]), "expand": ((real(3, 1),), lambda a: a.expand(3, 4)), "repeat": (M, lambda a: a.repeat(2, 1)),
    "flip": (M, lambda a: a.flip(1)), "roll": (M, lambda a: a.roll(1, 0)), "diff": (M, lambda a: a.diff(dim=1)),
    "triu": ((real(4, 4),), lambda a: a.triu(1)), "tril": ((real(4, 4),), torch.tril),
    "chunk": (M, lambda a: a.chunk(2, 1)[1]), "split": (M, lambda a: a.split(3, 1)[1]), "unbind": (M, lambda a: a.unbind(0)[2]),
    "index_select": ((real(3, 4), torch.tensor([2, 0, 2])), lambda a, i: a.index_select(0, i)),
    "gather": ((real(3, 4), torch.tensor([[1], [3], [0]])), lambda a, i: a.gather(1, i)),
    "index": ((real(3, 4), torch.tensor([2, 0]), torch.tensor([1, 3])), lambda a, i, j: a[i, j]),
    "index_mixed": ((real(2, 3, 4), torch.tensor([2, 0])), lambda a, i: a[1, :, i]),
    "masked_select": (M, lambda a: a.masked_select(a > 0)),
    "cat": ((real(3, 4), real(3, 2)), lambda a, b: torch.cat([a, b], 1)), "stack": ((real(3, 4), real(3, 4)), lambda a, b: torch.stack([a, b], 1)),
    "linear": ((real(3, 4), real(2, 4), real(2)), F.linear),
    "conv1d": ((real(2, 4, 7), real(6, 2, 3), real(6)), lambda x, w, b: F.conv1d(x, w, b, stride=2, padding=1, dilation=2, groups=2)),
    "conv1d_plain": ((real(2, 3, 6), real(4, 3, 3)), lambda x, w: F.conv1d(x, w, padding=1)),
    "layer_norm": ((real(3, 4), positive(4), real(4)), lambda x, w, b: F.layer_norm(x, [4], w, b)),
    "gelu": (M, F.gelu),
    "pad": (M, lambda a: F.pad(a, (1, 2), value=0.5)), "pad_reflect": ((real(1, 2, 5),), lambda a: F.pad(a, (2, 1), mode="reflect")),
    "pad_replicate": ((real(1, 2, 5),), lambda a: F.pad(a, (2, 1), mode="replicate")),
    "pad_circular": ((real(1, 2, 5),), lambda a: F.pad(a, (2, 1), mode="circular")),
    "embedding": ((real(5, 3), whole(5, 2, 4)), lambda w, i: F.embedding(i, w)),
    "cross_entropy": ((real(5, 3), whole(3, 5)), F.cross_entropy),
    "cross_entropy_weighted": ((real(5, 3), whole(3, 5), torch.tensor([0.5, 1.0, 2.5])), lambda x, y, w: F.cross_entropy(x, y, w, label_smoothing=0.1)),
    "cross_entropy_sum": ((real(5, 3), whole(3, 5)), lambda x, y: F.cross_entropy(x, y, reduction="sum")),
    "cross_entropy_none": ((real(5, 3), whole(3, 5)), lambda x, y: F.cross_entropy(x, y, reduction="none")),
    "cross_entropy_probabilities": ((real(5, 3), torch.softmax(torch.randn(5, 3), 1)), F.cross_entropy),
    "nll_loss": ((real(5, 3), whole(3, 5)), lambda x, y: F.nll_loss(F.log_softmax(x, 1), y)),
    "mse_loss": ((real(3, 4), real(3, 4)), F.mse_loss), "l1_loss": ((real(3, 4), real(3, 4)), F.l1_loss),
    "huber_loss": ((real(3, 4), real(3, 4)), lambda a, b: F.huber_loss(a, b, delta=0.7)),
    "bce_logits": ((real(3, 4), torch.rand(3, 4)), F.binary_cross_entropy_with_logits),
    "bce_logits_weighted": ((real(3, 4), torch.rand(3, 4), torch.rand(4)),
                            lambda x, y, w: F.binary_cross_entropy_with_logits(x, y, pos_weight=w)),
}
# Inputs that are data rather than something to differentiate by.
FIXED = {"cross_entropy_weighted": [2], "cross_entropy_probabilities": [1], "bce_logits": [1], "bce_logits_weighted": [1, 2]}


def dump(t):
    return {"shape": list(t.shape), "integer": not t.is_floating_point(), "data": t.detach().flatten().tolist()}


def main():
    cases = []
    for name, (inputs, f) in CASES.items():
        leaves = [t.clone().requires_grad_(t.is_floating_point() and k not in FIXED.get(name, [])) for k, t in enumerate(inputs)]
        out = f(*leaves)
        cotangent = torch.randn(out.shape).round(decimals=4)
        (out * cotangent).sum().backward()
        cases.append({"name": name, "inputs": [dump(t) for t in inputs], "output": dump(out), "cotangent": dump(cotangent),
                      "gradients": [dump(t.grad) if t.grad is not None else None for t in leaves]})
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "operators.json"), "w") as f:
        f.write("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]\n")


if __name__ == "__main__":
    main()
