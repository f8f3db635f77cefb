/** Spanish of the sentences about reports. */
import type { reportErrors as english } from '../../../errors/report';

export const reportErrors: typeof english = {
  'report.not-written': (f) => `No se pudo escribir el archivo de informe ${f.file} (${f.cause}); elija una carpeta en la que pueda escribir, en un disco con espacio, y exporte de nuevo: nada de lo medido se perdió.`,
  'report.font-missing': (f) => `Falta la fuente ${f.file} o está dañada, y sin ella no se pueden componer informes; instale HI Studio de nuevo.`,
};
