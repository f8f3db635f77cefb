/** Spanish of the figures and of the headline. */
import type { FigureWords } from '../../figures/words';
import { formatCount, formatNumber } from '../../figures/number-text';
import { paper, say } from './say';

const costs = 'las barras finas son intervalos del 95 %';
const filled = 'Las marcas llenas son medidas aquí; las huecas, modeladas o publicadas.';

export const figures: FigureWords = {
  strategies: { 'on-device': 'En el dispositivo', remote: 'Remota', hi: 'HI', ee: 'EE', 'ee-hi': 'EE-HI', 'early-offload': 'Descarga temprana' },
  provenance: { measured: 'medido', modelled: 'modelado', published: 'publicado' },
  columns: {
    board: 'placa', model: 'modelo', strategy: 'estrategia', accuracy: 'exactitud (%)', low: (unit) => `mínimo (${unit})`, high: (unit) => `máximo (${unit})`, provenance: 'procedencia', published: (unit) => `publicado (${unit})`, publishedIn: 'publicado en',
    offloadShare: 'fracción descargada (%)', thresholds: 'umbrales', chosenThresholds: 'umbrales elegidos', latencyProvenance: 'procedencia de la latencia',
  },
  axes: { lpi: 'LPI (ms)', epi: 'EPI (mJ)', accuracy: 'Exactitud (%)' },
  yes: 'sí', no: 'no',
  and: (names) => (names.length < 3 ? names.join(' y ') : `${names.slice(0, -1).join(', ')} y ${names[names.length - 1]}`),
  samples: (n) => `n = ${formatCount(n)} muestras`,
  published: 'publicado', publishedCaption: ' Los círculos huecos son valores publicados para la misma placa, conjunto de datos, arquitectura y estrategia.',
  publishedPointCaption: ' Las marcas huecas grandes son valores publicados para la misma placa, conjunto de datos, arquitectura y estrategia, y no toman parte en la comparación; las estrategias de las que no se imprime exactitud no tienen ninguna.',
  publishedPoint: ({ strategy, source }) => `publicado, ${strategy} (${paper(source)})`,
  target: say,
  accuracyTarget: 'objetivo de exactitud', latencyTarget: 'objetivo de latencia',
  accuracy: {
    title: 'Exactitud por estrategia', axis: 'Exactitud top-1 (%)',
    caption: (f) => `Exactitud top-1 en ${f.dataset}, ${f.board}; ${f.samples}, ${f.origins}. Las barras finas son intervalos bootstrap del 95 %${f.target ? '; la línea discontinua es el objetivo de exactitud' : ''}.${f.spread > 0 ? ` Los umbrales elegidos para otras placas cambian la exactitud en ${formatNumber(f.spread, 'points')} puntos como mucho.` : ''}${f.published}`,
  },
  latency: { title: 'Latencia por inferencia', axis: 'LPI (ms)', of: 'Tiempo medio de una inferencia, de la entrada a la respuesta, con su descarga' },
  energy: { title: 'Energía por inferencia', axis: 'EPI (mJ, solo la placa)', of: 'Energía media que gasta la placa en una inferencia; la del servidor no se cuenta' },
  costCaption: (f) => `${f.of}; ${f.samples}, ${f.origins}. Las barras oscuras son medidas aquí; las pálidas, modeladas o publicadas; ${costs}.${f.logarithmic ? ' Eje logarítmico: pasos iguales son factores iguales.' : ''}${f.unknown.length > 0 ? ` No se sabe nada de ${f.unknown.join(', ')}.` : ''}${f.published}`,
  exitShares: {
    title: 'Dónde se responden las muestras', axis: 'Fracción de muestras (%)', exit: (k) => `salida ${k}`, wholeModel: 'modelo local entero', server: 'servidor',
    caption: (f) => `Fracción de muestras respondidas en cada lugar; ${f.samples}, ${f.origins}. ${f.board}${f.others === 'differ' ? ', y otras placas donde sus umbrales llevan a otras fracciones' : f.others === 'same' ? '; igual en todas las placas' : ''}. La tabla tiene cada fracción con su intervalo del 95 % (Wilson).`,
  },
  perClass: {
    title: 'Exactitud por clase', class: 'clase', column: (strategy) => `exactitud, ${strategy} (%)`,
    caption: (f) => `${f.total > f.shown ? `Las ${f.shown} más difíciles de ${f.total} clases` : `Las ${f.total} clases`}${f.board === null ? '' : `, ${f.board}`}; de ${f.least} a ${f.most} muestras por clase, medido. Con n muestras por clase, las exactitudes cercanas al 90 % se conocen con unos ± ${f.points} puntos.`,
  },
  curves: {
    title: 'Exactitud y latencia según los umbrales de salida θ', chosen: (strategy) => `${strategy}: elegido`, chosenThresholds: 'umbrales elegidos', target: (bound) => `objetivo de exactitud ${bound}`,
    caption: (f) => `Cada punto de una línea es un ajuste de los umbrales de salida, de salidas tempranas (izquierda) a tardías${f.branches > 1 ? '; con dos ramas, solo los del frente de Pareto' : ''}. Los umbrales se eligieron con el conjunto de ajuste; la exactitud es la del conjunto de informe, ${f.samples}; coste ${f.origins}.${f.hidden > 0 ? ` ${f.hidden === 1 ? 'Hay 1 placa más' : `Hay ${f.hidden} placas más`} en figures/accuracy-latency.csv.` : ''}`,
  },
  riskCoverage: {
    title: 'Riesgo y cobertura', x: 'Cobertura: fracción respondida en el dispositivo (%)', y: 'Error entre las aceptadas (%)', score: 'confianza', coverage: 'cobertura (%)', risk: 'riesgo selectivo (%)', scoreName: say,
    caption: (f) => `Errores entre las muestras que se quedan en el dispositivo, primero las más seguras; ${f.samples}, medido. Cuanto más baja la curva, mejor distingue la confianza lo correcto de lo erróneo. AURC: ${f.aurc}.`,
  },
  scatter: {
    title: 'Lo que ve el módulo de decisión', x: 'p1, mayor valor softmax', y: 'p2, segundo mayor', right: 'correctas en local', wrong: 'erróneas en local', line: 'línea de decisión', decision: 'decisión', accepted: 'aceptada',
    caption: (f) => `Los dos mayores valores softmax de la última salida del modelo local; ${formatCount(f.count)} muestras dibujadas, ${formatCount(f.wrong)} de ellas erróneas en local, medido. ${f.decisions.map((text) => `Decisión: ${say(text)}.`).join(' ')} ${f.line ? 'Las muestras a la derecha de la línea se aceptan; las de la izquierda se descargan.' : ''}`,
  },
  qos: {
    title: 'Exactitud frente a latencia con los objetivos QoS', target: 'objetivo QoS', latencyBound: 'objetivo de latencia (ms)', accuracyBound: 'objetivo de exactitud (%)', keepsBoth: 'cumple ambos',
    caption: (f) => `Cada estrategia con los umbrales que eligió la ejecución; ${f.samples}; latencia: ${f.origins}.${f.lined ? ' Las líneas discontinuas son los objetivos: lo que cumple ambos queda por encima de la horizontal y a la izquierda de la vertical.' : ''} ${filled}`,
  },
  pareto: {
    title: 'Frente de Pareto sobre todos los candidatos', front: 'frente de Pareto', other: (strategy) => `${strategy}, otros umbrales`, onFront: 'en el frente',
    caption: (f) => `Cada placa, modelo y estrategia (marcas grandes) y cada ajuste de umbrales probado (puntos; ${formatCount(f.trials)}); ${f.samples}; latencia: ${f.origins}. ${filled} Las placas con nombre están en el frente: nada es a la vez más rápido y más exacto.`,
  },
  earlyOffload: {
    title: 'Descarga temprana frente a EE-HI con igual exactitud', axis: 'Reducción (%)', less: { latency: 'menos latencia', energy: 'menos energía' },
    levels: { target: 'con el objetivo de exactitud', hi: 'con la exactitud de HI', sweep: 'con la mayor exactitud de EE-HI' },
    columns: { chosenFor: 'elegida por', at: 'con', eeHi: 'exactitud de EE-HI (%)', early: 'exactitud de descarga temprana (%)', lpi: 'reducción de LPI (%)', epi: 'reducción de EPI (%)' },
    caption: (f) => `Cuánto menos gasta la descarga temprana que la EE-HI del artículo, ${f.level}: los umbrales de EE-HI son los mejores para esa exactitud en el conjunto de ajuste, la descarga temprana tuvo que ser allí igual de exacta, y ambas se juzgan en el de informe; ${f.samples}; coste ${f.origins}. Cada par se eligió por la cifra en que se compara. Las barras finas son intervalos del 95 %. Se ahorra poco donde una descarga cuesta mucho más que el resto del modelo. early-offload.csv tiene todas las exactitudes.`,
  },
  loop: {
    title: 'Lo compuesto frente a lo ejecutado en el bucle', inLoop: 'en el bucle', composed: 'compuesto', difference: 'diferencia',
    headings: { accuracy: 'Exactitud', lpiMs: 'Latencia por inferencia', epiMj: 'Energía por inferencia', offloadShare: 'Fracción descargada' }, offloadAxis: 'Fracción descargada (%)',
    quantity: 'magnitud', unit: 'unidad', low: (what) => `${what}, mínimo`, high: (what) => `${what}, máximo`, explained: 'lo explica el intervalo',
    caption: (f) => `La política ejecutada muestra a muestra, junto a lo que predicen los costes compuestos para las mismas muestras; ${f.boards}, n = ${f.counts} muestras, medido. Las barras finas son intervalos del 95 %.`,
  },
  windows: {
    title: 'Energía de ventanas individuales', x: 'Energía de una llamada (mJ)', y: 'Ventanas', windows: 'ventanas', mean: 'media de las ventanas integradas', product: 'potencia media x latencia media', outlier: 'valor atípico', work: 'trabajo', integrated: 'integrada', powerTimesTime: 'potencia x tiempo', outliers: 'valores atípicos', workName: say,
    by: (f) => `${f.board}, ${f.model}, con un ${f.instrument}${f.simulated ? ' simulado' : ''}${f.others > 0 ? `; ${f.others} más en energy.csv` : ''}`,
    kind: (simulated) => (simulated ? 'modelado: placa e instrumento simulados, nada se midió' : 'medido'),
    caption: (f) => `Energías de todas las ventanas de la traza de potencia, ${f.by}; ${formatCount(f.windows)} ventanas, muestras integradas, ${f.kind}. ${f.outliers === 0 ? 'Ninguna ventana es atípica' : `${f.outliers === 1 ? 'Hay 1 valor atípico, marcado' : `Hay ${formatCount(f.outliers)} valores atípicos, marcados`} en la figura y en la lista con su número de muestra`}.`,
  },
  trace: {
    title: 'Potencia mientras la placa trabaja', x: 'Tiempo (ms)', y: 'Potencia (mW)', meanPower: 'potencia media', window: 'ventana', time: 'tiempo (ms)', mean: 'media (mW)', least: 'mínima (mW)', greatest: 'máxima (mW)',
    caption: (f) => `El principio de la traza de potencia, ${f.by}, ${formatNumber(f.rateHz)} muestras por segundo, ${f.kind}. Sombreado: las ventanas cuya energía cuenta${f.inferences > 1 ? `, de ${formatCount(f.inferences)} inferencias cada una` : ''}. Líneas pálidas: muestra menor y mayor de cada punto.`,
  },
  headline: {
    none: 'Esta ejecución aún no tiene resultados.',
    reaches: (f) => `${f.board}: ${f.missed === null ? `${f.strategy} alcanza` : `no se cumple el objetivo ${f.missed}; lo más cercano es ${f.strategy}, con`} ${f.accuracy} de exactitud con ${f.latency} por inferencia`,
    change: (share, less, what) => `${share} ${less ? 'menos' : 'más'} de ${what === 'latency' ? 'latencia' : 'energía'}`,
    than: (f) => `${f.reached}, ${f.changes.join(' y ')} que ${f.versus} (${f.accuracy} con ${f.latency}).`,
  },
};
