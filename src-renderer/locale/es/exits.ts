/** Spanish of giving a model exits. */
export const exits = {
  addExits: {
    open: 'Añadir salidas …', openOf: 'Añadir salidas a {name}', title: 'Salidas para {name}', text: 'Elija dónde puede responder antes el modelo. El estudio entrena una cabeza pequeña en cada lugar con las imágenes de entrenamiento del conjunto de datos; el modelo queda como está.',
    none: 'Este modelo no tiene lugar para una salida.', places: 'Lugares, de la imagen a la respuesta', place: 'Capa {layer}, al {share} del trabajo', head: 'añade {macs} MAC y {parameters} parámetros', tensor: '{shape}, se pasan {bytes}', suggested: 'sugerido', hasExit: 'tiene la salida {name}',
    images: 'Imágenes de entrenamiento', fromPool: 'Entrenar con imágenes reservadas', fromPoolText: 'Para conjuntos sin imágenes de entrenamiento. Las ejecuciones con estas salidas dejan fuera esas imágenes, así que quedan menos para el informe.', id: 'Nombre del modelo nuevo', train: 'Entrenar las salidas', cancel: 'Parar', begins: 'Leyendo las imágenes', goesOn: 'Puede cerrar este diálogo; la pantalla inicial muestra el avance.',
    phase: { features: 'Pasando {done} de {total} imágenes por el modelo', head: 'Entrenando {exit}: paso {done}', accuracy: 'Exactitud en {done} de {total} imágenes reservadas' },
    done: '«{id}» está entre sus modelos', exit: 'Salida', share: 'Del trabajo', accuracy: 'Exactitud en {n} imágenes reservadas', unchanged: 'La última salida responde como antes, bit a bit.', changed: 'Los pesos de la última salida son los de antes; sus valores softmax difieren como mucho en {difference}.', use: 'Usarlo en este experimento', stopped: 'Parado; no se escribió nada.',
  },
  modelCosts: {
    title: 'Lo que cuesta cada parte', time: 'Medir el tiempo en este ordenador', again: 'Medir otra vez', stages: 'Por etapa', exit: 'Etapa hasta', macs: 'Trabajo (MAC)', share: 'Del trabajo, desde el inicio', parameters: 'Parámetros', handedOver: 'Se pasa', stageTime: 'Tiempo',
    memory: 'Memoria: pesos {weights}, resultados intermedios como mucho {activations}.', int8: 'En int8, unos {weights} y {activations} (según el modelo).',
    sum: 'Las etapas una a una tardan {sum}; todas las salidas de una vez, {whole} (diferencia {more}); el modelo sin cabezas de rama, {plain}.',
    operators: 'Por clase de operador', operator: 'Operador', count: 'Número', operatorTime: 'Tiempo', ofTime: 'Del tiempo',
    how: 'Medido en este ordenador con un hilo: media de {loops} vueltas sobre {images} imágenes de patrón. Los operadores son los que ONNX Runtime hace del modelo, así que una convolución incluye la activación que la sigue; se midieron aparte, con su analizador de tiempos.',
  },
  segmentSum: '{model} en {board}: sus segmentos con todas las cabezas suman {sum} ms; el modelo entero sin cabezas, {whole} ms (diferencia {more}).',
  memoryFit: {
    fits: 'Cabe: {boards}', tooBig: 'Demasiado grande para {board}: {what}', weights: 'pesos {needs} de {has} de flash', activations: 'resultados intermedios {needs} de {has} de RAM', both: 'pesos y resultados intermedios {needs} de {has} de RAM', int8: 'En int8 cabría.',
  },
};
