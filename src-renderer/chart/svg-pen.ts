/** A canvas context that writes SVG: only what chart.js and the figures' plugins call, so that every chart can leave the window as vectors. */

type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];
interface PenState {
  fillStyle: unknown; strokeStyle: unknown; lineWidth: number; lineCap: string; lineJoin: string; lineDashOffset: number; miterLimit: number; globalAlpha: number;
  font: string; textAlign: string; textBaseline: string; dash: readonly number[]; matrix: Matrix; clipId: string | null;
}

const start: PenState = {
  fillStyle: '#000000', strokeStyle: '#000000', lineWidth: 1, lineCap: 'butt', lineJoin: 'miter', lineDashOffset: 0, miterLimit: 10, globalAlpha: 1,
  font: '10px sans-serif', textAlign: 'start', textBaseline: 'alphabetic', dash: [], matrix: [1, 0, 0, 1, 0, 0], clipId: null,
};

const short = (value: number): string => String(Number(value.toFixed(2)));
export const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** `name="#rrggbb"`, with the alpha of #rrggbbaa or rgba() apart, as drawing programs want it. */
export function paint(name: 'fill' | 'stroke', style: unknown): string {
  const text = typeof style === 'string' ? style : '#000000';
  const hex = /^#([0-9a-f]{6})([0-9a-f]{2})$/i.exec(text);
  if (hex !== null) return `${name}="#${hex[1]}" ${name}-opacity="${short(Number.parseInt(hex[2], 16) / 255)}"`;
  const rgba = /^rgba\((\d+), ?(\d+), ?(\d+), ?([\d.]+)\)$/.exec(text);
  if (rgba !== null) return `${name}="rgb(${rgba[1]},${rgba[2]},${rgba[3]})" ${name}-opacity="${rgba[4]}"`;
  return `${name}="${escapeXml(text)}"`;
}

export interface SvgPen extends PenState {
  readonly canvas: { readonly width: number; readonly height: number; style: Record<string, string>; getContext(): SvgPen; getAttribute(name: string): string; setAttribute(): void; removeAttribute(): void };
  /** Everything drawn so far, without the outer element; ids begin with the pen's prefix. */
  content(): string;
  [method: string]: unknown;
}

/** `measure` comes from a real context; `prefix` keeps ids apart where several drawings share a document. */
export function createSvgPen(width: number, height: number, prefix: string, measure: (text: string, font: string) => { width: number }): SvgPen {
  const drawn: string[] = [];
  const stack: PenState[] = [];
  let path = '';
  let clips = 0;
  let here = false;
  const pen = { ...start } as SvgPen;
  const take = (): PenState => Object.fromEntries(Object.keys(start).map((key) => [key, pen[key]])) as unknown as PenState;
  const at = (x: number, y: number): [number, number] => {
    const [a, b, c, d, e, f] = pen.matrix;
    return [a * x + c * y + e, b * x + d * y + f];
  };
  const point = (x: number, y: number): string => at(x, y).map(short).join(' ');
  const go = (command: 'M' | 'L', x: number, y: number): void => {
    path += `${here ? command : 'M'}${point(x, y)}`;
    here = true;
  };
  const turn = (by: Matrix): void => {
    const [a, b, c, d, e, f] = pen.matrix;
    const [p, q, r, s, t, u] = by;
    pen.matrix = [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f];
  };
  const put = (element: string): void => void drawn.push(pen.clipId === null ? element : element.replace(/^<(\w+)/, `<$1 clip-path="url(#${pen.clipId})"`));
  const alpha = (): string => (pen.globalAlpha === 1 ? '' : ` opacity="${short(pen.globalAlpha)}"`);
  const line = (): string => `${paint('stroke', pen.strokeStyle)} stroke-width="${short(pen.lineWidth)}" stroke-linecap="${pen.lineCap}" stroke-linejoin="${pen.lineJoin}"${pen.dash.length === 0 ? '' : ` stroke-dasharray="${pen.dash.join(' ')}"`}`;
  const box = (x: number, y: number, w: number, h: number): string => `M${point(x, y)}L${point(x + w, y)}L${point(x + w, y + h)}L${point(x, y + h)}Z`;
  const visible = (style: unknown): boolean => style !== 'transparent' && !/^rgba\(0, ?0, ?0, ?0(\.0*)?\)$/.test(String(style)) && !/^#[0-9a-f]{6}00$/i.test(String(style));

  const methods = {
    save: () => void stack.push(take()),
    restore: () => void Object.assign(pen, stack.pop() ?? start),
    translate: (x: number, y: number) => turn([1, 0, 0, 1, x, y]),
    rotate: (angle: number) => turn([Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle), 0, 0]),
    scale: (x: number, y: number) => turn([x, 0, 0, y, 0, 0]),
    setTransform: (...by: number[]) => void (pen.matrix = by.length === 6 ? (by as unknown as Matrix) : start.matrix),
    resetTransform: () => void (pen.matrix = start.matrix),
    beginPath: () => { path = ''; here = false; },
    closePath: () => { if (here) path += 'Z'; },
    moveTo: (x: number, y: number) => { here = false; go('M', x, y); },
    lineTo: (x: number, y: number) => go('L', x, y),
    bezierCurveTo: (a: number, b: number, c: number, d: number, x: number, y: number) => { path += `C${point(a, b)} ${point(c, d)} ${point(x, y)}`; },
    quadraticCurveTo: (a: number, b: number, x: number, y: number) => { path += `Q${point(a, b)} ${point(x, y)}`; },
    rect: (x: number, y: number, w: number, h: number) => { path += box(x, y, w, h); here = false; },
    arc(x: number, y: number, r: number, from: number, to: number, back = false) {
      const whole = Math.abs(to - from) >= 2 * Math.PI - 1e-9;
      const spot = (angle: number): [number, number] => [x + r * Math.cos(angle), y + r * Math.sin(angle)];
      const bow = (a: number, b: number): string => `A${short(r)} ${short(r)} 0 ${Math.abs(b - a) > Math.PI ? 1 : 0} ${back ? 0 : 1} ${point(...spot(b))}`;
      go('L', ...spot(from));
      // A whole circle is two halves: an arc that ends where it began draws nothing.
      path += whole ? bow(from, from + Math.PI) + bow(from + Math.PI, from + 2 * Math.PI) : bow(from, to);
    },
    ellipse: (x: number, y: number, rx: number, _ry: number, _turn: number, from: number, to: number) => methods.arc(x, y, rx, from, to),
    clip() {
      const id = `${prefix}clip${++clips}`;
      drawn.push(`<clipPath id="${id}"${pen.clipId === null ? '' : ` clip-path="url(#${pen.clipId})"`}><path d="${path}"/></clipPath>`);
      pen.clipId = id;
    },
    fill: () => { if (path !== '' && visible(pen.fillStyle)) put(`<path d="${path}" ${paint('fill', pen.fillStyle)}${alpha()}/>`); },
    stroke: () => { if (path !== '' && pen.lineWidth > 0 && visible(pen.strokeStyle)) put(`<path d="${path}" fill="none" ${line()}${alpha()}/>`); },
    fillRect: (x: number, y: number, w: number, h: number) => put(`<path d="${box(x, y, w, h)}" ${paint('fill', pen.fillStyle)}${alpha()}/>`),
    strokeRect: (x: number, y: number, w: number, h: number) => put(`<path d="${box(x, y, w, h)}" fill="none" ${line()}${alpha()}/>`),
    clearRect: () => undefined,
    drawImage: () => undefined,
    strokeText: () => undefined,
    setLineDash: (dash: readonly number[]) => void (pen.dash = [...dash]),
    getLineDash: () => [...pen.dash],
    measureText: (text: string) => measure(text, pen.font),
    fillText(text: string, x: number, y: number) {
      const [, weight, size, family] = /^(?:(?:normal|italic) )?(?:(normal|bold|\d{3}) )?([\d.]+)px(?:\/\S+)? (.*)$/.exec(pen.font) ?? [null, null, '12', 'sans-serif'];
      const anchor = { center: 'middle', right: 'end', end: 'end' }[pen.textAlign];
      const drop = { middle: 0.35, top: 0.8, hanging: 0.8, bottom: -0.2, ideographic: -0.2 }[pen.textBaseline] ?? 0;
      const [a, b, c, d, e, f] = pen.matrix;
      const plain = a === 1 && b === 0 && c === 0 && d === 1;
      const place = plain ? `x="${short(x + e)}" y="${short(y + f + drop * Number(size))}"` : `transform="matrix(${[a, b, c, d, e, f].map(short).join(' ')})" x="${short(x)}" y="${short(y + drop * Number(size))}"`;
      put(`<text ${place}${anchor === undefined ? '' : ` text-anchor="${anchor}"`} font-family="${escapeXml(family.replaceAll('"', "'"))}" font-size="${size}"${weight === undefined || weight === null || weight === 'normal' ? '' : ` font-weight="${weight}"`} ${paint('fill', pen.fillStyle)}>${escapeXml(text)}</text>`);
    },
    content: () => drawn.join(''),
  };
  Object.assign(pen, methods);
  const attributes: Readonly<Record<string, string>> = { width: String(width), height: String(height) };
  return Object.assign(pen, { canvas: { width, height, style: {}, getContext: () => pen, getAttribute: (name: string) => attributes[name] ?? '', setAttribute: () => undefined, removeAttribute: () => undefined } });
}
