/** Spanish of giving a model exits. */
export const exits = {
  addExits: {
    open: 'Añadir salidas …', openOf: 'Añadir salidas a {name}', title: 'Salidas para {name}', text: 'Elija dónde puede responder antes el modelo. El estudio entrena una cabeza pequeña en cada lugar con las imágenes de entrenamiento del conjunto de datos; el modelo queda como está.',
    none: 'Este modelo no tiene lugar para una salida.', places: 'Lugares, de la imagen a la respuesta', place: 'Capa {layer}, al {share} del trabajo', head: 'añade {macs} MAC y {parameters} parámetros', tensor: '{shape}, se pasan {bytes}', suggested: 'sugerido', hasExit: 'tiene la salida {name}',
    images: 'Imágenes de entrenamiento', fromPool: 'Entrenar con imágenes reservadas', fromPoolText: 'Para conjuntos sin imágenes de entrenamiento. Las ejecuciones que informan sobre las mismas imágenes favorecen estas salidas.', id: 'Nombre del modelo nuevo', train: 'Entrenar las salidas', cancel: 'Parar',
    phase: { features: 'Pasando {done} de {total} imágenes por el modelo', head: 'Entrenando {exit}: paso {done}', accuracy: 'Exactitud en {done} de {total} imágenes reservadas' },
    done: '«{id}» está entre sus modelos', exit: 'Salida', share: 'Del trabajo', accuracy: 'Exactitud en {n} imágenes reservadas', unchanged: 'La última salida responde como antes, bit a bit.', changed: 'Los pesos de la última salida son los de antes; sus valores softmax difieren como mucho en {difference}.', use: 'Usarlo en este experimento', stopped: 'Parado; no se escribió nada.',
  },
  segmentSum: '{model} en {board}: sus segmentos con todas las cabezas suman {sum} ms; el modelo entero sin cabezas, {whole} ms (diferencia {more}).',
  memoryFit: {
    fits: 'Cabe: {boards}', tooBig: 'Demasiado grande para {board}: {what}', weights: 'pesos {needs} de {has} de flash', activations: 'resultados intermedios {needs} de {has} de RAM', both: 'pesos y resultados intermedios {needs} de {has} de RAM', int8: 'En int8 cabría.',
  },
};
