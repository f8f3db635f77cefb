"""The networks: small ones with early exits for the board, larger ones with a single exit for the server.

Every network maps [N, 3, 32, 32] to a list of logits [N, classes], one per exit in order, the last its own output.
"""
import torch
from torch import nn

from server_network import ServerNetwork


def conv_bn(inside, outside, kernel=3, stride=1, relu=True):
    layers = [nn.Conv2d(inside, outside, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(outside)]
    return nn.Sequential(*layers, nn.ReLU(inplace=True)) if relu else nn.Sequential(*layers)


class Block(nn.Module):
    """Basic residual block (He et al., 2016); a 1x1 convolution carries the shortcut where the shape changes."""

    def __init__(self, inside, outside, stride):
        super().__init__()
        self.first = conv_bn(inside, outside, 3, stride)
        self.second = conv_bn(outside, outside, 3, 1, relu=False)
        same = inside == outside and stride == 1
        self.shortcut = nn.Identity() if same else conv_bn(inside, outside, 1, stride, relu=False)

    def forward(self, x):
        return torch.relu(self.second(self.first(x)) + self.shortcut(x))


class MixedPoolHead(nn.Module):
    """Pools h x h to 4 x 4 by max and mean, mixed by a learned scalar, then one linear layer (Shallow-Deep Networks)."""

    def __init__(self, channels, classes):
        super().__init__()
        self.mix = nn.Parameter(torch.tensor(0.5))
        self.linear = nn.Linear(channels * 16, classes)

    def forward(self, x):
        kernel = int(x.shape[-1]) // 4
        largest = nn.functional.max_pool2d(x, kernel)
        mean = nn.functional.avg_pool2d(x, kernel)
        return self.linear((self.mix * largest + (1 - self.mix) * mean).flatten(1))


def mean_head(channels, classes):
    return nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels, classes))


class Branched(nn.Module):
    """Segments one after another; after each of them a head answers. `places` names the exits for the model card."""

    def __init__(self, segments, heads, places):
        super().__init__()
        self.segments = nn.ModuleList(segments)
        self.heads = nn.ModuleList(heads)
        self.places = places
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode='fan_out', nonlinearity='relu')
            if isinstance(module, Block):
                nn.init.zeros_(module.second[1].weight)  # each block starts as its shortcut: shortens the first plateau

    def forward(self, x):
        answers = []
        for segment, head in zip(self.segments, self.heads):
            x = segment(x)
            answers.append(head(x))
        return answers


VIEWS = {
    # A glyph is the same glyph after a quarter turn; its mirror image is not.
    'quarter-turns': lambda x: [x, x.transpose(2, 3).flip(2), x.flip(2).flip(3), x.transpose(2, 3).flip(3)],
    'mirror': lambda x: [x, x.flip(3)],
}


class AveragedViews(nn.Module):
    """Answers with the mean logits over several views of each image: dearer for the server, better without more training."""

    def __init__(self, model, views):
        super().__init__()
        self.model, self.views = model, VIEWS[views]
        self.heads = model.heads

    def forward(self, x):
        views = self.views(x)
        answers = self.model(torch.cat(views))
        return [answer.reshape(len(views), -1, answer.shape[1]).mean(0) for answer in answers]


def resnet8(classes):
    """ResNet-8 of MLPerf Tiny; exit after the second block, its fifth convolution (HI 5.1)."""
    near = nn.Sequential(conv_bn(3, 16), Block(16, 16, 1), Block(16, 32, 2))
    heads = [MixedPoolHead(32, classes), mean_head(64, classes)]
    return Branched([near, Block(32, 64, 2)], heads, ['second residual block'])


def cifar_resnet(blocks):
    """ResNet-(6 blocks + 2) for CIFAR; exits after the first block and after the first stack.

    For nine blocks a stack that is ResNet-56 with the exits of HI 5.1, after layers 2 and 19. Nothing can leave inside a
    residual block, so the first exit follows the block that layer 2 begins.
    """
    def build(classes):
        built, inside = [], 16
        for stack in range(3):
            for block in range(blocks):
                built.append(Block(inside, 16 << stack, 2 if stack and not block else 1))
                inside = 16 << stack
        segments = [nn.Sequential(conv_bn(3, 16), built[0]), nn.Sequential(*built[1:blocks]), nn.Sequential(*built[blocks:])]
        heads = [MixedPoolHead(16, classes), MixedPoolHead(16, classes), mean_head(64, classes)]
        return Branched(segments, heads, ['layer 2 (first residual block)', f'layer {2 * blocks + 1} (end of the first stack)'])
    return build


def alexnet(classes):
    """AlexNet cut to 32 x 32 images; exit after the second convolution (HI 5.1)."""
    pool = nn.MaxPool2d(2)
    near = nn.Sequential(conv_bn(3, 64), pool, conv_bn(64, 192))
    far = nn.Sequential(pool, conv_bn(192, 384), conv_bn(384, 256), conv_bn(256, 256), pool)
    dense = nn.Sequential(nn.Flatten(), nn.Dropout(0.5), nn.Linear(256 * 16, 512), nn.ReLU(inplace=True), nn.Linear(512, classes))
    return Branched([near, far], [MixedPoolHead(192, classes), dense], ['second convolution'])


def wide_resnet(width, blocks):
    """The local network's plan with more of everything: stacks of `width`, 2 and 4 times that, `blocks` blocks each."""
    def build(classes):
        layers, inside = [conv_bn(3, width)], width
        for stack in range(3):
            for block in range(blocks):
                layers.append(Block(inside, width << stack, 2 if stack and not block else 1))
                inside = width << stack
        return Branched([nn.Sequential(*layers)], [mean_head(inside, classes)], [])
    return build


ARCHITECTURES = {
    'resnet8': resnet8,
    'resnet20': cifar_resnet(3),
    'resnet56': cifar_resnet(9),
    'alexnet': alexnet,
    'remote-resnet8x2': wide_resnet(32, 1),
    'remote-resnet8x3': wide_resnet(48, 1),
    'remote-resnet14x2': wide_resnet(32, 2),
    'remote-resnet20x2': wide_resnet(32, 3),
    'remote-whitened': ServerNetwork,
}
