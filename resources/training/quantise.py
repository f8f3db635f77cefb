"""Makes the INT8 variant of a trained network: static quantisation in QDQ form (QuantizeLinear, DequantizeLinear), opset 13.

Weights: int8, symmetric, a scale for each output channel of a convolution, one for a linear layer. Activations: int8 with a
zero point, one scale a tensor; ranges are the least and largest values over training images. Biases: int32. Logits stay float32.
"""
import argparse
import os

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper

from data import normalise, read_folder, read_records
from onnx_interpreter import constants, run

CALIBRATION_IMAGES = 2000
PRODUCTS = ('Conv', 'Gemm')


def activations_to_quantise(graph, stored):
    """Inputs of convolutions, linear layers, the last pooling, and of additions that join two maps."""
    made_by = {output: node.op_type for node in graph.node for output in node.output}
    names = []
    for node in graph.node:
        if node.op_type in (*PRODUCTS, 'GlobalAveragePool'):
            names.append(node.input[0])
        if node.op_type == 'Add' and all(made_by.get(name) in ('Conv', 'Relu') for name in node.input):
            names.extend(node.input)
    return [name for name in dict.fromkeys(names) if name not in stored]


def ranges(graph, stored, names, images):
    """Least and largest value of each tensor; 0 always lies within."""
    found = {name: (0.0, 0.0) for name in names}
    for start in range(0, len(images), 250):
        tensors = run(graph, stored, images[start:start + 250])
        for name in names:
            low, high = found[name]
            found[name] = min(low, tensors[name].min().item()), max(high, tensors[name].max().item())
    return found


class Rewriter:
    """Collects the nodes and tensors of the quantised graph."""

    def __init__(self):
        self.nodes, self.tensors, self.scales = [], [], {}

    def store(self, name, value):
        self.tensors.append(numpy_helper.from_array(value, name))
        return name

    def dequantised(self, name, scale, zero, **axis):
        inputs = [f'{name}_int8', self.store(f'{name}_scale', scale), self.store(f'{name}_zero', zero)]
        self.nodes.append(helper.make_node('DequantizeLinear', inputs, [f'{name}_back'], name=f'{name}_dequantise', **axis))
        return f'{name}_back'

    def activation(self, name, low, high):
        scale = np.float32((high - low) / 255 or 1)
        zero = np.int8(np.clip(np.round(-128 - low / scale), -128, 127))
        self.scales[name] = scale
        inputs = [name, f'{name}_scale', f'{name}_zero']
        self.nodes.append(helper.make_node('QuantizeLinear', inputs, [f'{name}_int8'], name=f'{name}_quantise'))
        self.dequantised(name, np.array(scale), np.array(zero))

    def weight(self, name, value, by_channel):
        largest = np.abs(value).reshape(len(value), -1).max(1) if by_channel else np.abs(value).max()
        scale = np.maximum(largest / 127, 1e-12).astype(np.float32)
        shaped = scale.reshape(-1, *[1] * (value.ndim - 1)) if by_channel else scale
        self.store(f'{name}_int8', np.clip(np.round(value / shaped), -127, 127).astype(np.int8))
        return self.dequantised(name, scale, np.zeros(scale.shape, np.int8), **({'axis': 0} if by_channel else {})), scale

    def bias(self, name, value, scale):
        """In steps of input scale x weight scale, so that it adds to the integer sums as it is."""
        self.store(f'{name}_int8', np.round(value / scale).astype(np.int32))
        by_channel = {'axis': 0} if np.ndim(scale) else {}
        return self.dequantised(name, np.asarray(scale, np.float32), np.zeros(np.shape(scale), np.int32), **by_channel)


def quantised(model, names, found):
    """-> the model with every multiplication in int8"""
    graph, stored = model.graph, {t.name: numpy_helper.to_array(t) for t in model.graph.initializer}
    made, replaced = Rewriter(), set()
    if graph.input[0].name in names:
        made.activation(graph.input[0].name, *found[graph.input[0].name])
    for node in graph.node:
        changed = onnx.NodeProto()
        changed.CopyFrom(node)
        if node.op_type in PRODUCTS:
            weight, scale = made.weight(node.input[1], stored[node.input[1]], node.op_type == 'Conv')
            changed.input[1] = weight
            replaced.update(node.input[1:])
            if len(node.input) > 2:
                changed.input[2] = made.bias(node.input[2], stored[node.input[2]], scale * made.scales[node.input[0]])
        changed.input[:] = [f'{name}_back' if name in made.scales else name for name in changed.input]
        made.nodes.append(changed)
        for name in node.output:
            if name in names:
                made.activation(name, *found[name])
    kept = [t for t in graph.initializer if t.name not in replaced]
    rewritten = helper.make_graph(made.nodes, graph.name, graph.input, graph.output, kept + made.tensors)
    result = helper.make_model(rewritten, opset_imports=model.opset_import, producer_name='quantise.py')
    result.ir_version = model.ir_version
    result = onnx.shape_inference.infer_shapes(result)
    onnx.checker.check_model(result, full_check=True)
    return result


def accuracies(graph, images, labels, scale):
    stored, right = constants(graph), 0
    for start in range(0, len(labels), 500):
        tensors = run(graph, stored, normalise(images[start:start + 500], *scale))
        right = right + torch.stack([(tensors[o.name].argmax(1) == labels[start:start + 500]).sum() for o in graph.output])
    return (right / len(labels)).tolist()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('run', help='the --out folder of train.py')
    parser.add_argument('out', help='folder for the quantised model.onnx and its model.pt, for make_card.py')
    parser.add_argument('--data', required=True, help='the folder it was trained on')
    parser.add_argument('--also-test', help='a second file of test records')
    options = parser.parse_args()
    summary = torch.load(os.path.join(options.run, 'model.pt'))['summary']
    scale = summary['mean'], summary['std']
    (images, _), test, _ = read_folder(options.data)
    model = onnx.load(os.path.join(options.run, 'model.onnx'))
    stored = constants(model.graph)
    names = activations_to_quantise(model.graph, stored)
    chosen = np.random.default_rng(0).choice(len(images), CALIBRATION_IMAGES, replace=False)
    result = quantised(model, names, ranges(model.graph, stored, names, normalise(images[chosen], *scale)))
    summary.update(float_accuracy=summary['accuracy'], accuracy=accuracies(result.graph, *test, scale), samples=len(test[1]),
                   quantised=f'int8 weights and activations, QDQ; ranges over {CALIBRATION_IMAGES} training images')
    if options.also_test:
        other = read_records(options.also_test)
        summary['also'] = {'samples': len(other[1]), 'accuracy': accuracies(result.graph, *other, scale)}
    os.makedirs(options.out, exist_ok=True)
    onnx.save(result, os.path.join(options.out, 'model.onnx'))
    torch.save({'summary': summary}, os.path.join(options.out, 'model.pt'))
    with open(os.path.join(options.run, 'training-log.csv')) as log, open(os.path.join(options.out, 'training-log.csv'), 'w') as copy:
        copy.write(log.read())
    print({key: value for key, value in summary.items() if key not in ('before', 'options')})


if __name__ == '__main__':
    main()
