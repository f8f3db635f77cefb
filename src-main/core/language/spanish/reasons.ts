/** Spanish of the verdict's reasons: what was found, and what to do about it. */
import type { reasonWords as english } from '../../verdict/reason-words';
import { limits } from '../../verdict/verdict-facts';

const percent = (share: number, digits = 1): string => `${(100 * share).toFixed(digits)} %`;
/** At most three names, then how many more. */
function list(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  if (distinct.length > 4) return `${distinct.slice(0, 3).join(', ')} y ${distinct.length - 3} más`;
  return distinct.length < 2 ? distinct.join('') : `${distinct.slice(0, -1).join(', ')} y ${distinct[distinct.length - 1]}`;
}
const more = (others: number): string => (others === 0 ? '' : `; lo mismo ${others === 1 ? 'otra etapa' : `otras ${others} etapas`}`);
const statuses: Readonly<Record<string, string>> = { cancelled: 'se canceló', interrupted: 'se interrumpió' };
const quantities: Readonly<Record<string, string>> = { accuracy: 'la exactitud', latency: 'la latencia', energy: 'la energía', 'offload share': 'la fracción descargada' };
const fromExperiment = 'Aumente dataset.report en el experimento.';

export const reasons: typeof english = {
  'too-few-samples': (f) => [`El conjunto de informe tiene ${f.samples} muestras; con menos de ${limits.fewestSamples} ninguna exactitud significa nada.`, fromExperiment],
  'few-samples': (f) => [`El conjunto de informe tiene ${f.samples} muestras; con menos de ${limits.fewSamples} las exactitudes quedan inciertas en varios puntos.`, fromExperiment],
  'few-fit-samples': (f) => [`El módulo de decisión y los umbrales se ajustaron con ${f.samples} muestras, menos de ${limits.fewFitSamples}.`, 'Aumente dataset.fit en el experimento.'],
  'not-finished': (f) => [`La ejecución ${statuses[f.status] ?? f.status} tras ${f.done} de ${f.planned} muestras de informe.`, 'Reanúdela; lo medido se conserva.'],
  'samples-missing': (f) => [`${f.missing} de ${f.planned} muestras de informe no tienen resultado.`, 'Reanude la ejecución o reduzca dataset.report.'],
  resumed: () => ['La ejecución se interrumpió y se reanudó; sus tiempos son de dos sesiones.', 'Repita los tiempos en una sola sesión si importan las diferencias pequeñas.'],
  'no-remote': () => ['No hubo modelo remoto, así que remota, HI y EE-HI no tienen resultados.', 'Indique un modelo remoto en el experimento.'],
  'offloads-lost': (f) => [`${f.lost} descargas no recibieron una respuesta entera y se enviaron de nuevo.`, 'Revise el enlace y el registro del servidor.'],
  'wide-interval': (f) => [`El intervalo del 95 % más ancho de una exactitud, el de ${f.name}, abarca ${(100 * f.width).toFixed(1)} puntos, más de ${(100 * limits.wideInterval).toFixed(0)}.`, 'Use más muestras de informe; la anchura baja con su raíz cuadrada.'],
  governor: (f) => [`El regulador de la CPU es «${f.governor}», no «performance»; el reloj pudo seguir a la carga.`, 'Fíjelo con: sudo cpupower frequency-set -g performance'],
  'governor-unknown': () => ['Aquí no se puede leer el regulador de la CPU (máquina virtual o contenedor).', 'Mida los tiempos en un equipo físico si importan las latencias absolutas.'],
  'busy-machine': (f) => [`Mientras se cronometraban las etapas, otros programas ocuparon ${f.load.toFixed(2)} de ${f.processors} procesadores, más del ${percent(limits.busy, 0)}.`, 'Cierre otros programas y repita.'],
  'noisy-timing': (f) => [`Las ${f.loops} vueltas de ${f.name} varían un ${percent(f.spread)} (desviación típica entre media), más del ${percent(limits.noisyLoops, 0)}${more(f.others)}.`, 'Aumente timing.min_loop_ms y timing.loops, y descargue de trabajo el equipo.'],
  'clock-drift': (f) => [`${f.name} fue un ${percent(Math.abs(f.drift))} más ${f.drift > 0 ? 'lento' : 'rápido'} en el último tercio de sus vueltas que en el primero${more(f.others)}.`, 'Aumente timing.warm_up; revise la refrigeración y el reloj.'],
  overhead: (f) => [`Los ${f.ms.toPrecision(2)} ms del propio motor son el ${percent(f.share)} de una inferencia de ${f.name} (${f.ofMs.toPrecision(3)} ms), más del ${percent(limits.overhead, 0)}.`, 'Lea las latencias pequeñas como cotas superiores, o reste el tiempo del modelo nulo.'],
  'energy-unknown': (f) => [`No se conoce la energía de ${list(f.names)}: no hay medidor ni potencia en el perfil.`, 'Ponga una potencia en el perfil de la placa, o use una placa con contador.'],
  'energy-modelled': (f) => [`La energía de ${list(f.names)} es modelada o publicada, no medida aquí.`, 'Conecte un analizador, o ejecute donde se pueda leer el contador de energía del procesador.'],
  'latency-modelled': (f) => [`La latencia de ${list(f.names)} es modelada o publicada, al menos en parte.`, 'Cronométrela en la placa real.'],
  'energy-coverage': (f) => [
    `El ${f.instrument} midió el ${percent(f.coverage, 2)} del tiempo en las ventanas de ${f.name} en ${f.board}${f.missing > 0 ? `, y ${f.missing} de ${f.windows} ventanas no se encontraron` : ''}${f.coverage < limits.leastCoverage ? `; por debajo del ${percent(limits.leastCoverage, 0)} no se confía en ninguna energía.` : `, menos del ${percent(limits.coverage)}.`}`,
    'Use otro puerto USB, un cable más corto o menos muestras por segundo, y mida de nuevo.'],
  'energy-gaps': (f) => [f.others > 0 ? `${f.first} Otras ${f.others} partes de ${f.board} no tienen energía medida.` : f.first, 'Remédielo y repita la ejecución; las demás partes están medidas.'],
  'energy-doubtful': (f) => [`${f.board}, ${f.name}: ${f.warning}${f.others > 0 ? ` Hay ${f.others} más en el informe.` : ''}`, 'Vea «Energía medida» en el informe.'],
  'energy-simulated': (f) => [`La energía de ${f.board} es la de una placa simulada, con un ${f.instrument} simulado; nada de ella se midió.`, 'Conecte una placa y un instrumento, y ponga sus perfiles en el experimento.'],
  'other-dataset': (f) => [`${f.model} se entrenó para «${f.trainedFor}», no para el conjunto de datos de esta ejecución; su exactitud aquí dice poco del modelo.`, 'Elija un modelo cuya ficha nombre este conjunto, o corrija «dataset» en su ficha.'],
  'constant-decision': (f) => [
    f.constant === 'no-samples' ? `El módulo de decisión de ${f.model} no tuvo muestras de las que aprender y descarga todo.`
      : `En el conjunto de ajuste ${f.model} ${f.constant === 'all-right' ? 'acertó siempre' : 'falló siempre'}, así que su módulo de decisión ${f.constant === 'all-right' ? 'acepta' : 'descarga'} todo.`,
    'Use un conjunto de ajuste mayor o más difícil.'],
  'target-infeasible': (f) => [`En el conjunto de ajuste ningún umbral de salida cumplió el objetivo para ${list(f.names)}; se muestran los más cercanos.`, 'Baje el objetivo, o añada un modelo o una salida mejores.'],
  'target-missed': (f) => [`${f.name} cumplió el ${percent(f.asked)} en el conjunto de ajuste pero llegó al ${percent(f.reached, 2)} en el de informe${f.others > 0 ? `; otras ${f.others} tampoco llegaron al suyo` : ''}.`, 'Aumente choose.margin_z o el conjunto de ajuste; lo que cumple un objetivo por poco lo incumple la mitad de las veces.'],
  'loop-decisions': (f) => [`En el bucle, ${f.name} decidió de otro modo en el ${percent(f.share, 2)} de ${f.samples} muestras.`, 'Compare los valores de los segmentos y del modelo entero; informe de ello como fallo si el modelo no está cuantizado.'],
  'loop-unexplained': (f) => [`En el bucle, ${quantities[f.quantity] ?? f.quantity} de ${f.name} queda un ${percent(Math.abs(f.difference))} por ${f.difference > 0 ? 'encima' : 'debajo'} de lo compuesto, más de lo que explica el azar.`, 'Para este equipo confíe en el bucle; busque carga, cachés o un enlace que cambió entre etapas.'],
};
