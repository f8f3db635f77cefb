/** English of giving a model exits. */
export const exits = {
  addExits: {
    open: 'Add exits …', openOf: 'Add exits to {name}', title: 'Exits for {name}', text: 'Choose where the model may answer early. The studio trains a small head at each place on the dataset’s training images; the model itself stays as it is.',
    none: 'This model has no place for an exit.', places: 'Places, from the image to the answer', place: 'Layer {layer}, at {share} of the work', head: 'adds {macs} MACs and {parameters} parameters', tensor: '{shape}, {bytes} handed over', suggested: 'suggested', hasExit: 'has exit {name}',
    images: 'Training images', fromPool: 'Train on held-out images', fromPoolText: 'For datasets without training images. Runs with these exits leave those images out, so fewer are left to report on.', id: 'Name of the new model', train: 'Train the exits', cancel: 'Stop', begins: 'Reading the images', goesOn: 'You may close this dialog; the first screen shows how far it is.',
    phase: { features: 'Running {done} of {total} images through the model', head: 'Training {exit}: step {done}', accuracy: 'Accuracy on {done} of {total} held-out images' },
    done: '“{id}” is among your models', exit: 'Exit', share: 'Of the work', accuracy: 'Accuracy on {n} held-out images', unchanged: 'The last exit answers as before, to the bit.', changed: 'The last exit’s weights are as before; its softmax values differ by at most {difference}.', use: 'Use it in this experiment', stopped: 'Stopped; nothing was written.',
  },
  modelCosts: {
    title: 'What each part costs', time: 'Time it on this computer', again: 'Time it again', stages: 'By stage', exit: 'Stage up to', macs: 'Work (MACs)', share: 'Of the work, from the start', parameters: 'Parameters', handedOver: 'Handed on', stageTime: 'Time',
    memory: 'Memory: weights {weights}, intermediate results at most {activations}.', int8: 'As int8 about {weights} and {activations} (modelled).',
    sum: 'The stages one by one take {sum}; all exits in one run {whole} (difference {more}); the model without branch heads {plain}.',
    operators: 'By kind of operator', operator: 'Operator', count: 'Count', operatorTime: 'Time', ofTime: 'Of the time',
    how: 'Measured on this computer with one thread: mean of {loops} loops over {images} patterned images. Operators are those that ONNX Runtime makes of the model, so a convolution holds the activation behind it; they were timed apart, with its profiler on.',
  },
  segmentSum: '{model} on {board}: its segments with every head take {sum} ms in sum, the whole model without heads {whole} ms (difference {more}).',
  memoryFit: {
    fits: 'Fits: {boards}', tooBig: 'Too big for {board}: {what}', weights: 'weights {needs} of {has} flash', activations: 'intermediate results {needs} of {has} RAM', both: 'weights and intermediate results {needs} of {has} RAM', int8: 'As int8 it would fit.',
  },
};
