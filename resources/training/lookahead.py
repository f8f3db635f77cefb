"""Lookahead (Zhang et al., 2019) as Jordan (2024) uses it: fast weights are pulled to their running mean, ever more towards the end."""
import torch


class Lookahead:
    """Keeps the running mean of all floating-point state, batch norm's statistics too."""

    def __init__(self, model):
        self.fast = [tensor for tensor in model.state_dict().values() if tensor.is_floating_point()]
        self.slow = [tensor.clone() for tensor in self.fast]

    @torch.no_grad()
    def pull(self, keep):
        """The mean keeps this share of itself, 0..1, and the model goes on from the mean; 1 ends on the mean itself."""
        for slow, fast in zip(self.slow, self.fast):
            slow.lerp_(fast, 1 - keep)
            fast.copy_(slow)
