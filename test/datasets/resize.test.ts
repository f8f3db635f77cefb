/** Resizing and cropping against Pillow. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { resizeAndCrop } from '../../src-main/datasets/resize';

/** A picture with edges at every scale, from whole-number formulas that Python and JavaScript agree on. */
function synthetic(width: number, height: number): Uint8Array {
  const rgba = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4;
      rgba[at] = (x * 7 + y * 13 + ((x * y) % 17) * 5) % 256;
      rgba[at + 1] = (x * 3 + y * 29 + ((x * x) % 23) * 7) % 256;
      rgba[at + 2] = ((x * x + y * y) * 11) % 256;
    }
  }
  return rgba;
}

// Origin of all expected values: Pillow 9.4.0, Image.resize(size, Image.BILINEAR) with size = (shorter, int(shorter * long / short)),
// then Image.crop at int(round((size - crop) / 2.0)), transposed to CHW. Tolerance: none, every byte is equal.
describe('resizing an image for an ImageNet model', () => {
  it('gives the very pixels that Pillow gives for a small picture', () => {
    expect([...resizeAndCrop(synthetic(23, 17), 23, 17, 6, 4)]).toEqual([
      137, 160, 173, 194, 174, 193, 200, 192, 194, 181, 153, 114, 131, 117, 68, 61,
      154, 160, 178, 129, 123, 86, 103, 98, 108, 116, 110, 138, 150, 169, 177, 142,
      130, 147, 153, 117, 119, 126, 137, 127, 125, 146, 146, 140, 137, 145, 133, 146,
    ]);
  });

  it.each([
    ['a landscape', 500, 375, '188ef14c4a5540f07392b838b87541043a4f67e37de88a04b43715fd21d11c06'],
    ['a portrait', 375, 500, '49d383f278b99e66a38d9257f25b59a97358174feb40625f00968ddefb624607'],
    ['a picture that must grow', 33, 47, '50ded651c5767a193a350c378bcf04a94a35cbd9e8a5180fb0987d50db4aec3c'],
    ['a picture of the right size', 256, 256, '4beee2ff7380e7a3c82ef2f086070688028227c9f2858cfcf1136e883a0069ae'],
    ['a panorama', 1201, 300, '757b55aa5b4ef3c8ab0828728c5c946712f9bcf904a3fe0aa3ba5b08959367ba'],
    ['a picture one pixel too large', 341, 257, 'fb471da896b7cfe20a20be2d42dc33d2ae9a8bf5c95c7f7e13e813c4d4698ba5'],
  ])('equals Pillow byte for byte for %s', (_, width, height, sha256) => {
    const pixels = resizeAndCrop(synthetic(width, height), width, height, 256, 224);
    expect(createHash('sha256').update(pixels).digest('hex')).toBe(sha256);
  });

  it('keeps a plain area exactly as it is, however thin the picture', () => {
    for (const [width, height] of [[1, 1], [1, 900], [900, 1], [224, 3]]) {
      const pixels = resizeAndCrop(new Uint8Array(width * height * 4).fill(201), width, height, 256, 224);
      expect(pixels.every((value) => value === 201)).toBe(true);
    }
  });
});
