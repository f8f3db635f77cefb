/** Spanish of the sentences about models. */
import type { modelErrors as english } from '../../../errors/model';

/** Names come out of files and may hold anything; a sentence stays one line. */
const named = (name: string): string => `«${name.replace(/\p{C}/gu, '·').slice(0, 80)}»`;
const list = (names: readonly string[]): string => (names.length === 0 ? 'ninguna' : names.map(named).join(', '));

export const modelErrors: typeof english = {
  'model.file-missing': (f) => `El archivo ${f.file} del modelo «${f.model}» no existe; ponga el archivo ONNX junto a la ficha o corrija «file» en la ficha.`,
  'model.file-unreadable': (f) => `No se puede leer el archivo del modelo ${f.file} (${f.reason}); compruebe que es un archivo normal de menos de 2 GB y que puede leerlo.`,
  'model.not-onnx': (f) => `${f.file} no es un modelo ONNX: ${f.found}; exporte la red a ONNX y ponga ese archivo en la ficha.`,
  'model.truncated': (f) => `El archivo ONNX ${f.file} está cortado tras ${f.bytes} bytes, en medio de un campo; cópielo o descárguelo de nuevo.`,
  'model.external-data-missing': (f) => `Los pesos ${named(f.tensor)} de ${f.file} deberían estar en ${named(f.data)}, a su lado, pero ${f.reason}; copie ese archivo junto al modelo o exporte con los pesos dentro.`,
  'model.opset-too-new': (f) => `${f.file} usa ${f.found}, más nuevo de lo que conoce el ONNX Runtime de este estudio (${f.supported}); expórtelo con un opset anterior, de 13 a 21 van bien.`,
  'model.operator-unsupported': (f) => `${f.file} usa el operador ${named(f.operator)}, que ONNX Runtime no ofrece para tensores en coma flotante o cuantizados en el opset ${f.opset}; exporte con operadores habituales o con otro opset.`,
  'model.not-runnable': (f) => `ONNX Runtime no puede ejecutar ${f.file}: ${f.reason.replace(/\p{C}/gu, '·')}; revise el modelo con onnx.checker y expórtelo de nuevo.`,
  'model.inputs': (f) => `${f.file} tiene ${f.inputs.length} entradas (${list(f.inputs)}) y un clasificador tiene exactamente una, la imagen; expórtelo con una sola entrada.`,
  'model.input-type': (f) => `La entrada ${named(f.input)} de ${f.file} es de tipo ${f.found}, pero la ficha dice ${f.expected}; corrija input.type en la ficha (float32, uint8 o int8).`,
  'model.input-shape': (f) => `La entrada ${named(f.input)} de ${f.file} tiene la forma ${f.found}, pero la ficha describe ${f.expected}; corrija input.layout, height, width y channels en la ficha.`,
  'model.output-missing': (f) => `La salida ${named(f.exit)} de la ficha nombra el tensor ${named(f.output)}, que ${f.file} no tiene; los suyos son: ${list(f.outputs)}.`,
  'model.output-constant': (f) => `El tensor ${named(f.output)} de la salida ${named(f.exit)} en ${f.file} no depende de la imagen; indique el que lleva las puntuaciones de las clases.`,
  'model.output-type': (f) => `El tensor ${named(f.output)} de ${f.file} es ${f.found}, pero las puntuaciones de las clases deben ser float32; termine el modelo con un paso que lo convierta.`,
  'model.output-shape': (f) => `El tensor ${named(f.output)} de ${f.file} tiene la forma ${f.found} y se esperaba ${f.expected}; indique en la ficha uno con una puntuación por clase.`,
  'model.exit-twice': (f) => `La ficha de «${f.model}» nombra el tensor ${named(f.output)} para dos salidas; cada salida necesita el suyo.`,
  'model.exit-order': (f) => `La salida ${named(f.exit)} de ${f.file} no necesita más trabajo que la anterior, ${named(f.after)}; ordene las salidas de la ficha desde la más temprana hasta la del propio modelo.`,
  'model.classes': (f) => `El tensor ${named(f.output)} de ${f.file} tiene ${f.found} clases, pero la ficha tiene ${f.labels} etiquetas; corrija las etiquetas o indique el archivo correcto.`,
  'model.preprocessing': (f) => `preprocessing.${f.field} en la ficha de «${f.model}» tiene ${f.found} valores; ponga uno para todos los canales o uno para cada uno de los ${f.channels}.`,
  'model.sample-size': (f) => `El modelo «${f.model}» acepta imágenes de ${f.expected}, pero el conjunto de datos da ${f.found}; elija un modelo y un conjunto que se correspondan.`,
  'model.not-finite': (f) => `El modelo «${f.model}» dio NaN o infinito en la salida ${named(f.exit)} para la muestra ${f.sample} del lote; revise su preprocesado y sus pesos: la ejecución no puede usarlo.`,
  'model.not-softmax': (f) => `La ficha de «${f.model}» dice que sus valores son softmax, pero los de la salida ${named(f.exit)} para la muestra ${f.sample} del lote suman ${Number(f.sum.toPrecision(4))}; ponga output: logits en la ficha.`,
  'model.thresholds': (f) => `La política tiene ${f.found} umbrales de salida, pero «${f.model}» tiene ${f.branches} ramas; ponga un umbral por rama.`,
  'model.worker-gone': (f) => `El proceso que ejecuta el modelo «${f.model}» se detuvo (${f.reason}); reanude la ejecución y, si se repite, libere memoria o use un modelo menor.`,
  'model.no-cut': (f) => `${f.file} no tiene lugar para una salida: ${f.tensors === 0 ? 'ningún tensor separa por sí solo su principio de su final' : `de los ${f.tensors} tensores que separan principio y final, ninguno es de coma flotante con trabajo a ambos lados`}; use un modelo que sea una cadena de capas o bloques.`,
  'model.not-a-cut': (f) => `${named(f.tensor)} no es lugar para una salida en ${f.file}; los lugares son ${f.places.length > 12 ? `${list(f.places.slice(0, 12))} y ${f.places.length - 12} más` : list(f.places)}.`,
  'model.opset-too-old': (f) => `${f.file} usa el opset ${f.opset}, pero los operadores de una salida necesitan el ${f.needed} o posterior; expórtelo con un opset de 13 a 21.`,
  'model.head-not-converged': (f) => `La salida en ${named(f.tensor)} de ${f.file} no se estabilizó en ${f.steps} pasos (gradiente ${Number(f.gradient.toPrecision(2))}); permita más pasos, use más imágenes o aumente la regularización (ridge).`,
  'model.class-missing': (f) => `Ninguna de las ${f.images} imágenes de entrenamiento para las salidas de «${f.model}» muestra ${list(f.classes)}; use más imágenes, o un conjunto con todas las clases.`,
  'model.card-missing': (f) => `${f.file} necesita una ficha de modelo, y ${f.card} no existe; «hi-studio check» con el archivo ONNX escribe un borrador: guárdelo allí y complételo.`,
  'model.control-flow': (f) => `${f.file} decide con el operador ${named(f.operator)} qué ejecuta, así que su trabajo depende de la imagen y no se puede cortar; expórtelo sin control de flujo, como una cadena simple de capas.`,
  'model.closed': (f) => `El modelo «${f.model}» se cerró mientras trabajaba; reanude la ejecución para abrirlo de nuevo.`,
};
