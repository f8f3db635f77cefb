/** Spanish of the verdicts on a paper's claims, and of the rules they are given by. */
import type { ClaimVerdict } from '../../published';

export const verdictNames: Readonly<Record<ClaimVerdict, string>> = { exact: 'exacto', 'within-rounding': 'dentro del redondeo', 'needs-an-assumption': 'necesita un supuesto', 'does-not-follow': 'no se sigue', 'not-testable': 'no comprobable' };

export const verdictRules: Readonly<Record<ClaimVerdict, string>> = {
  exact: 'Recalculado con las palabras de la afirmación y las entradas impresas, el valor se redondea a lo impreso; una cota («mayor que») se cumple fueran cuales fueran las entradas antes de redondear. Donde las palabras dejan abiertas varias lecturas, todas deben hacerlo.',
  'within-rounding': 'No es así, pero algunas entradas que se redondean a las impresas dan un valor que sí. «Alrededor de» admite un 5\u00a0%.',
  'needs-an-assumption': 'Tampoco, pero una de las lecturas listadas concuerda: una interpretación que las palabras dejan abierta, un número en lugar de otro que no está impreso, o cifras cortadas en vez de redondeadas. Cada una se nombra; las demás probadas están debajo.',
  'does-not-follow': 'Todas las entradas están impresas y ninguna lectura concuerda. Por cuánto: la distancia de la lectura más cercana.',
  'not-testable': 'Una entrada no está impresa en ningún sitio y ningún sustituto probado lleva al valor impreso; un sustituto que no concuerda refuta al sustituto, no a la afirmación.',
};
