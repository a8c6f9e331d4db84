#!/usr/bin/python3
"""Makes the graphs of onnx/ and onnx/outputs.csv by Debian's PyTorch 1.13.1 and onnx 1.12.

gru.onnx        a GRU over 6 bars of 4 features to the logits of up, flat, down
classes.onnx    probabilities of down, flat, up from one bar of 4 features: by the first alone
embedding.onnx  8 numbers from one bar of 4 features
quantiles.onnx  from 8 log prices, 5 steps of a mean and 9 quantiles (0.1 to 0.9), shaped as TimesFM's
refused/        graphs with what a graph may not have
Run: /usr/bin/python3 make_onnx.py
"""
import os

import onnx
import torch
from onnx import TensorProto, helper
from torch import nn

torch.manual_seed(7)
here = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'onnx')
os.makedirs(os.path.join(here, 'refused'), exist_ok=True)


class Gru(nn.Module):
    def __init__(self):
        super().__init__()
        self.gru = nn.GRU(4, 8, batch_first=True)
        self.out = nn.Linear(8, 3)

    def forward(self, x):
        return self.out(self.gru(x)[0][:, -1])


class Classes(nn.Module):
    def forward(self, x):
        up = 8 * x[:, 0:1] - 3.2
        return torch.softmax(torch.cat([-8 * x[:, 0:1] - 3.2, 0 * up, up], 1), 1)


class Quantiles(nn.Module):
    """A random walk: the mean is the last log price, the quantiles are normal by the window's own deviation and grow with the step."""

    def forward(self, x):
        deviation = torch.sqrt(((x[:, 1:] - x[:, :-1]) ** 2).mean(1, keepdim=True))
        steps = torch.sqrt(torch.arange(1.0, 6.0)).reshape(1, 5, 1)
        z = torch.tensor([0.0, -1.2815516, -0.8416212, -0.5244005, -0.2533471, 0.0, 0.2533471, 0.5244005, 0.8416212, 1.2815516])
        return x[:, -1:].unsqueeze(2) + deviation.unsqueeze(2) * steps * z.reshape(1, 1, 10)


models = {
    'gru': (Gru(), (6, 4), 'window', 'logits'),
    'classes': (Classes(), (4,), 'bar', 'probabilities'),
    'embedding': (nn.Sequential(nn.Linear(4, 16), nn.Tanh(), nn.Linear(16, 8)), (4,), 'bar', 'embedding'),
    'quantiles': (Quantiles(), (8,), 'context', 'forecast'),
}
lines = ['model,case,input,output']
for name, (model, shape, taken, given) in models.items():
    model.eval()
    path = os.path.join(here, name + '.onnx')
    torch.onnx.export(
        model, torch.randn(2, *shape), path, opset_version=13, input_names=[taken], output_names=[given],
        dynamic_axes={taken: {0: 'batch'}, given: {0: 'batch'}})
    onnx.checker.check_model(path)
    for case in range(3):
        x = torch.randn(1, *shape) * (0.01 if name == 'quantiles' else 1)
        with torch.no_grad():
            y = model(x)
        numbers = [' '.join(repr(float(v)) for v in t.flatten()) for t in (x, y)]
        lines.append(','.join([name, str(case), *numbers]))
with open(os.path.join(here, 'outputs.csv'), 'w') as file:
    file.write('\n'.join(lines) + '\n')


def refused(name, nodes, weights=(), inputs=('bar',), kind=TensorProto.FLOAT, domain=None, version=13, functions=()):
    graph = helper.make_graph(
        nodes, name, [helper.make_tensor_value_info(one, kind, ['batch', 4]) for one in inputs],
        [helper.make_tensor_value_info('probabilities', TensorProto.FLOAT, ['batch', 3])], weights)
    sets = [helper.make_opsetid('', version)] + ([helper.make_opsetid(domain, 1)] if domain else [])
    model = helper.make_model(graph, opset_imports=sets, ir_version=8)
    for function in functions:
        model.functions.add().ParseFromString(function)
    with open(os.path.join(here, 'refused', name + '.onnx'), 'wb') as file:
        file.write(model.SerializeToString())


ones = helper.make_tensor('w', TensorProto.FLOAT, [4, 3], [1.0] * 12)
product = helper.make_node('MatMul', ['bar', 'w'], ['probabilities'])
outside = TensorProto(name='w', data_type=TensorProto.FLOAT, dims=[4, 3], data_location=TensorProto.EXTERNAL)
outside.external_data.add(key='location', value='/etc/hostname')
refused('external', [product], [outside])
branch = helper.make_graph(
    [helper.make_node('Constant', [], ['weights'], value=outside), helper.make_node('MatMul', ['bar', 'weights'], ['chosen'])],
    'branch', [], [helper.make_tensor_value_info('chosen', TensorProto.FLOAT, ['batch', 3])])
refused(
    'external_in_branch',
    [helper.make_node('If', ['yes'], ['probabilities'], then_branch=branch, else_branch=branch)],
    [helper.make_tensor('yes', TensorProto.BOOL, [], [True])])
# The default of a function's attribute: attribute_proto, field 11 of FunctionProto since ONNX 1.13, which this version does not name.
attribute = helper.make_attribute('value', outside).SerializeToString()
assert len(attribute) < 128
function = helper.make_function(
    'mine', 'Weigh', ['x'], ['y'], [helper.make_node('Constant', [], ['v']), helper.make_node('MatMul', ['x', 'v'], ['y'])],
    [helper.make_opsetid('', 13)])
refused(
    'external_in_default', [helper.make_node('Weigh', ['bar'], ['probabilities'], domain='mine')], domain='mine',
    functions=[function.SerializeToString() + bytes([11 << 3 | 2, len(attribute)]) + attribute])
refused('custom', [helper.make_node('Shell', ['bar'], ['probabilities'], domain='mine')], domain='mine')
refused('random', [
    helper.make_node('RandomNormalLike', ['bar'], ['noise']), helper.make_node('MatMul', ['noise', 'w'], ['probabilities'])], [ones])
refused('nan', [
    helper.make_node('MatMul', ['bar', 'w'], ['m']), helper.make_node('Log', ['m'], ['probabilities'])], [ones])
refused('logits', [product], [ones])
refused('two_inputs', [helper.make_node('Add', ['bar', 'other'], ['both']), helper.make_node('MatMul', ['both', 'w'], ['probabilities'])],
        [ones], inputs=('bar', 'other'))
refused('whole_numbers', [helper.make_node('Cast', ['bar'], ['c'], to=TensorProto.FLOAT),
                          helper.make_node('MatMul', ['c', 'w'], ['probabilities'])], [ones], kind=TensorProto.INT64)
refused('later', [product], [ones], version=99)
