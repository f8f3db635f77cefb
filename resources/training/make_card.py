"""Bundles a finished training: copies model.onnx and training-log.csv and writes the model card beside them."""
import argparse
import json
import os
import shutil

import torch


VIEW_WORDS = {'mirror': 'each image and its mirror image', 'quarter-turns': 'quarter turns of each image'}


def flow(value):
    """JSON is YAML: a value on one line."""
    return json.dumps(value, ensure_ascii=False)


def rounded(values):
    return [round(v, 4) for v in values]


def augmentation(options):
    flip = 'no mirror images' if options['no_flip'] else 'mirror images, every other epoch' if options.get('alternate_flip') else 'mirror images'
    small = options.get('small_until')
    crops = f'; crops of 24 pixels for the first {small:.0%} of the time' if small else ''
    return f'random crops, reflection padding of {options["pad"]} pixels{crops}; {flip}'


def loss(summary):
    name = 'joint ' + '/'.join(map(str, summary['weights'])) if summary['places'] else 'cross-entropy'
    share, smoothing = summary['options'].get('distill'), summary['options']['smoothing']
    return name + (f'; {share} of each exit from the final output at temperature 3' if share else '') + (
        f'; labels smoothed by {smoothing}' if smoothing else '')


def card_lines(summary, chosen):
    options, places = summary['options'], summary['places']
    names = [f'exit{i + 1}' for i in range(len(places))] + ['final']
    yield 'kind: model'
    yield f'id: {chosen.id}'
    yield f'name: {chosen.name}'
    yield f'role: {chosen.role}'
    yield f'architecture: {summary["arch"]}'
    yield 'file: model.onnx'
    yield f'dataset: {chosen.dataset}'
    yield 'input: { layout: NCHW, height: 32, width: 32, channels: 3, type: float32 }'
    yield f'preprocessing: {{ scale: 255, mean: {flow(summary["mean"])}, std: {flow(summary["std"])} }}'
    yield 'output: logits'
    yield f'labels: {flow(summary["classes"])}'
    yield 'exits:'
    for name, place in zip(names, [*places, None]):
        yield f'  - {{ name: {name}, output: {name}{f", after: {place}" if place else ""} }}'
    yield 'accuracy:'
    yield f'  set: {chosen.set}'
    yield f'  samples: {summary["samples"]}'
    yield f'  exits: {flow(rounded(summary["accuracy"]))}'
    if 'also' in summary:
        count, values = summary['also']['samples'], summary['also']['accuracy']
        yield 'accuracy_lossless:'
        yield f'  set: {chosen.also_set}'
        yield f'  samples: {count}'
        yield f'  exits: {flow(rounded(values))}'
        yield f'  standard_error: {flow(rounded((v * (1 - v) / count) ** 0.5 for v in values))}'
    yield 'training:'
    yield '  recipe: resources/training/train.py'
    yield f'  framework: PyTorch {torch.__version__.split("a")[0]}'
    yield f'  seed: {summary["seed"]}'
    yield f'  epochs: {summary["epochs"]}'
    yield f'  minutes: {summary["minutes"]}'
    if chosen.machine:
        yield f'  machine: {chosen.machine}'
    if summary.get('before'):
        yield f'  before: {flow([stage["line"] for stage in summary["before"]])}'
    if 'quantised' in summary:
        yield f'  quantised: {summary["quantised"]}'
        yield f'  float_accuracy: {flow(rounded(summary["float_accuracy"]))}'
    yield f'  loss: {loss(summary)}'
    yield f'  images: {summary["images"]}'
    yield f'  augmentation: {augmentation(options)}'
    yield f'  optimiser: SGD, Nesterov momentum {options.get("momentum", 0.9)}, batch {options["batch"]}, peak rate {options["lr"]}, decay {options["weight_decay"]}{", lookahead" if options.get("lookahead") else ""}'
    if summary.get('views'):
        yield f'  views: mean logits over {VIEW_WORDS[summary["views"]]}, inside the graph'
    if chosen.notes:
        yield f'  notes: {flow(chosen.notes.strip())}'
    yield f'licence: {chosen.licence}'


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('run', help='the --out folder of train.py')
    parser.add_argument('folder', help='where the models lie; a folder named after the id is made there')
    parser.add_argument('--id', required=True)
    parser.add_argument('--name', required=True)
    parser.add_argument('--role', required=True, choices=['local', 'remote'])
    parser.add_argument('--dataset', required=True, help='id of the dataset')
    parser.add_argument('--set', required=True, help='name of the images the accuracy was measured on')
    parser.add_argument('--also-set', default='', help="name of train.py's --also-test images")
    parser.add_argument('--accuracy', type=float, nargs='+', help="measure.mjs's figures, where onnxruntime rounds unlike PyTorch (int8)")
    parser.add_argument('--also-accuracy', type=float, nargs='+', help="measure.mjs's figures for --also-set")
    parser.add_argument('--machine', default='', help='what it was trained on')
    parser.add_argument('--notes', default='')
    parser.add_argument('--licence', default='MIT')
    chosen = parser.parse_args()
    summary = torch.load(os.path.join(chosen.run, 'model.pt'))['summary']
    summary['accuracy'] = chosen.accuracy or summary['accuracy']
    if chosen.also_accuracy:
        summary['also']['accuracy'] = chosen.also_accuracy
    folder = os.path.join(chosen.folder, chosen.id)
    os.makedirs(folder, exist_ok=True)
    for file in ('model.onnx', 'training-log.csv'):
        shutil.copy(os.path.join(chosen.run, file), folder)
    for place, stage in enumerate(summary.get('before', []), 1):
        with open(os.path.join(folder, f'training-log-before-{place}.csv'), 'w', newline='') as file:
            file.write(stage['log'])
    with open(os.path.join(folder, 'card.yaml'), 'w') as file:
        file.writelines(line + '\n' for line in card_lines(summary, chosen))


if __name__ == '__main__':
    main()
