/** Spanish of the report “Reproduction of …”. */
import { verdictNames, verdictRules } from '../../../core/language/spanish/paper-verdicts';
import type { reproduction as english } from '../english/reproduction';

export const reproduction: typeof english = {
  kind: 'Informe de reproducción', of: (title) => `Reproducción de ${title}`, quoted: (title) => `Reproducción de «${title}»`, header: 'Reproducción con números publicados',
  verdicts: verdictNames, rules: verdictRules,
  headline: (f) => `De ${f.claims} afirmaciones y números repetidos, ${f.sound} se siguen de los números impresos del propio artículo, ${f.assumption} necesitan un supuesto que el artículo no dice, ${f.broken} no se siguen y ${f.untestable} no se pueden comprobar.`,
  text: (records) => `Todo aquí es aritmética con ${records} números publicados; no se midió nada. «No se sigue» significa que los números impresos se contradicen, no cuál de ellos está mal, ni que lo esté un resultado.`,
  rulesTitle: 'Cómo se dan los veredictos', rulesText: 'Ningún veredicto está escrito a mano. Cada afirmación se declara con su recálculo y con todas las lecturas suyas que se probaron; el programa aplica las reglas siguientes, en este orden.', verdict: 'Veredicto', rule: 'Regla',
  rounding: (claims) => `Redondeo: un número impreso con d decimales vale por todos los números a menos de media unidad del último, y los intervalos se llevan a través de cada fórmula; [ ] los muestra. Los datos publicados no guardan ceros finales (8.20 se guarda como 8.2); se supone que las celdas de una misma tabla, magnitud y conjunto de datos tienen los decimales de la que más muestra, y un número del texto, los suyos. Una fórmula que usa dos veces una entrada recibe un intervalo algo ancho de más, nunca estrecho de más. ${claims} afirmaciones; «tal como se dice» usa solo las palabras de la afirmación y las entradas impresas.`,
  claim: 'Afirmación', printed: 'Impreso', recomputed: 'Recalculado', everyClaim: 'Todas las afirmaciones', broken: 'Lo que no se sigue', brokenText: 'Afirmaciones cuyas entradas están todas impresas y a las que no lleva ninguna lectura probada.',
  tables: 'Tablas reconstruidas', figures: 'Figuras reconstruidas',
  appendix: 'Apéndice: todos los recálculos', appendixText: 'Las entradas son identificadores de registros de profiles/published; readings.csv las tiene todas. Las lecturas «al lado» contradicen las palabras de la afirmación y solo se muestran.',
  record: 'Registro', reading: 'Lectura y fórmula', inputs: 'Entradas', agrees: 'Acuerdo', more: (count) => `y ${count} más`, missing: (what) => `no impreso: ${what}`,
  kinds: { 'as-stated': 'tal como se dice', reading: 'lectura', substitute: 'sustituto', beside: 'al lado' },
  grades: { exact: 'sí', within: 'dentro del redondeo', cut: 'si se cortó', none: 'no' },
};
