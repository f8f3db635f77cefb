/** Spanish of the sections that tell the results: targets, strategies, differences, early offload, published numbers, decisions, the loop. */
import { formatCount } from '../../../core/figures/number-text';
import type { outcomes as english } from '../english/outcomes';

const heads: (typeof english)['heads'] = {
  board: 'Placa', strategy: 'Estrategia', accuracy: 'Exactitud (%)', accuracyPoints: 'Exactitud (puntos)', lpi: 'LPI (ms)', epi: 'EPI (mJ)', offloaded: 'Descargadas (%)', difference: 'Diferencia', quantity: 'Magnitud',
};
const tooUncertain = ' «Demasiado incierta»: demasiado pocas vueltas cronometradas; dentro de su incertidumbre, el coste con el que se compara puede ser 0 y no se puede dar una fracción de él; repita la ejecución con más vueltas.';
const less = { latency: 'tarda menos', energy: 'gasta menos energía', both: 'tarda menos y gasta menos energía' } as const;

export const outcomes: typeof english = {
  heads, tooUncertain,
  targets: {
    title: 'Mejor estrategia por objetivo', quantity: { accuracy: 'Exactitud', latency: 'Latencia', energy: 'Energía' },
    text: (tie) => `Para un objetivo de exactitud, la estrategia con la menor latencia (y la de menor energía, donde es otra); para uno de latencia o energía, la estrategia más exacta que lo cumple. De los costes a menos de un ${tie} del menor, que el cronometraje apenas distingue, se nombra la estrategia más simple. Donde ninguna sirve, la tabla dice qué lo impide y qué queda más cerca.`,
    notAsked: 'sin pedir', infeasible: 'inalcanzable', nearest: 'más cercana ', latency: 'latencia ', energy: 'energía ', tied: (tie, names) => `igual con un margen del ${tie}: ${names}`,
  },
  strategies: { title: 'Estrategias', virtual: 'placa virtual', measured: 'placa medida', never: 'nunca', offloadBelow: (theta) => `descargar < ${theta}` },
  shares: {
    title: 'Dónde se responden las muestras', text: 'Fracción de muestras respondidas en cada lugar, en porcentaje; los intervalos del 95 % de las salidas y del modelo entero son de Wilson. Las placas que no aparecen tienen las mismas fracciones que la primera.',
    exit: (k) => `Salida ${k}`, wholeModel: 'Modelo entero', server: 'Servidor',
  },
  differences: {
    title: 'Diferencias y reducciones', compared: 'Comparación', lpiReduction: 'Reducción de LPI (%)', epiReduction: 'Reducción de EPI (%)',
    text: (f) => `Las diferencias están pareadas sobre las mismas muestras. Una reducción es 1 − a/b; vale con las dos exactitudes que se dan bajo los nombres, distintas salvo que la fila diga otra cosa.${f.shortened === null ? '' : ` Para ${f.shortened} se muestran todos los pares; para las demás placas, los principales; differences.csv los tiene todos.`}${f.uncertain ? tooUncertain : ''}`,
  },
  earlyOffload: {
    title: 'Descarga temprana frente a EE-HI con igual exactitud', chosenFor: 'Elegida por, con', eeHi: 'EE-HI', early: 'Descarga temprana', reduction: 'Reducción (%)', left: 'Queda como mucho',
    chosen: { latency: 'latencia', energy: 'energía' }, levels: { hi: 'exactitud de HI', target: 'objetivo' },
    text: (f) => 'En una rama, la descarga temprana sale, descarga o sigue, según dos umbrales sobre su confianza; la EE-HI del artículo solo descarga al final. Ambas se eligieron en el conjunto de ajuste con programas exactos para las mismas salidas y costes: EE-HI para la exactitud indicada, la descarga temprana para la exactitud que EE-HI tuvo entonces. Ambas se juzgan en el conjunto de informe, cuyas muestras no eligieron nada. '
      + `La descarga temprana ahorra sin duda más del 1 % en ${f.saves} de ${f.rows} filas; solo puede ahorrar donde una descarga cuesta poco más que el resto del modelo. La última columna acota lo que además podría ahorrar cualquier regla sobre tramos de confianza en el conjunto de ajuste, donde tales reglas también ajustan ruido. early-offload.csv tiene un barrido de todas las exactitudes.${f.uncertain ? tooUncertain : ''}`,
    remoteAlone: (board, better) => ` En ${board} el remoto puro es al menos tan exacto como HI, EE-HI y la descarga temprana, y ${less[better]} que cada una: ahorre lo que ahorre la descarga temprana frente a EE-HI, allí no compensa elegir qué descargar.`,
  },
  beside: {
    title: 'Junto a los números publicados', text: 'Cifras de esta ejecución frente a las que imprime el artículo de HI para la misma placa, conjunto de datos, arquitectura local y estrategia. Una razón mayor que 1: más aquí que allí. La última columna dice por número por qué pueden diferir; los motivos están debajo de la última tabla.',
    strategyAndModel: 'Estrategia · modelo', here: 'Aquí', published: 'Publicado', ratio: 'Razón', printedIn: 'Impreso en', differs: 'Puede diferir por', quantity: { accuracy: 'Exactitud', lpiMs: 'LPI', epiMj: 'EPI', offloadShare: 'Descargadas' },
  },
  decisions: {
    title: 'Decisiones', text: (board) => `Cómo distingue el módulo de decisión las respuestas locales correctas de las erróneas (${board}). Descargada en vano: era correcta. No detectada: errónea y, sin embargo, aceptada.`,
    acceptedRight: 'Aceptadas correctas (muestras)', needless: 'Descargadas en vano (muestras)', missed: 'No detectadas (muestras)', caught: 'Detectadas (muestras)', selective: 'Exactitud selectiva (%)',
    f1: 'F1 (0..1)', weighted: 'Ponderada', accept: 'Aceptar', offload: 'Descargar', macro: 'Macro', micro: 'Micro',
    equation2: (f) => `La ecuación (2) del artículo de HI da ${f.printed} para ${f.strategy}; su forma exacta, ${f.exact}: la forma impresa se aparta ${f.gap}, porque las muestras descargadas son también más difíciles para el servidor.`,
  },
  modules: {
    title: 'Módulos de decisión, lado a lado', own: (name) => `${name} (propio)`, module: 'Módulo de decisión', gain: 'Ganancia', cost: 'Decisión (ms)', bytes: 'Bytes',
    names: {
      'binary-lr': 'Regresión logística binaria', threshold: 'Umbral', 'rich-lr': 'Regresión logística con más datos', 'rich-mlp': 'MLP con más datos', router: 'Encaminador híbrido', card: 'Pesos de la ficha', oracle: 'Oráculo',
      conformal: 'Selección conforme', 'online-experts': 'Sobre la marcha, expertos', 'online-bounds': 'Sobre la marcha, cotas', reference: 'Cota del servidor',
    },
    text: (others) => `HI con cada módulo de decisión, ajustado en el conjunto de ajuste y juzgado en el de informe. Ganancia: cómo su puntuación envía al servidor lo que este acierta y el modelo local no; 1 es perfecto, 0 no es mejor que el azar. Una regla que aprende sobre la marcha, o que decide sobre un lote entero, solo se compara aquí y no forma parte de ninguna estrategia.${others ? ' decisions.csv tiene las demás placas.' : ''}`,
  },
  loop: {
    title: 'Lo compuesto frente al bucle', text: 'La política se ejecutó de verdad, muestra a muestra: segmentos, decisión y descarga por el socket. Una diferencia queda explicada si su intervalo del 95 % contiene el cero.',
    of: (f) => `${f.strategy}, ${f.board}, n = ${formatCount(f.n)}; ${formatCount(f.agree)} decisiones coinciden`,
    inLoop: 'En el bucle', composed: 'Compuesto', explained: 'Explicada',
  },
};
