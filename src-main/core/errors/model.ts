/** Sentences about models: what, where, expected, how to mend. Codes are `model.noun-or-state`. */

/** Names come out of files and may hold anything; a sentence stays one line. */
const named = (name: string): string => `“${name.replace(/\p{C}/gu, '·').slice(0, 80)}”`;
const list = (names: readonly string[]): string => (names.length === 0 ? 'none' : names.map(named).join(', '));

export const modelErrors = {
  'model.file-missing': (f: { file: string; model: string }) => `The model file ${f.file} of “${f.model}” does not exist; put the ONNX file beside the card or correct "file" in the card.`,
  'model.file-unreadable': (f: { file: string; reason: string }) => `The model file ${f.file} cannot be read (${f.reason}); check that it is a plain file under 2 GB that you may read.`,
  'model.not-onnx': (f: { file: string; found: string }) => `${f.file} is not an ONNX model: ${f.found}; export the network to ONNX and name that file in the card.`,
  'model.truncated': (f: { file: string; bytes: number }) => `The ONNX file ${f.file} is cut off after ${f.bytes} bytes, in the middle of a field; copy or download it again.`,
  'model.external-data-missing': (f: { file: string; tensor: string; data: string; reason: string }) => `The weights ${named(f.tensor)} of ${f.file} should lie in ${named(f.data)} beside it, but ${f.reason}; copy that file next to the model or export with the weights inside.`,
  'model.opset-too-new': (f: { file: string; found: string; supported: string }) => `${f.file} uses ${f.found}, newer than this studio's ONNX Runtime knows (${f.supported}); export it again with an older opset, 13 to 21 fit well.`,
  'model.operator-unsupported': (f: { file: string; operator: string; opset: number }) => `${f.file} uses the operator ${named(f.operator)}, which ONNX Runtime does not offer for float or quantised tensors in opset ${f.opset}; export with standard operators or another opset.`,
  'model.not-runnable': (f: { file: string; reason: string }) => `ONNX Runtime cannot run ${f.file}: ${f.reason.replace(/\p{C}/gu, '·')}; check the model with onnx.checker and export it again.`,
  'model.inputs': (f: { file: string; inputs: readonly string[] }) => `${f.file} has ${f.inputs.length} inputs (${list(f.inputs)}) where a classifier has exactly one, the image; export it with a single input.`,
  'model.input-type': (f: { file: string; input: string; found: string; expected: string }) => `Input ${named(f.input)} of ${f.file} takes ${f.found}, but the card says ${f.expected}; correct input.type in the card (float32, uint8 and int8 are possible).`,
  'model.input-shape': (f: { file: string; input: string; found: string; expected: string }) => `Input ${named(f.input)} of ${f.file} has the shape ${f.found}, but the card describes ${f.expected}; correct input.layout, height, width and channels in the card.`,
  'model.output-missing': (f: { file: string; exit: string; output: string; outputs: readonly string[] }) => `Exit ${named(f.exit)} of the card names the output ${named(f.output)}, which ${f.file} does not have; its outputs are ${list(f.outputs)}.`,
  'model.output-constant': (f: { file: string; exit: string; output: string }) => `Output ${named(f.output)} of exit ${named(f.exit)} in ${f.file} does not depend on the image; name the output that carries the class scores.`,
  'model.output-type': (f: { file: string; output: string; found: string }) => `Output ${named(f.output)} of ${f.file} is ${f.found}, but class scores must be float32; end the model with a dequantising or casting step.`,
  'model.output-shape': (f: { file: string; output: string; found: string; expected: string }) => `Output ${named(f.output)} of ${f.file} has the shape ${f.found} where ${f.expected} was expected; name an output with one score per class in the card.`,
  'model.exit-twice': (f: { model: string; output: string }) => `The card of “${f.model}” names the output ${named(f.output)} for two exits; each exit needs an output of its own.`,
  'model.exit-order': (f: { file: string; exit: string; after: string }) => `Exit ${named(f.exit)} of ${f.file} needs no more work than ${named(f.after)} before it; list the exits in the card from the earliest to the model's own output.`,
  'model.classes': (f: { file: string; output: string; found: number; labels: number }) => `Output ${named(f.output)} of ${f.file} has ${f.found} classes, but the card has ${f.labels} labels; correct the labels or name the right file.`,
  'model.preprocessing': (f: { model: string; field: 'mean' | 'std'; found: number; channels: number }) => `preprocessing.${f.field} in the card of “${f.model}” has ${f.found} values; give one for all channels or one for each of the ${f.channels}.`,
  'model.sample-size': (f: { model: string; found: string; expected: string }) => `Model “${f.model}” takes images of ${f.expected}, but the dataset gives ${f.found}; choose a model and a dataset that belong together.`,
  'model.not-finite': (f: { model: string; exit: string; sample: number }) => `Model “${f.model}” gave NaN or infinity at exit ${named(f.exit)} for sample ${f.sample} of the batch; check its preprocessing and its weights, the run cannot use it.`,
  'model.not-softmax': (f: { model: string; exit: string; sample: number; sum: number }) => `The card of “${f.model}” says its outputs are softmax values, but those of exit ${named(f.exit)} for sample ${f.sample} of the batch add up to ${Number(f.sum.toPrecision(4))}; set output: logits in the card.`,
  'model.thresholds': (f: { model: string; found: number; branches: number }) => `The policy has ${f.found} exit thresholds, but “${f.model}” has ${f.branches} branches; give one threshold for each branch.`,
  'model.worker-gone': (f: { model: string; reason: string }) => `The process that runs model “${f.model}” stopped (${f.reason}); resume the run, and if it happens again free some memory or use a smaller model.`,
  'model.no-cut': (f: { file: string; tensors: number }) => `${f.file} has no place for an exit: ${f.tensors === 0 ? 'no single tensor separates its beginning from its end' : `of the ${f.tensors} tensors that separate beginning and end none has float values with work on either side`}; use a model that is a chain of layers or blocks.`,
  'model.not-a-cut': (f: { file: string; tensor: string; places: readonly string[] }) => `${named(f.tensor)} is no place for an exit in ${f.file}; places are ${f.places.length > 12 ? `${list(f.places.slice(0, 12))} and ${f.places.length - 12} more` : list(f.places)}.`,
  'model.opset-too-old': (f: { file: string; opset: number; needed: number }) => `${f.file} uses opset ${f.opset}, but the operators of an exit need opset ${f.needed} or newer; export it again with opset 13 to 21.`,
  'model.head-not-converged': (f: { file: string; tensor: string; steps: number; gradient: number }) => `The exit at ${named(f.tensor)} of ${f.file} did not settle in ${f.steps} steps (gradient ${Number(f.gradient.toPrecision(2))}); allow more steps, use more images or raise the ridge.`,
  'model.class-missing': (f: { model: string; classes: readonly string[]; images: number }) => `None of the ${f.images} training images for the exits of “${f.model}” shows ${list(f.classes)}; use more images, or a set that holds every class.`,
  'model.card-missing': (f: { file: string; card: string }) => `${f.file} needs a model card, and ${f.card} does not exist; "hi-studio check" with the ONNX file writes a draft, save it there and complete it.`,
  'model.control-flow': (f: { file: string; operator: string }) => `${f.file} decides with the operator ${named(f.operator)} what it runs, so its work depends on the image and it cannot be cut; export it without control flow, as a plain sequence of layers.`,
  'model.closed': (f: { model: string }) => `Model “${f.model}” was closed while work was under way; resume the run to open it again.`,
} as const;
