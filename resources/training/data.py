"""Reads folders in the layout of the CIFAR-10 binaries and serves augmented batches from memory."""
import glob
import os

import numpy as np
import torch

RECORD = 1 + 3 * 32 * 32  # label, then planes R, G, B


def read_records(path):
    """-> images uint8 [N, 32, 32, 3], labels int64 [N]"""
    size = os.path.getsize(path)
    if size == 0 or size % RECORD:
        raise SystemExit(f'{path}: {size} bytes are not a whole number of CIFAR-10 records ({RECORD} bytes each); write the file anew.')
    records = np.fromfile(path, np.uint8).reshape(-1, RECORD)
    images = records[:, 1:].reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1)
    return np.ascontiguousarray(images), torch.from_numpy(records[:, 0].astype(np.int64))


def read_folder(folder):
    """-> (training images, labels), (test images, labels), class names"""
    batches = sorted(glob.glob(os.path.join(folder, 'data_batch_*.bin')))
    if not batches:
        raise SystemExit(f'{folder}: no data_batch_*.bin here; --data expects a folder in the layout of the CIFAR-10 binaries.')
    parts = [read_records(path) for path in batches]
    train = np.concatenate([images for images, _ in parts]), torch.cat([labels for _, labels in parts])
    with open(os.path.join(folder, 'batches.meta.txt')) as file:
        names = [line.strip() for line in file if line.strip()]
    return train, read_records(os.path.join(folder, 'test_batch.bin')), names


def channel_statistics(images):
    """Mean and standard deviation of each channel of raw / 255, rounded: the card must hold exactly what was used."""
    sample = images[:10000].reshape(-1, 3) / 255
    return [round(v, 3) for v in sample.mean(0).tolist()], [round(v, 3) for v in sample.std(0).tolist()]


class Batches:
    """Training batches in random order with random crops and mirror images.

    `crop` is the side of the crops and may be changed between batches; smaller ones than the image stay inside it.
    flip: None, 'random' (each time by chance) or 'alternate' (by chance at first, then every other epoch; Jordan, 2024).
    """

    def __init__(self, images, labels, size, pad, flip, seed):
        self.padded = np.pad(images, ((0, 0), (pad, pad), (pad, pad), (0, 0)), mode='reflect') if pad else images
        self.labels, self.size, self.pad, self.flip = labels, size, pad, flip
        self.crop = 32
        self.random = np.random.default_rng(seed)
        self.mirrored = self.random.random(len(labels)) < 0.5 if flip == 'alternate' else None

    def __len__(self):
        return len(self.labels) // self.size

    def __iter__(self):
        order = self.random.permutation(len(self.labels))
        for step in range(len(self)):
            line = np.arange(self.crop)
            chosen = order[step * self.size:(step + 1) * self.size]
            room = 32 - self.crop or 2 * self.pad
            top, left = self.random.integers(0, room + 1, (2, self.size)) + (self.pad if self.crop < 32 else 0)
            rows = (top[:, None] + line)[:, :, None]
            columns = np.broadcast_to(line, (self.size, self.crop))
            if self.flip:
                mirrored = self.mirrored[chosen] if self.flip == 'alternate' else self.random.random(self.size) < 0.5
                columns = np.where(mirrored[:, None], columns[:, ::-1], columns)
            columns = (left[:, None] + columns)[:, None, :]
            yield torch.from_numpy(self.padded[chosen[:, None, None], rows, columns]), self.labels[torch.from_numpy(chosen)]
        if self.mirrored is not None:
            self.mirrored = ~self.mirrored


def normalise(images, mean, std, device='cpu'):
    """uint8 [N, 32, 32, 3] -> float [N, 3, 32, 32] on the device, channels last in memory"""
    if isinstance(images, np.ndarray):
        images = torch.from_numpy(images)
    values = images.to(device).float() / 255
    return ((values - torch.tensor(mean, device=device)) / torch.tensor(std, device=device)).permute(0, 3, 1, 2)
