/** Spanish of what every page has and of the first one. */
import { formatCount } from '../../../core/figures/number-text';
import type { pages as english } from '../english/pages';

const months = ['enero', 'febrero', 'marzo', 'abril', 'mayo', 'junio', 'julio', 'agosto', 'septiembre', 'octubre', 'noviembre', 'diciembre'];
const statuses: Readonly<Record<string, string>> = { finished: 'terminada', cancelled: 'cancelada', interrupted: 'interrumpida', failed: 'fallida' };

export const pages: typeof english = {
  report: (name) => `${name}: informe del experimento`, runOf: (id) => `Ejecución ${id}`, run: (id) => `ejecución ${id}`, page: (page, all) => `página ${page} de ${all}`,
  date: (f) => `${f.day} de ${months[f.month]} de ${f.year}, ${f.time} UTC`,
  figure: (number) => `Figura ${number}. `, figures: 'Figuras', yes: 'sí', no: 'no', unknown: 'desconocido',
  tooUncertain: 'demasiado incierta', asMuch: (factor) => `${factor}\u00a0veces tanto`,
  points: (number) => `${number}\u00a0puntos`,
  legend: (f) => `${f.measured} medido aquí   ${f.modelled} modelado (perfil o ecuación)   ${f.published} publicado (impreso en una fuente).   [ ] intervalo del 95 %.   – desconocido.`,
  title: {
    kind: 'Informe del experimento', accuracy: 'Exactitud', latency: 'Latencia (LPI)', energy: 'Energía (EPI)', offloaded: 'Descargadas',
    date: 'Fecha', took: (date, duration) => `${date}, duró ${duration}`, run: 'Ejecución', ran: (f) => `${f.id}, ${f.status}, semilla ${f.seed}`,
    dataset: 'Conjunto de datos', samples: (f) => `${f.name}, ${f.classes} clases; informe sobre n = ${formatCount(f.report)} muestras, ajuste con otras ${formatCount(f.fit)}`,
    models: 'Modelos', measuredBoards: (count) => (count > 1 ? 'Placas medidas' : 'Placa medida'), virtualBoards: 'Placas virtuales',
    status: (english) => statuses[english] ?? english,
  },
  roles: { local: 'local', remote: 'remoto' },
  verdict: {
    title: 'Veredicto',
    status: { valid: ['Válido', 'Los números de este informe merecen confianza dentro de sus intervalos.'], caution: ['Válido con cautela', 'Los números se pueden usar si se tienen en cuenta los puntos siguientes.'], invalid: ['No válido', 'Los números de este informe no deben usarse hasta que se remedien los puntos siguientes.'] },
    severity: { invalid: 'grave', caution: 'cautela', note: 'nota' },
  },
};
