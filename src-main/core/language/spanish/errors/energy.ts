/** Spanish of the sentences about energy that an instrument measures in a run. */
import type { energyErrors as english } from '../../../errors/energy';

export const energyErrors: typeof english = {
  'plan.analyzer-board': (f) => `analyzer.boards nombra «${f.board}», que no es una placa de este experimento (${f.known}); corrija el identificador.`,
  'plan.analyzer-recording': (f) => `El analizador «${f.analyzer}» reproduce una grabación, y lo grabado no es lo que hace esta ejecución; elija un instrumento, o «simulator» con una placa simulada.`,
  'plan.analyzer-virtual': (f) => `La placa «${f.board}» es virtual y no consume corriente que ${f.analyzer} pueda medir; quítela de analyzer.boards, o dé a su perfil un «bench» que la simule.`,
  'plan.analyzer-simulated': (f) => (f.simulatedBoard
    ? `La placa «${f.board}» es simulada y un ${f.analyzer} real no puede verla; ponga analyzer.port: simulator.`
    : `La placa «${f.board}» es real y un ${f.analyzer} simulado no puede verla; ponga en analyzer.port el puerto del instrumento («hi-studio devices» los lista).`),
  'plan.analyzer-shared': (f) => `Las placas «${f.first}» y «${f.second}» se medirían con el mismo instrumento, en ${f.port}; dé a cada una su puerto en analyzer.boards, o mida solo una.`,
  'plan.analyzer-no-meter': (f) => `El analizador «${f.analyzer}» solo mide lo que él mismo alimenta; ponga analyzer.mode: source.`,
  'plan.analyzer-no-supply': (f) => `El analizador «${f.analyzer}» no puede alimentar una placa; ponga analyzer.mode: meter y dé a la placa su propia alimentación.`,
  'plan.no-board-limit': (f) => `${f.analyzer} alimentaría la placa «${f.board}»${f.volts === null ? '' : ` con ${f.volts} V`}, pero su perfil no dice cuánto soporta; añádale supply: { max_voltage_v: … }, o ponga analyzer.mode: meter.`,
  'plan.above-board-limit': (f) => `analyzer.voltage_v es ${f.volts} V, pero la placa «${f.board}» soporta como mucho ${f.limit} V; bájela. No se encendió nada.`,
  'energy.other-instrument': (f) => `La energía de la placa «${f.board}» se midió hasta ahora con ${f.before}, y ahora responde ${f.now}; no se mezclan cifras de dos instrumentos: conecte el primero y siga con la ejecución.`,
  'energy.few-windows': (f) => `En la traza solo se encontraron ${f.found} de ${f.wanted} ventanas de ${f.work} en «${f.board}» (${f.how}); compruebe el cable de disparo y analyzer.windows, y mida de nuevo.`,
  'energy.not-able': (f) => `La placa «${f.board}» no puede repetir ${f.work} por sí sola y un instrumento no puede medirlo; la energía viene de su perfil o queda sin conocer.`,
  'run.interrupted-by-analyzer': (f) => `La medida de energía se detuvo tras ${f.done} de ${f.total} partes, que se conservan con sus trazas (${f.cause}); remédielo y siga con «hi-studio run --resume ${f.id}».`,
};
