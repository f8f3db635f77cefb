/** Spanish of the sentences about published numbers. */
import type { publishedErrors as english } from '../../../errors/published';

export const publishedErrors: typeof english = {
  'published.not-readable': (f) => `No se pueden leer los números publicados de ${f.file} (${f.reason}); instale HI Studio de nuevo o restaure el archivo.`,
  'published.invalid': (f) => `${f.file}: ${f.record} no cumple el esquema de los números publicados (${f.problem}); restaure el archivo, o corrija el registro como describe profiles/published/README.md.`,
  'published.unknown-paper': (f) => `No hay números publicados de «${f.paper}»; se conocen: ${f.known.join(', ')}.`,
  'published.no-claims': (f) => `«${f.paper}» no contiene afirmaciones que se puedan recalcular; elija entre ${f.known.join(', ')}.`,
  'published.not-one': (f) => `${f.paper}: ${f.found} registros cumplen ${f.wanted} y se espera exactamente uno; indique las condiciones que faltan (dispositivo, modo de potencia, conjunto de datos, modelo, estrategia).`,
};
