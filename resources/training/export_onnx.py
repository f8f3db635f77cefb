"""Writes a trained network as ONNX by the studio's contract for models.

    input   `input`, float32 [batch, 3, 32, 32], already normalised by the card's mean and std
    outputs logits [batch, classes]: `exit1` .. in order, the network's own output `final` last
"""
import argparse

import onnx
import torch

from models import ARCHITECTURES


def export_onnx(model, path):
    """Batch norm is folded into the convolutions; the file is checked and carries its shapes."""
    model = model.eval().cpu().to(memory_format=torch.contiguous_format)
    outputs = [f'exit{i + 1}' for i in range(len(model.heads) - 1)] + ['final']
    torch.onnx.export(model, torch.zeros(1, 3, 32, 32), path, opset_version=13, input_names=['input'], output_names=outputs,
                      dynamic_axes={name: {0: 'batch'} for name in ['input', *outputs]})
    graph = onnx.shape_inference.infer_shapes(onnx.load(path))
    onnx.checker.check_model(graph, full_check=True)
    onnx.save(graph, path)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('checkpoint', help='model.pt of a training')
    parser.add_argument('out', help='the .onnx file to write')
    options = parser.parse_args()
    saved = torch.load(options.checkpoint)
    model = ARCHITECTURES[saved['summary']['arch']](len(saved['summary']['classes']))
    model.load_state_dict(saved['state'])
    export_onnx(model, options.out)


if __name__ == '__main__':
    main()
