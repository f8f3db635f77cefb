/** Charts as vectors: what is drawn on the pen arrives in the document. */
import { describe, expect, it } from 'vitest';
import { createSvgPen, paint } from '../../src-renderer/chart/svg-pen';

const measure = (text: string): { width: number } => ({ width: 7 * text.length });
const drawn = (draw: (pen: CanvasRenderingContext2D) => void): string => {
  const pen = createSvgPen(100, 50, 'p-', measure);
  draw(pen as unknown as CanvasRenderingContext2D);
  return pen.content();
};

describe('the SVG pen', () => {
  it('draws a path where the canvas would, moved and turned', () => {
    const svg = drawn((pen) => {
      pen.save();
      pen.translate(10, 20);
      pen.rotate(Math.PI / 2);
      pen.beginPath();
      pen.moveTo(0, 0);
      pen.lineTo(5, 0);
      pen.restore();
      pen.stroke();
    });
    expect(svg).toContain('d="M10 20L10 25"');
  });

  it('draws a whole circle', () => {
    const svg = drawn((pen) => {
      pen.fillStyle = '#0072B2';
      pen.beginPath();
      pen.arc(20, 20, 5, 0, 2 * Math.PI);
      pen.fill();
    });
    expect(svg).toBe('<path d="M25 20A5 5 0 0 1 15 20A5 5 0 0 1 25 20" fill="#0072B2"/>');
  });

  it('keeps drawings inside their clip, nested ones too, and ends it on restore', () => {
    const svg = drawn((pen) => {
      pen.save();
      pen.beginPath();
      pen.rect(0, 0, 10, 10);
      pen.clip();
      pen.fillRect(0, 0, 99, 99);
      pen.restore();
      pen.fillRect(1, 1, 2, 2);
    });
    expect(svg).toContain('<clipPath id="p-clip1"><path d="M0 0L10 0L10 10L0 10Z"/></clipPath><path clip-path="url(#p-clip1)"');
    expect(svg.endsWith('<path d="M1 1L3 1L3 3L1 3Z" fill="#000000"/>')).toBe(true);
  });

  it('writes text that can be selected, escaped and aligned', () => {
    const svg = drawn((pen) => {
      pen.font = '500 12px Roboto, Arial';
      pen.textAlign = 'center';
      pen.fillText('a < b & "c"', 5, 6);
    });
    expect(svg).toBe('<text x="5" y="6" text-anchor="middle" font-family="Roboto, Arial" font-size="12" font-weight="500" fill="#000000">a &lt; b &amp; &quot;c&quot;</text>');
  });

  it('takes opacity apart, and draws nothing in a colour that cannot be seen', () => {
    expect(paint('fill', '#0072B280')).toBe('fill="#0072B2" fill-opacity="0.5"');
    expect(drawn((pen) => {
      pen.fillStyle = 'rgba(0, 0, 0, 0)';
      pen.beginPath();
      pen.rect(0, 0, 1, 1);
      pen.fill();
    })).toBe('');
  });
});
