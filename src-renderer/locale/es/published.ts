/** Spanish of the published library, of reproductions, and of published figures beside a run's own. */
import { verdictNames, verdictRules } from '../../../src-main/core/language/spanish/paper-verdicts';

export const published = {
  published: {
    title: 'Publicados', text: 'Cada número de las tablas y del texto de los artículos, con su unidad, sus condiciones y dónde está impreso.', papers: 'Afirmaciones, recalculadas', claims: 'ninguna afirmación que recalcular | una afirmación recalculada | {n} afirmaciones recalculadas', records: '{n} valores publicados',
    search: 'Buscar valores', searchHint: 'Palabras, o campo:palabra como strategy:remote', paper: 'Artículo', quantity: 'Magnitud', device: 'Dispositivo', any: { paper: 'cualquier artículo', quantity: 'cualquier magnitud', device: 'cualquier dispositivo' },
    value: 'Valor', where: 'Medido en', conditions: 'Condiciones', source: 'Fuente', note: 'Nota', count: 'ningún valor | un valor | {n} valores', more: 'Mostrar {n} más', none: 'Ningún valor publicado es así', noneText: 'Use menos palabras u otro filtro.', clear: 'Borrar búsqueda y filtros', absent: 'no medido',
  },
  reproduction: {
    title: 'Reproducción', of: 'Reproducción: {title}', text: 'Cada afirmación recalculada con los números impresos del propio artículo; aquí no se midió nada. «No se sigue» significa que los números impresos se contradicen, no cuál de ellos está mal.',
    counts: 'Veredictos', show: 'Mostrar solo: {verdict}', all: 'todas: {n}', rules: 'Cómo se llega a un veredicto', rulesText: 'Las reglas se prueban en este orden; decide la primera que se cumple. Ningún veredicto está escrito a mano.',
    claims: 'Afirmaciones', claim: 'Afirmación', printed: 'Impreso', recomputed: 'Recalculado', verdictHead: 'Veredicto', details: 'Detalles de {claim}',
    verdict: verdictNames, rule: verdictRules,
    reading: { 'as-stated': 'tal como se dice', reading: 'una lectura que las palabras dejan abierta', substitute: 'con un sustituto de un número no impreso', beside: 'mostrada al lado, no cuenta' },
    agrees: { exact: 'concuerda', within: 'concuerda dentro del redondeo', cut: 'concuerda si se cortaron cifras', none: 'no concuerda' }, decisive: 'decide', assumes: 'Supone', formula: 'Fórmula', inputs: 'Entradas', missing: 'No está impreso: {what}', note: 'Nota sobre la fuente', record: 'Registro',
    tables: 'Tablas reconstruidas', tablesText: 'Rehechas con la composición del propio estudio; los números impresos y los reconstruidos están lado a lado.', figures: 'Figuras reconstruidas',
    export: { pdf: 'Informe (PDF)', csv: 'Tablas (CSV)', everything: 'Todo', ready: 'Los archivos de la reproducción están listos' },
  },
  beside: {
    marks: 'Marcas publicadas en las figuras', marksText: 'Marcas huecas de lo que un artículo imprime para la misma placa y modelo; no cuentan para los objetivos ni para el frente de Pareto.',
    title: 'Junto a los números publicados', text: 'Lo que imprime el artículo de HI para la misma placa, conjunto de datos, arquitectura local y estrategia. Una razón mayor que 1: más aquí que allí.', here: 'Aquí', there: 'Publicado', ratio: 'Razón', printedIn: 'Impreso en', differs: 'Puede diferir por', reasons: 'Por qué pueden diferir',
  },
};
