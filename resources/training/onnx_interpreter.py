"""Runs the few ONNX operators of the zoo's graphs with PyTorch and keeps every tensor: what calibration needs to see."""
import onnx
import torch
from onnx import numpy_helper
from torch.nn import functional


def attributes(node):
    return {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}


def conv(x, w, b=None, strides=(1, 1), pads=(0, 0, 0, 0), group=1, **_):
    return functional.conv2d(functional.pad(x, (pads[1], pads[3], pads[0], pads[2])), w, b, list(strides), groups=group)


def gemm(x, w, b=None, transB=0, **_):
    return functional.linear(x, w if transB else w.T, b)


def batch_norm(x, scale, shift, mean, variance, epsilon=1e-5, **_):
    return functional.batch_norm(x, mean, variance, scale, shift, eps=epsilon)


def levels(scale, zero, dims, axis):
    """Scale and zero point, shaped to go with a tensor of that many dimensions."""
    shape = [-1 if d == axis else 1 for d in range(dims)] if scale.dim() else []
    return scale.reshape(shape), zero.float().reshape(shape)


def quantize(x, scale, zero, axis=1, **_):
    step, offset = levels(scale, zero, x.dim(), axis)
    return torch.clamp(torch.round(x / step) + offset, -128, 127)


def dequantize(x, scale, zero, axis=1, **_):
    step, offset = levels(scale, zero, x.dim(), axis)
    return (x.float() - offset) * step


OPERATORS = {
    'Conv': conv, 'Gemm': gemm, 'BatchNormalization': batch_norm, 'QuantizeLinear': quantize, 'DequantizeLinear': dequantize,
    'Relu': lambda x: torch.relu(x), 'Add': torch.add, 'Mul': torch.mul, 'Div': torch.div, 'MatMul': torch.matmul,
    'Identity': lambda x: x, 'Flatten': lambda x, axis=1: x.flatten(axis),
    'MaxPool': lambda x, kernel_shape, strides, **_: functional.max_pool2d(x, kernel_shape, strides),
    'AveragePool': lambda x, kernel_shape, strides, **_: functional.avg_pool2d(x, kernel_shape, strides),
    'GlobalAveragePool': lambda x: x.mean((2, 3), keepdim=True), 'GlobalMaxPool': lambda x: x.amax((2, 3), keepdim=True),
}


def constants(graph):
    """Stored tensors by name, those of Constant nodes too."""
    stored = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
    stored.update({n.output[0]: numpy_helper.to_array(attributes(n)['value']) for n in graph.node if n.op_type == 'Constant'})
    return {name: torch.from_numpy(value.copy()) for name, value in stored.items()}


@torch.no_grad()
def run(graph, stored, images):
    """-> every tensor of the graph by name. An unlisted operator ends with a sentence that names it."""
    tensors = {**stored, graph.input[0].name: images}
    for node in graph.node:
        if node.op_type == 'Constant':
            continue
        if node.op_type == 'Pad' and not stored[node.input[1]].any():
            tensors[node.output[0]] = tensors[node.input[0]]
            continue
        if node.op_type not in OPERATORS:
            raise SystemExit(f'{node.name}: {node.op_type} is not among the operators that can be quantised here ({", ".join(OPERATORS)}).')
        tensors[node.output[0]] = OPERATORS[node.op_type](*[tensors[name] for name in node.input], **attributes(node))
    return tensors
