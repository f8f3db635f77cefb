/** Spanish of the methods section and of the costs of the parts. */
import { formatCount } from '../../../core/figures/number-text';
import type { methods as english } from '../english/methods';

const measures: Readonly<Record<string, string>> = { 'max-softmax': 'valor softmax más alto', margin: 'distancia entre los dos valores softmax más altos', entropy: 'complemento de la entropía normalizada' };

export const methods: typeof english = {
  title: 'Métodos',
  estimate: (f) => `${f.value} (${f.provenance}${f.n > 0 ? `, n = ${formatCount(f.n)}` : ''})`,
  samples: {
    heading: 'Muestras', text: (f) => `Conjunto de datos ${f.name} (${f.id}), ${f.classes} clases. Tres conjuntos disjuntos: con uno se entrenaron los modelos, con ${formatCount(f.fit)} muestras se ajustaron los módulos de decisión y los umbrales, y todos los números de este informe tratan de otras ${formatCount(f.report)} muestras con las que no se ajustó nada. Los dos últimos se sacaron con la semilla ${f.seed}.`,
  },
  ran: {
    heading: 'Qué se ejecutó', model: (f) => `${f.name} (${f.branches} ${f.branches === 1 ? 'salida temprana' : 'salidas tempranas'}, ${f.macs} millones de multiplicaciones y sumas)`,
    text: (local, remote) => `En la placa, ${local}; en el servidor, ${remote}. Cada muestra pasó una vez por cada salida y por el servidor; las estrategias se componen con estas respuestas y con los costes de las partes, que se midieron por separado (artículo de HI, ecuaciones 1, 3 y 4).`,
    segments: 'Las salidas se ejecutan como segmentos: una muestra que sale pronto ahorra el resto del modelo, y una que no sale paga todas las cabezas de rama de su camino.',
  },
  timing: {
    heading: 'Tiempos y energía',
    measured: (f) => `Se ${f.count > 1 ? 'cronometraron' : 'cronometró'} ${f.boards}. Cada etapa del modelo local (hasta cada salida, y el modelo entero sin cabezas de rama) se ejecutó por turno, vuelta a vuelta, en un solo hilo${f.settings === undefined ? '' : `: ${formatCount(f.settings.warm_up)} inferencias de calentamiento y después ${formatCount(f.settings.loops)} vueltas de al menos ${f.settings.min_loop_ms} ms, cada una cronometrada entera`}. La latencia de una etapa es la media de sus vueltas.`,
    overhead: (time) => `El propio motor añade ${time} a una inferencia, medido con un modelo que no hace nada; no se resta.`,
    virtual: (f) => `${f.boards} ${f.count > 1 ? 'son placas virtuales' : 'es una placa virtual'}: las predicciones vienen de ejecutar de verdad el modelo aquí; la latencia y la energía, de tablas publicadas. Donde una tabla no nombra el modelo, los costes se escalan como se dice en «Costes de las partes». Llevan la marca ${f.modelled} o ${f.published} y nunca son medidas.`,
    simulated: (f) => `La energía de ${f.board} es la de una placa simulada con un ${f.instrument} simulado: lleva la marca ${f.modelled} y nada de ella se midió.`,
    instrument: (board, instrument) => `La energía de ${board} se midió con un ${instrument}, como se dice en «Energía medida».`,
    board: 'La energía es solo la de la placa; la del servidor y la red no se cuenta.',
  },
  offloading: {
    heading: 'Descarga', text: (bytes) => `Una descarga envía ${formatCount(bytes)} bytes (la muestra tal cual) por un socket TCP y espera la clase; su tiempo va desde antes del envío hasta después del último byte de la respuesta.`,
    server: (f) => `El servidor, un proceso propio, respondió a ${formatCount(f.requests)} peticiones. Su tiempo: recibir ${f.receive}, ${f.wait === null ? '' : `esperar a otras conexiones ${f.wait}, `}preprocesar ${f.preprocess}, inferir ${f.infer}, responder ${f.reply}.`,
    links: (links) => `Los enlaces que la conexión local no puede representar salen de perfiles de enlace (${links}).`,
  },
  decisions: {
    heading: 'Decisiones y umbrales', module: (texts) => `Una muestra que llega al final del modelo local se acepta donde lo dice el módulo de decisión; si no, se descarga. Decisión: ${texts}.`,
    measure: (english) => measures[english] ?? english,
    thresholds: (f) => `Una muestra sale por una salida si su ${f.measure} es al menos el umbral θ de la salida. Los umbrales se eligieron en el conjunto de ajuste. ${f.chosen}.`,
    rounded: 'Las elecciones ven los costes cronometrados en escalones del 10 %, para que las ejecuciones con la misma semilla elijan casi siempre igual; las cifras de este informe no están redondeadas.',
    earlyOffload: 'Con descarga temprana, una muestra que no sale por una salida se descarga desde allí si su confianza queda por debajo del segundo umbral de la salida; ambos se hallaron con programas exactos.',
    margin: (z) => `La exactitud pedida en el conjunto de ajuste se aumenta en ${z} errores típicos, para que el objetivo se cumpla también con muestras no vistas.`,
  },
  statistics: {
    heading: 'Estadística', text: (resamples) => `Los intervalos del 95 % son intervalos bootstrap de percentiles${resamples === undefined ? '' : ` con ${formatCount(resamples)} remuestreos`} del conjunto de informe; las estrategias comparten sus remuestreos, así que las diferencias están pareadas. Los intervalos de las partes cronometradas son de la media de las vueltas. Un intervalo cubre el ruido del muestreo y del cronometraje, no el error de un coste publicado o modelado.`,
    loop: (samples) => `En el bucle, ${formatCount(samples)} muestras del conjunto de informe se ejecutaron una a una con la política elegida.`,
  },
  models: { title: 'Modelos', model: 'Modelo', runs: 'Se ejecuta', exit: 'Salida', after: (exit, place) => `${exit}, tras ${place}`, macs: 'Multiplicaciones y sumas (10⁶)', parameters: 'Parámetros (10³)' },
  costs: {
    title: 'Costes de las partes', part: 'Parte', latency: 'Latencia (ms)', energy: 'Energía (mJ)', source: 'Origen de la latencia',
    exit: (k) => `salida ${k}`, through: (exit) => `hasta ${exit}`, whole: 'modelo entero con cabezas', plain: 'modelo entero sin cabezas', decision: 'decisión', offload: 'descarga',
  },
};
