"""Trains a network with all its exits at once (BranchyNet: weighted sum of their cross-entropies) and bundles the result.

The learning rate rises over the first tenth of the training (`--rise`) and falls to zero on a cosine. Progress is the larger of the
epochs done and the minutes spent, so a time limit, too, ends with a fully annealed model.
"""
import argparse
import csv
import math
import os
import time

import numpy as np
import torch
from torch import nn

from data import Batches, channel_statistics, normalise, read_folder, read_records
from evaluate import accuracies
from export_onnx import export_onnx
from lookahead import Lookahead
from models import ARCHITECTURES
from origin import begin

EXIT_WEIGHTS = {1: [1.0], 2: [0.3, 0.7], 3: [0.15, 0.25, 0.6]}
LOOKAHEAD_IMAGES = 5 * 1024  # images between two pulls


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--data', required=True, help='folder with data_batch_*.bin, test_batch.bin, batches.meta.txt')
    parser.add_argument('--arch', required=True, choices=ARCHITECTURES)
    parser.add_argument('--out', required=True, help='folder for model.pt, model.onnx and training-log.csv')
    parser.add_argument('--epochs', type=int, default=40)
    parser.add_argument('--limit-minutes', type=float, default=math.inf)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--batch', type=int, default=128)
    parser.add_argument('--lr', type=float, default=0.15, help='highest learning rate')
    parser.add_argument('--momentum', type=float, default=0.9)
    parser.add_argument('--norm-rate', type=float, default=1, help="times the learning rate for batch norm's scales and shifts")
    parser.add_argument('--lookahead', action='store_true', help='pull the weights back to their running mean every few steps')
    parser.add_argument('--rise', type=float, default=0.1, help='share of the training in which the rate rises')
    parser.add_argument('--hold', action='store_true', help='stay at the highest rate: for a stage that another one follows')
    parser.add_argument('--weight-decay', type=float, default=5e-4)
    parser.add_argument('--smoothing', type=float, default=0.0, help='label smoothing')
    parser.add_argument('--distill', type=float, default=0.0, metavar='SHARE', help='self-distillation: the last exit teaches the others')
    parser.add_argument('--pad', type=int, default=4, help='random crops out of an image padded by this many pixels')
    parser.add_argument('--small-until', type=float, default=0, help='share of the training on crops of 24 pixels: about half the time each')
    parser.add_argument('--alternate-flip', action='store_true', help='mirror each image every other epoch, not by chance')
    parser.add_argument('--no-flip', action='store_true', help='no mirror images: for classes that differ by their hand')
    parser.add_argument('--also-test', default=None, help='a second file of test records, evaluated at the end')
    parser.add_argument('--bfloat16', action='store_true', help='forward pass in bfloat16: half the time on a CPU that has it')
    parser.add_argument('--widen', metavar='MODEL.PT', help='start a remote network from a trained ResNet-8')
    parser.add_argument('--deepen', metavar='MODEL.PT', help='start a deep network from a trained one with fewer blocks a stack')
    parser.add_argument('--start', metavar='MODEL.PT', help='go on from a trained model of the same architecture')
    parser.add_argument('--device', default='cpu', help='cpu, or cuda for a GPU')
    parser.add_argument('--threads', type=int, default=2)
    return parser.parse_args()


def rate(progress, rise, hold):
    """Share of the highest learning rate at progress 0..1."""
    if progress < rise:
        return progress / rise
    return 1 if hold else 0.5 * (1 + math.cos(math.pi * (progress - rise) / (1 - rise)))


def optimiser_of(model, options):
    """Biases, norms and the pool's mix are not decayed: they do not make the function steeper."""
    norms = {p for module in model.modules() if isinstance(module, nn.BatchNorm2d) for p in module.parameters()}
    learned = [p for p in model.parameters() if p.requires_grad]
    groups = [{'params': [p for p in learned if p.dim() > 1], 'weight_decay': options.weight_decay, 'times': 1},
              {'params': [p for p in learned if p.dim() <= 1 and p not in norms], 'times': 1},
              {'params': [p for p in learned if p in norms], 'times': options.norm_rate}]
    return torch.optim.SGD(groups, lr=options.lr, momentum=options.momentum, nesterov=True)


def taught(losses, answers, share, temperature=3):
    """Self-distillation: each exit learns `share` of its loss from the final output, which learns from the labels alone."""
    teacher = torch.softmax(answers[-1].detach() / temperature, 1)
    distances = [nn.functional.kl_div(torch.log_softmax(a / temperature, 1), teacher, reduction='batchmean') for a in answers[:-1]]
    return [(1 - share) * l + share * temperature ** 2 * d for l, d in zip(losses, distances)] + losses[-1:]


def main():
    options = arguments()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    (images, labels), test, names = read_folder(options.data)
    mean, std = channel_statistics(images)
    model = ARCHITECTURES[options.arch](len(names)).to(memory_format=torch.channels_last)
    if hasattr(model, 'prepare'):
        model.prepare(normalise(images[:5000], mean, std))
    before = begin(model, options)
    model.to(options.device)
    weights = EXIT_WEIGHTS[len(model.heads)]
    optimiser = optimiser_of(model, options)
    lookahead = Lookahead(model) if options.lookahead else None
    loss_of = nn.CrossEntropyLoss(label_smoothing=options.smoothing)
    flip = None if options.no_flip else 'alternate' if options.alternate_flip else 'random'
    batches = Batches(images, labels, options.batch, options.pad, flip, options.seed)
    batches.crop = 24 if options.small_until else 32
    os.makedirs(options.out, exist_ok=True)
    started, steps, total, epoch, progress = time.monotonic(), 0, options.epochs * len(batches), 0, 0.0
    kind = torch.device(options.device).type
    minutes = lambda: (time.monotonic() - started) / 60

    with open(os.path.join(options.out, 'training-log.csv'), 'w', newline='') as file:
        log = csv.writer(file, lineterminator='\n')
        exits = [f'exit{i + 1}' for i in range(len(weights) - 1)] + ['final']
        log.writerow(['epoch', 'minutes', 'learning_rate', 'train_loss'] + [f'train_accuracy_{e}' for e in exits]
                     + [f'test_accuracy_{e}' for e in exits])
        while progress < 1:
            model.train()
            right, seen, losses = np.zeros(len(weights)), 0, 0.0
            for raw, target in batches:
                progress = max(steps / total, minutes() / options.limit_minutes)
                if progress >= 1:
                    break
                for group in optimiser.param_groups:
                    group['lr'] = group['times'] * options.lr * rate(progress, options.rise, options.hold)
                target = target.to(options.device)
                with torch.autocast(kind, dtype=torch.bfloat16, enabled=options.bfloat16):
                    answers = [a.float() for a in model(normalise(raw, mean, std, options.device))]
                each = [loss_of(a, target) for a in answers]
                if options.distill:
                    each = taught(each, answers, options.distill)
                loss = sum(w * l for w, l in zip(weights, each))
                optimiser.zero_grad(set_to_none=True)
                loss.backward()
                optimiser.step()
                if lookahead and steps * options.batch % LOOKAHEAD_IMAGES < options.batch:
                    lookahead.pull(0.95 ** 5 * progress ** 3)
                batches.crop = 24 if progress < options.small_until else 32
                steps, seen, losses = steps + 1, seen + len(target), losses + loss.item() * len(target)
                right += [(a.argmax(1) == target).sum().item() for a in answers]
            if seen == 0:
                break
            epoch += 1
            with torch.autocast(kind, dtype=torch.bfloat16, enabled=options.bfloat16):
                tested = accuracies(model, *test, mean, std)
            row = [epoch, f'{minutes():.2f}', f'{optimiser.param_groups[0]["lr"]:.5f}', f'{losses / seen:.4f}']
            row += [f'{v:.4f}' for v in [*(right / seen), *tested]]
            log.writerow(row)
            file.flush()
            print(*row, flush=True)

    if lookahead:
        lookahead.pull(1)
    torch.save({'state': model.state_dict()}, os.path.join(options.out, 'model.pt'))  # whatever happens while it is measured
    summary = {'arch': options.arch, 'classes': names, 'mean': mean, 'std': std, 'epochs': round(steps / len(batches), 1),
               'minutes': round(minutes(), 1), 'images': len(labels), 'seed': options.seed, 'places': model.places, 'weights': weights,
               'samples': len(test[1]), 'accuracy': accuracies(model, *test, mean, std), 'options': vars(options), 'before': before}
    if options.also_test:
        other = read_records(options.also_test)
        summary['also'] = {'samples': len(other[1]), 'accuracy': accuracies(model, *other, mean, std)}
    torch.save({'state': model.cpu().state_dict(), 'summary': summary}, os.path.join(options.out, 'model.pt'))
    export_onnx(model, os.path.join(options.out, 'model.onnx'))
    print({key: value for key, value in summary.items() if key not in ('before', 'options')})


if __name__ == '__main__':
    main()
