#!/usr/bin/python3
"""Makes networks.safetensors: forward values of the sequence networks by Debian's PyTorch 1.13, on windows [B, F, L] without dropout.

Written from the papers with PyTorch's own modules where it has them (LSTM, GRU, Conv1d, TransformerEncoderLayer, max_pool1d, interpolate,
glu). For each family: {family}/input, {family}/logits and its weights under the names and in the shapes of the C# networks.
Run: OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 OPENBLAS_CORETYPE=HASWELL /usr/bin/python3 make_networks.py
"""
import json
import math
import os

import torch
from torch import nn
from torch.nn import functional as F

B, FEATURES, L = 5, 3, 7
torch.manual_seed(20260201)
saved = {}


def keep(family, x, logits, weights):
    assert logits.shape == (B, 3)
    saved[f"{family}/input"] = x
    saved[f"{family}/logits"] = logits.detach()
    for name, weight in weights.items():
        saved[f"{family}/{name}"] = weight.detach().clone()


def of(module, prefix):
    return {f"{prefix}.{name}": p for name, p in module.named_parameters()}


def encoder_layer(layer, prefix):
    names = {
        "self_attn.in_proj_weight": "projections.weight", "self_attn.in_proj_bias": "projections.bias",
        "self_attn.out_proj.weight": "mixed.weight", "self_attn.out_proj.bias": "mixed.bias",
        "linear1.weight": "widened.weight", "linear1.bias": "widened.bias",
        "linear2.weight": "narrowed.weight", "linear2.bias": "narrowed.bias",
        "norm1.weight": "beforeAttention.weight", "norm1.bias": "beforeAttention.bias",
        "norm2.weight": "beforeFeed.weight", "norm2.bias": "beforeFeed.bias",
    }
    return {f"{prefix}.{names[name]}": p for name, p in layer.named_parameters()}


def shaken(module):
    with torch.no_grad():
        for p in module.parameters():
            p.add_(0.2 * torch.randn_like(p))  # biases and norms start as 0 and 1
    return module


def recurrent(family, cell):
    x = torch.randn(B, FEATURES, L)
    rnn, head = cell(FEATURES, 4, num_layers=2, batch_first=True), nn.Linear(4, 3)
    out, _ = rnn(x.transpose(1, 2))
    weights = of(head, "head")
    for name, p in rnn.named_parameters():
        kind, layer = name.rsplit("_l", 1)
        weights[f"layer{layer}.{kind}_l0"] = p
    keep(family, x, head(out[:, -1]), weights)


def tcn():
    x = torch.randn(B, FEATURES, L)
    h, inputs, weights = x, FEATURES, {}
    for i, dilation in enumerate([1, 2]):
        convs = [nn.Conv1d(read, 4, 3, dilation=dilation, padding=2 * dilation) for read in (inputs, 4)]
        y = h
        for name, conv in zip(["first", "second"], convs):
            y = torch.relu(conv(y)[:, :, :L])  # the padding after the end is cut off
            weights[f"blocks.{i}.{name}.taps.weight"] = conv.weight.permute(0, 2, 1).reshape(4, -1)
            weights[f"blocks.{i}.{name}.taps.bias"] = conv.bias
        if inputs != 4:
            shortcut = nn.Conv1d(inputs, 4, 1)
            weights[f"blocks.{i}.shortcut.weight"], weights[f"blocks.{i}.shortcut.bias"] = shortcut.weight[:, :, 0], shortcut.bias
            h = shortcut(h)
        h, inputs = torch.relu(y + h), 4
    head = nn.Linear(4, 3)
    keep("tcn", x, head(h[:, :, -1]), weights | of(head, "head"))


def transformer():
    x, size = torch.randn(B, FEATURES, L), 8
    embedding, norm, head = nn.Linear(FEATURES, size), shaken(nn.LayerNorm(size)), nn.Linear(size, 3)
    layers = [shaken(nn.TransformerEncoderLayer(size, 2, 2 * size, 0.0, "gelu", norm_first=True, batch_first=True)) for _ in range(2)]
    positions = torch.tensor([
        [(math.sin if j % 2 == 0 else math.cos)((L - 1 - t) / 10_000 ** ((j // 2 * 2) / size)) for j in range(size)] for t in range(L)])
    h = embedding(x.transpose(1, 2)) + positions
    weights = of(embedding, "embedding") | of(norm, "norm") | of(head, "head")
    for i, layer in enumerate(layers):
        h = layer(h)
        weights |= encoder_layer(layer, f"layers.{i}")
    keep("transformer", x, head(norm(h[:, -1])), weights)


def patchtst():
    x, size, patch, stride = torch.randn(B, FEATURES, L), 8, 3, 2
    centred = x - x.mean(2, keepdim=True)
    series = centred / torch.sqrt(centred.pow(2).mean(2, keepdim=True) + 1e-5)
    padded = F.pad(series, (0, stride), mode="replicate")
    patches = torch.stack([padded[:, :, i:i + patch] for i in range(0, padded.shape[2] - patch + 1, stride)], 2)  # [B, F, N, P]
    count = patches.shape[2]
    embedding, positions = nn.Linear(patch, size), torch.randn(count, size)
    layer = shaken(nn.TransformerEncoderLayer(size, 2, 2 * size, 0.0, "gelu", norm_first=True, batch_first=True))
    norm, head = shaken(nn.LayerNorm(size)), nn.Linear(FEATURES * count * size, 3)
    made = torch.stack([norm(layer(embedding(patches[:, f]) + positions)) for f in range(FEATURES)], 1)  # each feature by itself
    keep("patchtst", x, head(made.reshape(B, -1)),
         of(embedding, "embedding") | {"positions": positions} | encoder_layer(layer, "layers.0") | of(norm, "norm") | of(head, "head"))


def nhits():
    x, hidden, weights = torch.randn(B, FEATURES, L), 6, {}
    rest, logits = x, torch.zeros(B, 3)
    for i, pool in enumerate([3, 1]):
        points = math.ceil(L / pool)
        first, second, last = nn.Linear(FEATURES * points, hidden), nn.Linear(hidden, hidden), nn.Linear(hidden, FEATURES * points + 3)
        made = last(torch.relu(second(torch.relu(first(F.max_pool1d(rest, pool, pool, ceil_mode=True).reshape(B, -1))))))
        rest = rest - F.interpolate(made[:, :FEATURES * points].reshape(B, FEATURES, points), size=L, mode="linear")
        logits = logits + made[:, FEATURES * points:]
        weights |= of(first, f"blocks.{i}.first") | of(second, f"blocks.{i}.second") | of(last, f"blocks.{i}.coefficients")
    # What the last block accounts for changes nothing more.
    keep("nhits", x, logits, weights)


class Residual(nn.Module):
    """Gated residual network, equations 2 to 5 of the paper."""

    def __init__(self, inputs, size, outputs):
        super().__init__()
        self.first, self.second, self.gate = nn.Linear(inputs, size), nn.Linear(size, size), nn.Linear(size, 2 * outputs)
        if inputs != outputs:
            self.shortcut = nn.Linear(inputs, outputs)
        self.norm = nn.LayerNorm(outputs)

    def forward(self, a):
        opened = self.gate(self.second(F.elu(self.first(a))))
        half = opened.shape[-1] // 2
        gated = opened[..., :half] * torch.sigmoid(opened[..., half:])
        return self.norm((self.shortcut(a) if hasattr(self, "shortcut") else a) + gated)


class Skip(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.gate, self.norm = nn.Linear(size, 2 * size), nn.LayerNorm(size)

    def forward(self, made, a):
        opened = self.gate(made)
        half = opened.shape[-1] // 2
        return self.norm(a + opened[..., :half] * torch.sigmoid(opened[..., half:]))


def tft():
    x, size, heads = torch.randn(B, FEATURES, L), 6, 2
    slopes, offsets = torch.randn(FEATURES, size), torch.randn(FEATURES, size)
    chooser, networks = shaken(Residual(FEATURES * size, size, FEATURES)), [shaken(Residual(size, size, size)) for _ in range(FEATURES)]
    lstm, after_lstm, enrichment = nn.LSTM(size, size, batch_first=True), shaken(Skip(size)), shaken(Residual(size, size, size))
    queries, keys, values = nn.Linear(size, size), nn.Linear(size, size), nn.Linear(size, size // heads)
    mixed, after_attention = nn.Linear(size // heads, size, bias=False), shaken(Skip(size))
    feed, after_feed, head = shaken(Residual(size, size, size)), shaken(Skip(size)), nn.Linear(size, 3)

    steps = x.transpose(1, 2)
    vectors = [steps[:, :, f, None] * slopes[f] + offsets[f] for f in range(FEATURES)]
    shares = F.softmax(chooser(torch.cat(vectors, 2)), 2)
    selected = sum(networks[f](vectors[f]) * shares[:, :, f, None] for f in range(FEATURES))
    read = after_lstm(lstm(selected)[0], selected)
    enriched = enrichment(read)
    width, attended = size // heads, 0
    for h in range(heads):
        part = slice(h * width, (h + 1) * width)
        scores = (queries(enriched)[:, :, part] @ keys(enriched)[:, :, part].transpose(1, 2)) / math.sqrt(width)
        attended = attended + F.softmax(scores, 2) @ values(enriched) / heads
    through = after_attention(mixed(attended), enriched)
    logits = head(after_feed(feed(through), read))[:, -1]

    weights = {"selection.slopes": slopes, "selection.offsets": offsets} | of(chooser, "selection.chooser")
    for f, network in enumerate(networks):
        weights |= of(network, f"selection.networks.{f}")
    for name, module in {
            "lstm": lstm, "afterLstm": after_lstm, "enrichment": enrichment, "queries": queries, "keys": keys, "values": values,
            "mixed": mixed, "afterAttention": after_attention, "feed": feed, "afterFeed": after_feed, "head": head}.items():
        weights |= of(module, name)
    keep("tft", x, logits, weights)
    saved["tft/shares"] = shares.detach()


recurrent("lstm", nn.LSTM)
recurrent("gru", nn.GRU)
tcn()
transformer()
patchtst()
nhits()
tft()

header, blob = {}, b""
for name, tensor in sorted(saved.items()):
    data = tensor.contiguous().numpy().astype("float32").tobytes()
    header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(blob), len(blob) + len(data)]}
    blob += data
text = json.dumps(header, separators=(",", ":")).encode()
text += b" " * (-len(text) % 8)
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "networks.safetensors"), "wb") as f:
    f.write(len(text).to_bytes(8, "little") + text + blob)
