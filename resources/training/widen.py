"""Starts a wide network as the exact function of a trained narrow one (Net2Net, Chen et al., 2016), which saves the first epochs.

Channels are copied and their outgoing weights shared out among the copies; a block that the narrow network lacks begins as
the identity. A little noise then lets the copies drift apart.
"""
import torch


def repeated(narrow, shape):
    """narrow [o, i, ...] -> `shape` [O, I, ...]; each copy of an input carries its share of the weight."""
    wide = narrow.repeat_interleave(shape[0] // narrow.shape[0], 0)
    if narrow.dim() > 1:
        copies = shape[1] // narrow.shape[1]
        wide = wide.repeat_interleave(copies, 1) / copies
    return wide


def partner(name, narrow, blocks):
    """The narrow network's tensor for a tensor of the wide one; None inside an added block.

    narrow: segments.0.{0 stem, 1, 2 blocks}, segments.1 block, heads.1;  wide: segments.0.{0 stem, 1.. blocks}, heads.0
    """
    if name.startswith('heads.0.'):
        return narrow[name.replace('heads.0.', 'heads.1.')]
    _, _, place, *rest = name.split('.')
    stack, block = divmod(int(place) - 1, blocks)
    if place != '0' and block:
        return None
    start = f'segments.0.{place}.' if place == '0' else 'segments.1.' if stack == 2 else f'segments.0.{stack + 1}.'
    return narrow[start + '.'.join(rest)]


@torch.no_grad()
def widen(wide, narrow, noise=0.1):
    """Fills the wide residual network from the state of a ResNet-8 with one exit."""
    state = wide.state_dict()
    blocks = (len(wide.segments[0]) - 1) // 3
    for name, tensor in state.items():
        source = partner(name, narrow, blocks)
        if source is None or tensor.dim() == 0:
            continue
        value = repeated(source, tensor.shape)
        if value.dim() > 1:
            value += noise * value.std() * torch.randn_like(value)
        tensor.copy_(value)
