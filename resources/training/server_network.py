"""A convolutional network made to learn fast, for the server (Jordan, 2024, "94% on CIFAR-10 in 3.29 seconds on a single GPU").

Its "airbench94" with ReLU in place of GELU. The first layer whitens 2 x 2 patches of the training images and stays as it is. Every other convolution begins as the identity
on as many channels as it can, so that the first steps already train all layers.
"""
import torch
from torch import nn


def convolution(inside, outside):
    layer = nn.Conv2d(inside, outside, 3, padding=1, bias=False)
    nn.init.dirac_(layer.weight[:inside])
    return layer


def norm(channels):
    """Batch norm with a learned shift and no learned scale; its statistics follow the last few batches only."""
    layer = nn.BatchNorm2d(channels, momentum=0.4)
    layer.weight.requires_grad = False
    return layer


def stage(inside, outside):
    return nn.Sequential(convolution(inside, outside), nn.MaxPool2d(2), norm(outside), nn.ReLU(inplace=True),
                         convolution(outside, outside), norm(outside), nn.ReLU(inplace=True))


class Scaled(nn.Module):
    """Small logits at the start keep the first steps gentle."""

    def forward(self, x):
        return x / 9


class ServerNetwork(nn.Module):
    """[N, 3, 32, 32] -> a list of one [N, classes], like every network of the zoo."""

    def __init__(self, classes, widths=(64, 256, 256)):
        super().__init__()
        self.whiten = nn.Conv2d(3, 24, 2)
        self.whiten.weight.requires_grad = False
        layers, inside = [nn.ReLU(inplace=True)], 24
        for outside in widths:
            layers.append(stage(inside, outside))
            inside = outside
        self.segments = nn.ModuleList([nn.Sequential(*layers, nn.AdaptiveMaxPool2d(1), nn.Flatten())])
        self.heads = nn.ModuleList([nn.Sequential(nn.Linear(inside, classes, bias=False), Scaled())])
        self.places = []

    def forward(self, x):
        return [self.heads[0](self.segments[0](self.whiten(x)))]

    @torch.no_grad()
    def prepare(self, images):
        """Sets the whitening from normalised images [N, 3, 32, 32]: each patch direction at unit variance, and its negative."""
        patches = nn.functional.unfold(images, 2).transpose(1, 2).reshape(-1, 12)
        values, vectors = torch.linalg.eigh(patches.T @ patches / len(patches))
        filters = (vectors / (values + 5e-4).sqrt()).T.reshape(12, 3, 2, 2)
        self.whiten.weight.copy_(torch.cat([filters, -filters]))
        nn.init.zeros_(self.whiten.bias)
