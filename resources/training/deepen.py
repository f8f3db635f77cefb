"""Starts a deep residual network as the exact function of a trained shallow one of the same widths (Net2Net, Chen et al., 2016).

Each stack's first blocks are copied. The blocks that the shallow network lacks begin as the identity: the last scale of a new
block is zero, and the ReLU after its addition leaves what already went through a ReLU as it is.
"""
import torch

from models import Block


def stacks(model):
    """The residual blocks by stack; a stack begins where the shape changes."""
    found = [[]]
    for block in (module for module in model.modules() if isinstance(module, Block)):
        if found[-1] and not isinstance(block.shortcut, torch.nn.Identity):
            found.append([])
        found[-1].append(block)
    return found


def deepen(deep, shallow):
    """Fills `deep` from `shallow`. The last head is copied, the heads of the exits only where both networks have as many."""
    deep.segments[0][0].load_state_dict(shallow.segments[0][0].state_dict())
    for target, source in zip(stacks(deep), stacks(shallow)):
        for block, trained in zip(target, source):
            block.load_state_dict(trained.state_dict())
    same = len(deep.heads) == len(shallow.heads)
    for head, trained in list(zip(deep.heads, shallow.heads)) if same else [(deep.heads[-1], shallow.heads[-1])]:
        head.load_state_dict(trained.state_dict())
