"""Measures a trained network's accuracy anew, optionally over several views of each image, and exports what was measured."""
import argparse
import os

import torch

from data import normalise, read_folder, read_records
from export_onnx import export_onnx
from models import ARCHITECTURES, VIEWS, AveragedViews


@torch.no_grad()
def accuracies(model, images, labels, mean, std):
    """Top-1 fraction at every exit."""
    model.eval()
    device = next(model.parameters()).device
    right = 0
    for start in range(0, len(labels), 500):
        answers = model(normalise(images[start:start + 500], mean, std, device))
        right = right + torch.stack([(a.argmax(1).cpu() == labels[start:start + 500]).sum() for a in answers])
    return (right / len(labels)).tolist()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('run', help="the --out folder of train.py; its model.pt and model.onnx are renewed")
    parser.add_argument('--data', required=True, help='folder whose test_batch.bin is used')
    parser.add_argument('--also-test', help='a second file of test records')
    parser.add_argument('--views', choices=VIEWS, help='answer with the mean logits over these views of the image')
    options = parser.parse_args()
    path = os.path.join(options.run, 'model.pt')
    saved = torch.load(path)
    summary = saved['summary']
    model = ARCHITECTURES[summary['arch']](len(summary['classes']))
    model.load_state_dict(saved['state'])
    if options.views:
        model = AveragedViews(model, options.views)
    model.to(memory_format=torch.channels_last)
    scale = summary['mean'], summary['std']
    _, test, _ = read_folder(options.data)
    summary.update(views=options.views, samples=len(test[1]), accuracy=accuracies(model, *test, *scale))
    if options.also_test:
        other = read_records(options.also_test)
        summary['also'] = {'samples': len(other[1]), 'accuracy': accuracies(model, *other, *scale)}
    torch.save(saved, path)
    export_onnx(model, os.path.join(options.run, 'model.onnx'))
    print(summary)


if __name__ == '__main__':
    main()
