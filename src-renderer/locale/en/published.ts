/** English of the published library, of reproductions, and of published figures beside a run's own. */
export const published = {
  published: {
    title: 'Published', text: 'Every number of the papers’ tables and text, with its unit, its conditions and where it is printed.', papers: 'Claims, recomputed', claims: 'no claims to recompute | one claim recomputed | {n} claims recomputed', records: '{n} published values',
    search: 'Search values', searchHint: 'Words, or field:word such as strategy:remote', paper: 'Paper', quantity: 'Quantity', device: 'Device', any: { paper: 'any paper', quantity: 'any quantity', device: 'any device' },
    value: 'Value', where: 'Measured on', conditions: 'Conditions', source: 'Source', note: 'Note', count: 'no value | one value | {n} values', more: 'Show {n} more', none: 'No published value is like that', noneText: 'Use fewer words, or another filter.', clear: 'Clear search and filters', absent: 'not measured',
  },
  reproduction: {
    title: 'Reproduction', of: 'Reproduction: {title}', text: 'Each claim recomputed from the paper’s own printed numbers; nothing was measured here. “Does not follow” means that printed numbers contradict each other, not which of them is wrong.',
    counts: 'Verdicts', show: 'Show only: {verdict}', all: 'all {n}', rules: 'How a verdict is reached', rulesText: 'The rules are tried in this order; the first that holds decides. No verdict is written by hand.',
    claims: 'Claims', claim: 'Claim', printed: 'Printed', recomputed: 'Recomputed', verdictHead: 'Verdict', details: 'Details of {claim}',
    verdict: { exact: 'exact', 'within-rounding': 'within rounding', 'needs-an-assumption': 'needs an assumption', 'does-not-follow': 'does not follow', 'not-testable': 'not testable' },
    rule: {
      exact: 'Recomputed from the claim’s own words and printed inputs, the value rounds to what is printed; a bound (“greater than”) holds whatever the inputs were before rounding. Where the words leave several readings open, all of them must.',
      'within-rounding': 'It does not, but some inputs that round to the printed ones give a value that does. “About” allows 5\u00a0%.',
      'needs-an-assumption': 'Not so, but one of the listed readings agrees: an interpretation that the words leave open, a number put in the place of one that is printed nowhere, or digits that were cut off instead of rounded. Each is named; the others tried stand below.',
      'does-not-follow': 'All inputs are printed and no reading agrees. By how much: the distance of the nearest reading.',
      'not-testable': 'An input is printed nowhere, and no substitute tried leads to the printed value; a substitute that disagrees refutes the substitute, not the claim.',
    },
    reading: { 'as-stated': 'as stated', reading: 'a reading the words leave open', substitute: 'with a substitute for an unprinted number', beside: 'shown beside, not counted' },
    agrees: { exact: 'agrees', within: 'agrees within rounding', cut: 'agrees if digits were cut off', none: 'does not agree' }, decisive: 'decides', assumes: 'Assumes', formula: 'Formula', inputs: 'Inputs', missing: 'Printed nowhere: {what}', note: 'Note on the source', record: 'Record',
    tables: 'Rebuilt tables', tablesText: 'Made anew with the studio’s own composition; printed and rebuilt numbers stand side by side.', figures: 'Rebuilt figures',
    export: { pdf: 'Report (PDF)', csv: 'Tables (CSV)', everything: 'Everything', ready: 'Files of the reproduction are ready' },
  },
  beside: {
    marks: 'Published marks in the figures', marksText: 'Hollow marks of what a paper prints for the same board and model; they take no part in targets or in the Pareto front.',
    title: 'Beside the published numbers', text: 'What the HI paper prints for the same board, data set, local architecture and strategy. A ratio above 1: more here than there.', here: 'Here', there: 'Published', ratio: 'Ratio', printedIn: 'Printed in', differs: 'May differ by', reasons: 'Why they may differ',
  },
};
