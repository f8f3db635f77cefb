/** What Skia writes as SVG, made small, editable and fit to stand beside other drawings. */

/** `d` of a path; its points, control points included. */
function pointsOf(d: string): [number, number][] {
  const numbers = (d.match(/-?[\d.]+/g) ?? []).map(Number);
  return Array.from({ length: numbers.length >> 1 }, (_, i) => [numbers[2 * i], numbers[2 * i + 1]]);
}

/** Skia spends 2 kB of short curves on a circle; a closed path of many, all equally far from its middle, is one. */
function asCircle(path: string, before: string, d: string, after: string): string {
  const points = pointsOf(d);
  const [xs, ys] = [points.map((point) => point[0]), points.map((point) => point[1])];
  const [cx, cy] = [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
  const r = (Math.max(...xs) - Math.min(...xs)) / 2;
  if (points.length < 60 || points.some(([x, y]) => Math.abs(Math.hypot(x - cx, y - cy) - r) > 0.02 * r)) return path;
  const short = (value: number): number => Number(value.toFixed(3));
  return `<circle${before}cx="${short(cx)}" cy="${short(cy)}" r="${short(r)}"${after}/>`;
}

/**
 * The elements inside an SVG document, their ids made unique by `prefix`. Skia places every glyph; a word keeps only its
 * first place, because ligatures (ffl) have fewer glyphs than letters and would tear apart, and gets its letters back.
 */
export function innerSvg(svg: string, prefix: string): string {
  return svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'))
    .replaceAll('id="', `id="${prefix}`).replaceAll('url(#', `url(#${prefix}`)
    .replaceAll(/<text[^>]* x="" y=""><\/text>/g, '')
    .replaceAll(/ x="(-?[\d.]+),[^"]*" y="(-?[\d.]+),[^"]*"/g, ' x="$1" y="$2"')
    .replaceAll(/[\ufb00-\ufb06]/g, (ligature) => ligature.normalize('NFKC'))
    .replaceAll('font-weight="400" font-family="Roboto Medium, Roboto"', 'font-weight="bold" font-family="Roboto"')
    .replaceAll(/<path([^>]* )d="(M[^"MLZ]{800,}Z)"([^>]*)\/>/g, asCircle);
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
