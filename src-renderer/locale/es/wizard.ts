/** Spanish of the five steps to an experiment. */
export const wizard = {
  wizard: {
    title: 'Nuevo experimento', text: 'Lo que elija se conserva: déjelo cuando quiera y vuelva.', fresh: 'Empezar de cero', cleared: 'Se vació el borrador', replaced: 'Se sustituyó su borrador anterior', stepsLabel: 'Pasos', mend: 'En este paso hay algo que arreglar:', unanswered: { dataset: 'Elija un conjunto de datos.', device: 'Elija al menos una placa.', model: 'Elija un modelo para la placa y otro para el servidor.', exits: '', targets: 'Añada al menos un objetivo.' }, missing: 'Falta elegir: {steps}',
    steps: { dataset: 'Datos', device: 'Dispositivo', model: 'Modelo', exits: 'Salidas tempranas', targets: 'Objetivos de QoS' },
    dataset: {
      text: 'Las imágenes etiquetadas con las que se mide todo. Las generadas no necesitan archivos.', legend: 'Conjunto de datos', facts: '{size} muestras · {classes} clases · {shape}', needsFiles: 'Necesita archivos en este ordenador',
      fit: 'Conjunto de ajuste', fitHelp: 'Muestras que eligen los umbrales', report: 'Conjunto de informe', reportHelp: 'Muestras de las que tratan los resultados', seed: 'Semilla', seedHelp: 'Misma semilla, mismas muestras',
      tooFew: 'El conjunto tiene {size} muestras, pero los dos juntos piden {asked}.', takeSplit: 'Tomar {fit} + {report}',
    },
    device: {
      text: 'Elija una placa o varias; todas se comparan en la misma ejecución.', real: 'Placas reales: se cronometran donde están', virtual: 'Placas virtuales: costes de tablas publicadas',
      link: 'Enlace', linkHelp: 'Entre placa y servidor', ownLink: 'El enlace propio de cada placa', server: 'Servidor', serverHelp: 'Ejecuta el modelo remoto', ownServer: 'Arrancar uno en este ordenador',
      facts: { cpu: 'CPU', memory: 'Memoria', link: 'Enlace', power: 'Potencia', supply: 'Alimentación' },
    },
    model: {
      text: 'Los modelos pequeños se ejecutan en la placa; uno grande responde a lo que se descarga.', own: '¿Tiene un modelo propio?', importOwn: 'Importe un archivo ONNX en la biblioteca.', noDataset: 'Elija antes un conjunto de datos', local: 'En la placa', remote: 'En el servidor', otherDataset: 'Hecho para el conjunto de datos {dataset}', showOthers: 'Mostrar uno hecho para otro conjunto | Mostrar {n} hechos para otros conjuntos', hideOthers: 'Ocultar los hechos para otros conjuntos',
      facts: { accuracy: 'Exactitud', size: 'Archivo', macs: 'MAC', parameters: 'Parámetros', exits: 'Salidas tempranas' }, accuracyOf: 'Exactitud en {set}, n = {n}',
    },
    exits: {
      text: 'Una rama responde antes a las muestras fáciles y ahorra el resto del modelo.', noModel: 'Elija antes un modelo', chain: 'Las cajas muestran la parte del trabajo de cada etapa; debajo, dónde puede responder el modelo.', input: 'Imagen', accuracy: 'Exactitud', cost: 'Coste', after: 'tras {place}', off: 'no se usa',
      use: 'Usar salidas tempranas', useText: 'Añade las estrategias EE, EE-HI y descarga temprana a la comparación.', none: 'Los modelos elegidos no tienen ramas.', thresholds: 'Umbrales', optimise: 'Que los elija el estudio', optimiseText: 'En el conjunto de ajuste, para sus objetivos, con margen de seguridad', fixed: 'Fijarlos yo', fixedText: 'Uno por rama',
      criterion: 'Elegirlos para', criteria: { latency: 'La menor latencia', energy: 'La menor energía', 'weighted-sum': 'La menor suma ponderada de ambas', error: 'La mayor exactitud dentro de límites' },
      criteriaText: { latency: 'Entre los umbrales que alcanzan el objetivo de exactitud', energy: 'Entre los umbrales que alcanzan el objetivo de exactitud; si no se conoce la energía, latencia', 'weighted-sum': 'Peso × LPI + peso × EPI, entre los umbrales que alcanzan el objetivo de exactitud', error: 'En cada placa según sus propios costes; el objetivo de exactitud no cuenta' },
      perMs: 'Peso de un ms', perMj: 'Peso de un mJ', lpiAtMost: 'LPI como máximo (ms)', epiAtMost: 'EPI como máximo (mJ)', noLimit: 'sin límite',
      branch: 'Rama {n}', branchThreshold: 'Umbral de la rama {n}', never: 'nunca sale', measure: 'Lo seguro que está el modelo', measureHelp: 'El número que se compara con el umbral', measures: { 'max-softmax': 'Probabilidad mayor', margin: 'Mayor menos segunda', entropy: '1 − entropía / ln C' },
    },
    targets: {
      text: 'El estudio nombra la mejor estrategia para cada objetivo, o dice que ninguna lo cumple y cuál se acerca más.', title: 'Objetivos', preset: 'Los tres del artículo de HI', none: 'Aún no hay objetivos', removed: 'Se quitó el objetivo', replaced: 'Quedan los objetivos del artículo de HI', noneText: 'Añada al menos uno, o tome los tres del artículo de HI.', accuracy: 'Exactitud', latency: 'Latencia', energy: 'Energía',
      bound: { accuracy: 'al menos', latency: 'como mucho', energy: 'como mucho' }, paper: 'La regla del artículo de HI', paperText: { accuracy: 'Estado del arte menos 10 puntos; si no hay publicado, la exactitud del modelo remoto menos 10', latency: 'Como mucho la mitad del tiempo de una descarga', energy: 'Como mucho la mitad de la energía de una descarga' },
      ruleOf: 'Regla de {name}', boundOf: 'Límite de {name}', name: 'Nombre', nameHint: 'Como «Glifos en la Pi»', nameHelp: 'Se ve en listas e informes', id: 'Identificador', idHelp: 'Para archivos y la línea de órdenes',
    },
    hints: { title: 'Quién podría cumplirlos', from: 'Una estimación: las estrategias que cumplieron cada objetivo en la ejecución «{name}». Los umbrales, muestras y enlaces de este experimento pueden diferir.', none: 'Aquí aparece una estimación cuando termine una ejecución con este conjunto y alguna de estas placas y modelos.', nobody: 'ninguna' },
    summary: {
      title: 'Su experimento', nothing: 'sin elegir', samples: '{fit} + {report} muestras', boards: '{first} y {n} más', optimised: 'umbrales elegidos por el estudio', fixed: 'umbrales {values}', noExits: 'sin salidas tempranas', paperTarget: '{name}: artículo de HI',
      time: 'Unos {time} en este ordenador', seconds: '{n} s', minutes: '{n} min', checking: 'Comprobando …', problems: 'nada que arreglar | una cosa que arreglar | {n} cosas que arreglar', timeLater: 'El tiempo aparece cuando se responden todos los pasos.',
    },
    finish: { share: 'Compartir', save: 'Guardar', run: 'Iniciar la ejecución', saved: '«{name}» se guardó en la biblioteca', copyYaml: 'Copiar como YAML', copyCommand: 'Copiar la orden de terminal', saveFirst: 'La terminal encuentra el experimento una vez guardado.' },
  },
};
