"""Lets a network begin as a trained one: the same, a wider or a deeper one; and tells which trainings led to it."""
import os

import torch

from deepen import deepen
from models import ARCHITECTURES
from widen import widen


def trained_network(path):
    """-> network in evaluation mode, its training's summary"""
    saved = torch.load(path)
    network = ARCHITECTURES[saved['summary']['arch']](len(saved['summary']['classes']))
    network.load_state_dict(saved['state'])
    return network.eval(), saved['summary']


@torch.no_grad()
def difference(model, network):
    """The largest between the final outputs of both, over a few random images."""
    images = torch.randn(8, 3, 32, 32, generator=torch.Generator().manual_seed(0))
    return (model.eval()(images)[-1] - network(images)[-1]).abs().max().item()


def stages(path, summary):
    """The trainings up to and with this one, oldest first: a line for the card and the log beside model.pt."""
    options = summary['options']
    crops = ', crops of 24 pixels' if options.get('small_until') == 1 else ''
    line = (f'{summary["arch"]}: {summary["epochs"]} epochs in {summary["minutes"]} minutes, seed {summary["seed"]}, '
            f'peak rate {options["lr"]}{", held" if options.get("hold") else ""}{crops}')
    with open(os.path.join(os.path.dirname(path), 'training-log.csv')) as file:
        return summary.get('before', []) + [{'line': line, 'log': file.read()}]


def begin(model, options):
    """Applies --widen, --deepen or --start to a new model; -> the trainings before this one, oldest first."""
    path = options.widen or options.deepen or options.start
    if not path:
        return []
    network, summary = trained_network(path)
    if options.widen:
        widen(model, network.state_dict())
    elif options.deepen:
        deepen(model, network)
        print(f'largest difference of the logits at the start: {difference(model, network):g}', flush=True)
    else:
        model.load_state_dict(network.state_dict())
    return stages(path, summary)
