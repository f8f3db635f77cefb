"""Joins trained networks into one ONNX file for the server: the mean of their probabilities over views of each image."""
import argparse
import json
import os
import shutil

import torch
from torch import nn

from data import read_folder, read_records
from evaluate import accuracies
from export_onnx import export_onnx
from models import VIEWS
from origin import stages, trained_network


class Ensemble(nn.Module):
    """Answers with the logarithm of the mean probability of each class, whose softmax is that mean."""

    def __init__(self, networks, views):
        super().__init__()
        self.networks, self.views = nn.ModuleList(networks), VIEWS[views] if views else lambda x: [x]
        self.heads = networks[0].heads[-1:]

    def forward(self, x):
        shares = [torch.softmax(network(view)[-1], 1) for view in self.views(x) for network in self.networks]
        return [torch.log(sum(shares) / len(shares))]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('runs', nargs='+', help='--out folders of train.py, all trained on the same data')
    parser.add_argument('--out', required=True, help='folder for model.onnx and model.pt, for make_card.py')
    parser.add_argument('--data', required=True, help='folder whose test_batch.bin is used')
    parser.add_argument('--also-test', help='a second file of test records')
    parser.add_argument('--views', choices=VIEWS)
    options = parser.parse_args()
    paths = [os.path.join(run, 'model.pt') for run in options.runs]
    networks, summaries = zip(*map(trained_network, paths))
    summary = dict(summaries[0])
    scale = summary['mean'], summary['std']
    if any((other['mean'], other['std']) != scale for other in summaries):
        raise SystemExit(f'{", ".join(options.runs)}: trained with different preprocessing {json.dumps([s["mean"] for s in summaries])}; join networks of one data set.')
    model = Ensemble(networks, options.views)
    _, test, _ = read_folder(options.data)
    summary.update(arch='ensemble-' + '-'.join(s['arch'].replace('remote-', '') for s in summaries), views=options.views, places=[],
                   samples=len(test[1]), accuracy=accuracies(model, *test, *scale),
                   before=summary.get('before', []) + [stage for path, other in zip(paths[1:], summaries[1:]) for stage in stages(path, other)],
                   members=[f'{s["arch"]}: {s["accuracy"][-1]:.4f} alone' for s in summaries])
    if options.also_test:
        other = read_records(options.also_test)
        summary['also'] = {'samples': len(other[1]), 'accuracy': accuracies(model, *other, *scale)}
    os.makedirs(options.out, exist_ok=True)
    shutil.copy(os.path.join(options.runs[0], 'training-log.csv'), options.out)
    torch.save({'summary': summary}, os.path.join(options.out, 'model.pt'))
    export_onnx(model, os.path.join(options.out, 'model.onnx'))
    print({key: value for key, value in summary.items() if key not in ('before', 'options')})


if __name__ == '__main__':
    main()
