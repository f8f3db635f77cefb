/** Spanish of the sentences about plans and runs. */
import type { runErrors as english } from '../../../errors/run';

const statuses: Readonly<Record<string, string>> = { finished: 'terminada', running: 'en marcha', interrupted: 'interrumpida', cancelled: 'cancelada', failed: 'fallida', damaged: 'dañada' };
const statusOf = (status: string): string => statuses[status] ?? status;

export const runErrors: typeof english = {
  'run.unknown': (f) => `No hay ninguna ejecución «${f.id}»; «hi-studio list runs» muestra las que existen.`,
  'run.cancelled': (f) => `La ejecución se detuvo; lo medido se conserva y «hi-studio run --resume ${f.id}» sigue desde ahí.`,
  'run.changed': (f) => `La ejecución ${f.id} no se puede reanudar: desde que empezó cambió ${f.what}, y no se mezclan cifras de dos versiones; empiece una ejecución nueva.`,
  'run.not-resumable': (f) => `La ejecución ${f.id} está ${statusOf(f.status)} y no le queda nada por medir; «hi-studio export ${f.id}» escribe su informe.`,
  'run.not-finished': (f) => `La ejecución ${f.id} está ${statusOf(f.status)} y aún no tiene resultados; «hi-studio run --resume ${f.id}» la termina.`,
  'run.interrupted-by-remote': (f) => `La descarga de muestras se detuvo tras ${f.done} de ${f.total} respuestas, que se conservan (${f.cause}); ponga en marcha el servidor y siga con «hi-studio run --resume ${f.id}».`,
  'plan.dataset-too-small': (f) => `El conjunto de datos «${f.dataset}» tiene ${f.size} muestras, pero dataset.fit ${f.fit} y dataset.report ${f.report} necesitan ${f.fit + f.report} distintas; reduzca uno de los dos.`,
  'plan.samples-seen': (f) => `Las salidas de «${f.models}» se entrenaron o calibraron con muestras del conjunto «${f.dataset}»: quedan ${f.reportable} para el informe y ${f.drawable} en total, pero dataset.report ${f.report} y dataset.fit ${f.fit} piden más; redúzcalos o elija otro modelo.`,
  'plan.labels-differ': (f) => `El modelo «${f.model}» responde ${f.modelLabels} clases y el conjunto «${f.dataset}» tiene ${f.datasetLabels}; elija un modelo entrenado para este conjunto.`,
  'plan.label-order': (f) => `La clase ${f.position} es «${f.modelLabel}» en el modelo «${f.model}» y «${f.datasetLabel}» en el conjunto «${f.dataset}»; corrija las etiquetas en la ficha del modelo o elija el conjunto que le corresponde.`,
  'plan.shape-differs': (f) => `El modelo «${f.model}» acepta imágenes de ${f.wanted} y el conjunto «${f.dataset}» las tiene de ${f.has} (canales × altura × anchura); elija un modelo o un conjunto que encaje.`,
  'plan.wrong-role': (f) => `El modelo «${f.model}» de ${f.field} es ${f.role === 'remote' ? 'remoto' : 'local'} según su ficha y se espera uno ${f.wanted === 'remote' ? 'remoto' : 'local'}: elija otro modelo o corrija «role» en su ficha.`,
  'plan.threshold-count': (f) => `exits.thresholds tiene ${f.given} valores, pero el modelo «${f.model}» tiene ${f.branches} salidas tempranas; ponga un valor por salida, o quite thresholds para que se elijan.`,
  'plan.target-impossible': (f) => `Ninguna estrategia puede cumplir el objetivo ${f.target}: ${f.reason}; elija uno menor.`,
  'plan.no-exits': (f) => `La estrategia «${f.strategy}» necesita una salida temprana y el modelo «${f.model}» no tiene ninguna; quite la estrategia o elija un modelo con salidas.`,
  'plan.decision-weights-unknown': (f) => `decision.name «${f.name}» no está entre los pesos de decisión de la ficha de «${f.model}» (tiene: ${f.known}).`,
  'plan.decision-not-on-board': (f) => `La placa «${f.board}» decide por sí misma y no puede ejecutar en el bucle el módulo de decisión «${f.decision}»; elija binary-lr o threshold, o ponga «in_the_loop.samples» a 0.`,
  'plan.exclude-each-other': (f) => `${f.where} tiene ${f.fields.join(' y ')}, de los que solo puede contar uno; quite los demás.`,
  'plan.without-weighted-sum': (f) => `choose.weights son los de la suma ponderada, pero choose.minimise es ${f.minimise}; ponga «weighted-sum» o quite los pesos.`,
  'plan.duplicate': (f) => `«${f.id}» aparece dos veces en ${f.field}; nómbrelo una sola vez.`,
  'terminal.usage': (f) => f.problem,
  'terminal.folder-not-empty': (f) => `La carpeta ${f.folder} contiene archivos que no son un informe de este estudio; elija otra con --out, o añada --force para escribir en ella.`,
  'terminal.cannot-write': (f) => `No se puede escribir en ${f.folder} (${f.cause}); elija con --out una carpeta en la que pueda escribir.`,
  'run.sets-too-large': (f) => `El experimento pide dataset.fit = ${f.fit} y dataset.report = ${f.report} muestras, pero el conjunto de datos solo tiene ${f.pool}; reduzca uno de los dos para que quepan sin solaparse.`,
  'run.no-samples': (f) => `No hay muestras con las que calcular ${f.what}; se espera al menos una: aumente dataset.fit o dataset.report en el experimento.`,
  'run.remote-missing': (f) => `La estrategia ${f.strategy} necesita las respuestas del modelo remoto y esta ejecución no tiene ninguna; indique un modelo remoto en el experimento o quite la estrategia.`,
  'run.decision-missing': (f) => `La estrategia ${f.strategy} necesita un módulo de decisión y su política no lo tiene; ponga «decision» en el experimento.`,
  'run.thresholds-mismatch': (f) => `La política tiene ${f.thresholds} umbrales de salida, pero el modelo local tiene ${f.branches} ramas; ponga en exits.thresholds un valor por rama.`,
};
