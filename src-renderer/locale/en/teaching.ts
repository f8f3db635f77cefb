/** English of the guided demos. */
export const teaching = {
  teaching: {
    text: 'Three guided demos on one seeded run: everyone sees the same samples and the same decisions.', begin: 'Begin', present: 'Present', leave: 'Leave presentation', fullScreen: 'Full screen', window: 'Back to the window', keys: '← and → turn the steps, F fills the screen, Esc leaves.', reset: 'Start over', step: 'Step {step} of {of}', try: 'Try it:', explanation: 'Explanation',
    measure: 'Run the demo', measureAgain: 'Measure again', measured: 'This demo is measured', measuredText: 'The following steps show its results. Measure again to watch a run live; the seed draws the same samples, so each model’s accuracy is the same to the last digit. Times differ a little.', measuring: 'The demo is being measured', measuringText: 'This step shows its results as soon as they are there.', watch: 'Watch it', nextDemo: 'Next demo', allDemos: 'All demos', notMeasured: 'Nothing is measured yet', notMeasuredText: 'The demo draws its own images and needs no hardware. It takes a minute or two.',
    tiny: {
      title: 'Why tiny falls short', text: 'A small model is fast and frugal. See what it gets wrong, and what that costs.',
      steps: {
        measure: { title: 'Measure', text: 'A small network with one early exit and a large one look at the same images. Everything is measured apart: what the models say, how long the board computes, how long the server takes to answer.', task: 'Watch how the band around each accuracy narrows as images come in.' },
        accuracy: { title: 'How often each is right', text: 'On-device uses the small model alone, remote the large one. The whisker is the 95 % interval: with more images it would be shorter.', task: 'Is the gap between on-device and remote wider than their intervals?' },
        wrong: { title: 'Where the small model fails', text: 'These images were answered wrongly on the device. Many look alike to us, too: six or seven points, a ring or a broken ring.', task: 'Click an image: how sure was the model of its wrong answer?' },
        latency: { title: 'What being right costs', text: 'The large model needs the server: each offload waits for the link. On some boards computing locally takes even longer; the pale bars are modelled from published tables.', task: 'Find a board where remote is faster than on-device, and one where it is not.' },
      },
    },
    offload: {
      title: 'When to offload', text: 'Not every sample needs the server. See how a decision module picks those that do.',
      steps: {
        measure: { title: 'Measure', text: 'Each image goes through the small model and, to know what would have been, to the server as well.', task: 'Look at the offload times: are they all alike?' },
        scatter: { title: 'How sure is sure enough', text: 'Every dot is an image: how strongly the model believes in its first guess (p1) and in its second (p2). Right of the line the local answer is kept, left of it the image is sent to the server.', task: 'How many wrong ones lie right of the line? Those are mistakes that nobody catches.' },
        offloaded: { title: 'What is sent', text: 'These images were offloaded: the small model was unsure. Often the server is right; sometimes the small model was, and the offload was needless.', task: 'Find an offload that did not help.' },
        strategies: { title: 'What it buys', text: 'HI keeps the sure answers and offloads the rest. Compare its accuracy with remote, and its latency with both.', task: 'Which share of samples does HI send, and how much of the remote accuracy does it keep?' },
        'what-if': { title: 'Another link', text: 'The best strategy depends on what an offload takes. Move the sliders: everything here is modelled from the run’s own measurements.', task: 'How slow must the link be before HI is slower than you would accept?' },
      },
    },
    exits: {
      title: 'What an early exit buys', text: 'Easy samples can leave the network early. See the trade between time and accuracy.',
      steps: {
        measure: { title: 'Measure', text: 'The small model has a branch in its middle. Its answer there is less accurate, but it comes sooner.', task: 'Compare the accuracy of the early exit with that of the whole model.' },
        'exit-shares': { title: 'Who leaves where', text: 'EE lets sure samples leave at the branch. EE-HI does that too, and offloads those that are unsure even at the end.', task: 'Which share leaves at the first exit under EE, and under EE-HI?' },
        thresholds: { title: 'Move the threshold', text: 'θ says how sure the branch must be. Low: nearly all leave early, fast but less accurate. High: hardly any do.', task: 'Find the lowest latency you can reach without losing a whole point of accuracy.' },
        strategies: { title: 'All together', text: 'The thresholds were chosen on other images than these, so the numbers are honest. No strategy wins everywhere; the targets decide.', task: 'Which strategy would you choose if energy mattered most?' },
      },
    },
  },
};
