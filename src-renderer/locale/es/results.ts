/** Spanish of charts, results, threshold explorer, what-if, samples, comparison and the list of runs. */
export const results = {
  chart: { showTable: 'Ver como tabla', showChart: 'Ver como gráfico', saveAs: 'Guardar', save: { png: 'Imagen (PNG)', svg: 'Dibujo vectorial (SVG)', csv: 'Números (CSV)' } },
  results: {
    title: 'Resultados', compare: 'Comparar', headline: 'Cifras principales', bestStrategy: 'La mejor para el objetivo de exactitud', fastestStrategy: 'La más rápida que cumple el objetivo de exactitud', nearestStrategy: 'Más cercana al objetivo de exactitud', accuracy: 'Exactitud', offloadShare: 'Fracción descargada', latency: 'Latencia', energy: 'Energía', less: 'menos', more: 'más',
    strategy: 'Estrategia', strategies: 'Estrategias', model: 'Modelo local', board: 'Placa', virtual: 'virtual', howChosen: 'Cómo se eligieron los umbrales y la decisión', never: 'nunca',
    mark: { best: 'mejor: {quantity}', 'least-latency': '{quantity}: más rápida', 'least-energy': '{quantity}: menos energía', nearest: 'más cercana: {quantity}' },
    quantity: { accuracy: 'objetivo de exactitud', latency: 'objetivo de latencia', energy: 'objetivo de energía' },
    targets: 'Objetivos QoS', best: 'Mejor', leastLatency: 'Más rápida', leastEnergy: 'Menos energía', nearest: 'Más cercana', noReduction: { unknown: 'desconocida', unknownText: 'La energía de una de las dos no se conoce en esta placa.', uncertain: 'demasiado incierta', uncertainText: 'Demasiado pocas repeticiones cronometradas: dentro de su incertidumbre, el coste con el que se compara puede ser 0 y no se puede dar una fracción de él. Repita la ejecución con más repeticiones.' }, tied: { latency: 'LPI igual con un margen del {share}: {names}', energy: 'EPI igual con un margen del {share}: {names}' }, kept: 'cumplido', notKept: 'ninguna estrategia lo cumple',
    tabs: { overview: 'Resumen', thresholds: 'Umbrales', 'what-if': '¿Y si…?', energy: 'Energía', figures: 'Todas las figuras', samples: 'Muestras', details: 'Detalles' },
    verdict: {
      title: 'Veredicto', valid: 'Válido', caution: 'Con cautela', invalid: 'No válido',
      validText: 'Nada habla en contra de estas cifras.', cautionText: 'Las cifras se sostienen, pero lea los motivos antes de confiar en ellas.', invalidText: 'No use estas cifras hasta que se remedien los motivos.',
      count: { invalid: '{n} motivo grave | {n} motivos graves', caution: '{n} advertencia | {n} advertencias', note: '{n} nota | {n} notas' },
    },
    export: { title: 'Exportar', busy: 'Escribiendo …', pdf: 'Informe (PDF)', csv: 'Tablas (CSV)', samples: 'Cada muestra (CSV)', json: 'Resultados (JSON)', parquet: 'Muestras y tiempos (Parquet)', figures: 'Todas las figuras (SVG, PNG, CSV)', 'policy-c': 'Políticas para un dispositivo (C)', 'policy-json': 'Políticas para un dispositivo (JSON)', everything: 'Todo', ready: 'Los archivos están listos', fetch: 'Elija un archivo para guardarlo.', saved: 'guardado', inFolder: 'Escrito en {folder}.' },
    equal: { title: 'En igualdad de condiciones', text: 'Pares que difieren en una sola cosa: elegidos en el conjunto de ajuste para la misma exactitud, o con el módulo de decisión enseñado por otras muestras.', pair: 'Comparación', against: '{of} frente a {versus}' },
    early: {
      title: 'Descarga temprana frente a EE-HI', text: 'Ambas se eligieron con el conjunto de ajuste; allí la descarga temprana tuvo que ser tan exacta como EE-HI. Las cifras son del conjunto de informe, cuyas muestras no eligieron nada. Donde una descarga cuesta mucho más que el resto del modelo, hay poco que ahorrar.',
      at: 'Con', chosenFor: 'Elegida por', accuracy: 'Exactitud', difference: 'Frente a EE-HI', below: 'descargar < {value}', rest: 'descargar el resto',
      level: { target: 'objetivo de exactitud', hi: 'exactitud de HI', sweep: 'barrido, desde {asked}' }, showSweep: 'Mostrar el barrido de todas las exactitudes ({n} filas)', hideSweep: 'Ocultar el barrido',
      remoteAlone: {
        latency: 'En esta placa el remoto puro es al menos tan exacto como las estrategias que descargan solo algunas muestras (HI, EE-HI, descarga temprana) y tarda menos que cada una: por la latencia, aquí no compensa elegir qué descargar.',
        energy: 'En esta placa el remoto puro es al menos tan exacto como las estrategias que descargan solo algunas muestras (HI, EE-HI, descarga temprana) y gasta menos energía que cada una: por la energía, aquí no compensa elegir qué descargar.',
        both: 'En esta placa el remoto puro es al menos tan exacto como las estrategias que descargan solo algunas muestras (HI, EE-HI, descarga temprana), y tarda menos y gasta menos energía que cada una: aquí no compensa elegir qué descargar.',
      },
    },
    notes: 'Notas', notePlaceholder: '¿Qué tuvo de especial esta ejecución?', tags: 'Etiquetas', tagsPlaceholder: 'Añadir una etiqueta', noteKept: 'Notas guardadas',
    costs: 'Lo que cuesta cada paso', step: 'Paso', source: 'Cómo se obtuvo', lastExit: 'modelo entero con todas las salidas', place: 'tras {place}, {share} del trabajo', part: { plain: 'modelo entero sin ramas', decision: 'decisión', offload: 'descarga' },
    environment: 'Entorno', hashes: 'Huellas (SHA-256)', fact: { started: 'Inicio', took: 'Duración', seed: 'Semilla', dataset: 'Datos (ajuste + informe)', plan: 'Plan' },
  },
  explorer: {
    title: 'Umbrales de {strategy} en {board}', hint: 'Arrastre un control o una figura, use las flechas o escriba un valor.', theta: 'Umbral θ', thetaOf: 'Umbrales de la salida {k}', probability: 'Umbral θ de la decisión (probabilidad)', setting: 'Ajuste', now: 'mostrado ahora', chosen: 'elegido por la ejecución', target: 'objetivo de exactitud {value}',
    caption: 'Cada ajuste es una política, compuesta sobre el conjunto de informe: n = {n} muestras, θ se compara con {measure}. Exactitud y fracciones son medidas; latencia y energía se componen con los costes de la placa.',
    measures: { 'max-softmax': 'el valor softmax más alto', margin: 'la distancia entre los dos valores softmax más altos', entropy: 'uno menos la entropía normalizada', probability: 'la probabilidad que calcula el módulo de decisión' },
    twoHandles: 'Lo que es al menos tan seguro como θ se responde en la salida, lo que es menos seguro que el segundo umbral se descarga desde allí y lo demás sigue. Cada línea mueve uno de los dos; el que encuentra lo empuja.',
    typed: '{name}: escriba un valor', typedHint: 'Un valor de 0 a 1; por encima de 1, el final de la escala', below: 'descargar bajo', belowOf: 'Descargar bajo, salida {k}', all: 'todo', moves: { what: 'se mueve', exit: 'se mueve θ', below: 'se mueve «descargar bajo»' }, drawn: 'Curvas de', serverFrom: 'servidor, desde la salida {k}',
    back: 'Volver a lo elegido', fastest: 'La más rápida con {value} de exactitud', exit: 'salida {k}', wholeModel: 'modelo local entero', server: 'servidor', missed: 'por debajo del objetivo', heatTitle: 'Los dos umbrales a la vez', heatCaption: '{what}: lo oscuro es {low}, lo claro es {high}.', heatCost: 'Junto a la exactitud', heatText: 'Cada punto es un par de umbrales: {across} a lo ancho, {up} a lo alto. El anillo es lo que eligió la ejecución y el punto, el par que está puesto; pulse o arrastre para poner otro.', heatTextEarly: 'Cada punto es un par de umbrales: {across} a lo ancho, {up} a lo alto; bajo la diagonal no hay nada que elegir. El anillo es lo que eligió la ejecución y el punto, el par que está puesto; pulse o arrastre para poner otro.', heatRow: '{up}, con {across} = {value}',
  },
  whatIf: {
    offload: 'Una descarga', ofRun: 'en la ejecución: {value}', takeLink: 'Tomar un enlace de la biblioteca', limited: 'La tasa limita el enlace', rate: 'Tasa', fixed: 'Retardo fijo', loss: 'Pérdida de paquetes', server: 'Tiempo del servidor', reset: 'Volver al enlace de la ejecución',
    how: 't_off = retardo fijo + 8 · {bytes} bytes / (tasa · (1 − pérdida)) + tiempo del servidor. La política queda como se eligió; la placa consume la misma potencia media durante una descarga.',
    figure: 'Latencia según el tiempo de una descarga, {board}', caption: 'Cada línea es una estrategia con la política de la ejecución. Modelado: solo cambia el tiempo de una descarga. Donde las líneas se cruzan, la otra estrategia pasa a ser más rápida.', offloadAxis: 'Tiempo de una descarga (ms)', now: 'con estos controles', own: 'en la ejecución',
    table: 'Estrategias con estos controles', lpiBefore: 'LPI, real (ms)', lpiAfter: 'LPI (ms)', change: 'Cambio', epiBefore: 'EPI, real (mJ)', epiAfter: 'EPI (mJ)', keptBy: 'lo cumple', nearest: 'no se cumple; la más cercana es', crossing: '{a} y {b} tardan lo mismo con una descarga de {ms}.',
  },
  samples: {
    show: 'Mostrar', all: 'todas las muestras', wrong: 'con respuesta errónea', right: 'con respuesta correcta', offloaded: 'descargadas', atExit: 'respondidas en la salida {k}', atModel: 'respondidas por el modelo local entero', byClass: 'de una clase', count: '{n} muestras', none: 'Ninguna muestra es así', noneText: 'Elija otro filtro.',
    open: 'Clase verdadera {truth}, respuesta {answer}: ver por qué', title: 'Muestra {index}', is: 'es {label}', confidence: 'confianza {value}', previous: 'Anterior', next: 'Siguiente', ofPage: '{n} de {all} en esta página', picture: 'Muestra de la clase {label}', truth: 'Clase verdadera', answer: 'Respuesta', offloadTook: 'La descarga tardó', answeredHere: 'respondida aquí',
    place: { model: 'Modelo local entero', decision: 'Módulo de decisión', server: 'Servidor' },
    said: 'Dice «{label}» con confianza {confidence}.', sure: 'Alcanza θ = {theta}: la muestra sale aquí.', unsure: 'Queda por debajo de θ = {theta}: la muestra sigue.', farTooUnsure: 'Es tan baja que el resto del modelo sería en vano: la muestra se descarga desde aquí.',
    accepted: 'Acepta la respuesta local (p1 = {p1}, p2 = {p2}).', refused: 'No está bastante seguro (p1 = {p1}, p2 = {p2}): la muestra se descarga.', serverSaid: 'Dice «{label}».', serverWould: 'No se preguntó al servidor; habría dicho «{label}».',
  },
  compare: {
    text: 'Ejecuciones lado a lado en una placa; las diferencias son respecto a la primera.', choose: 'Elija de 2 a 10 ejecuciones terminadas', what: 'Magnitud', none: 'Elija al menos dos ejecuciones', one: 'Elija otra ejecución para compararla', otherDatasets: 'Estas ejecuciones son de conjuntos distintos ({names}): una diferencia de exactitud puede venir solo de las imágenes.', noneText: 'Márquelas en la lista de ejecuciones o elíjalas arriba.',
    quantity: { accuracy: 'Exactitud', lpiMs: 'LPI', epiMj: 'EPI', offloadShare: 'Fracción descargada' }, axis: { accuracy: 'Exactitud top-1 (%)', lpiMs: 'LPI (ms)', epiMj: 'EPI (mJ, solo la placa)', offloadShare: 'Fracción descargada (%)' },
    figure: '{quantity} por estrategia y ejecución, {board}', caption: 'Las barras finas son los intervalos del 95 % de cada ejecución.', differs: 'el intervalo excluye el 0', mayBeChance: 'puede ser azar',
    method: 'Las diferencias son esta ejecución menos la primera, con un intervalo del 95 % formado con los de ambas (suma de cuadrados, Newcombe 1998). Trata las ejecuciones como independientes: donde comparten muestras, la incertidumbre real es menor. Las diferencias en negrita excluyen el 0.',
  },
  runs: { text: 'Todo lo que se ha medido, lo más nuevo primero.', find: 'Buscar por nombre, nota, etiqueta o resultado', status: 'Estado', any: 'cualquier estado', compare: 'Comparar ({n})', compareHow: 'Marque antes dos o más ejecuciones terminadas', choose: 'Elegir {name} para comparar', seed: 'semilla {seed}', none: 'Aún no hay ejecuciones', noneText: 'Empiece un experimento; cada ejecución queda aquí con todo lo medido.', noMatch: 'Ninguna ejecución coincide.' },
  environment: {
    cpu: 'Procesador', cores: 'Núcleos', cpuLimit: 'Núcleos permitidos', memoryGb: 'Memoria (GB)', os: 'Sistema', kernel: 'Núcleo del sistema', machine: 'Equipo', governor: 'Regulador de la CPU', turbo: 'Turbo', maxClockMhz: 'Reloj máximo (MHz)',
    loadAverage: 'Carga antes de la ejecución', temperatureC: 'Temperatura (°C)', node: 'Node', onnxruntime: 'ONNX Runtime', studio: 'HI Studio', commit: 'Commit',
  },
};
