/** Decodes a JPEG file to RGBA as Pillow does: orientation and colour profile ignored, an incomplete file refused. */
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { StudioError } from '../core/errors';

export interface RgbaImage { readonly width: number; readonly height: number; readonly rgba: Uint8ClampedArray }

/** The largest picture that is decoded; four bytes a pixel, twice. */
const mostPixels = 50e6;

/** `file` names the image in error sentences. Errors: dataset.image-broken, dataset.image-too-large */
export async function decodeJpeg(file: string, bytes: Uint8Array): Promise<RgbaImage> {
  const broken = (reason: string, cause?: unknown): StudioError => new StudioError('dataset.image-broken', { file, reason }, { cause });
  const structure = inspectJpeg(bytes);
  if ('reason' in structure) throw broken(structure.reason);
  const { width, height } = structure;
  if (width * height > mostPixels) throw new StudioError('dataset.image-too-large', { file, width, height, most: mostPixels });
  // Huffman coding needs at least one bit for a block of 64 pixels; a header that promises more asks for memory in vain.
  if (width * height > 64 * 8 * bytes.length) throw broken(`${bytes.length} bytes cannot hold the ${width} x ${height} pixels that its header promises`);

  let image;
  try {
    image = await loadImage(structure.cleaned);
  } catch (error) {
    throw broken('its content is damaged', error);
  }
  if (image.width !== width || image.height !== height) throw broken(`it decodes to ${image.width} x ${image.height} pixels instead of ${width} x ${height}`);
  const context = createCanvas(width, height).getContext('2d');
  context.drawImage(image, 0, 0);
  return { width, height, rgba: context.getImageData(0, 0, width, height).data };
}

interface JpegStructure { readonly width: number; readonly height: number; /** Without Exif and colour profile. */ readonly cleaned: Uint8Array }

const endOfImage = Buffer.from([0xff, 0xd9]);

/** Walks the segments, because the decoder fills what is missing with grey and says nothing. */
function inspectJpeg(data: Uint8Array): JpegStructure | { readonly reason: string } {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  if (bytes.length === 0) return { reason: 'it is empty' };
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return { reason: 'it does not begin as a JPEG does' };
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let width = 0;
  let height = 0;
  for (let at = 2; ; ) {
    if (at + 4 > bytes.length) return { reason: 'it is cut short within its header' };
    if (bytes[at] !== 0xff) return { reason: 'its header is damaged' };
    const marker = bytes[at + 1];
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === 0xda) {
      // Within coded data 0xff is always stuffed, so that the end marker cannot occur by chance.
      if (bytes.indexOf(endOfImage, at) < 0) return { reason: 'it is cut short: its end marker is missing' };
      if (width === 0 || height === 0) return { reason: 'its header states no size' };
      return { width, height, cleaned: Buffer.concat([...kept, bytes.subarray(at)]) };
    }
    const length = bytes.readUInt16BE(at + 2);
    const end = at + 2 + length;
    if (length < 2 || marker === 0xd9) return { reason: 'its header is damaged' };
    if (end > bytes.length) return { reason: 'it is cut short within its header' };
    const opensFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (opensFrame && length >= 8) {
      height = bytes.readUInt16BE(at + 5);
      width = bytes.readUInt16BE(at + 7);
    }
    // Exif could turn the picture, a colour profile change it; models were trained on images read without either.
    if (marker !== 0xe1 && marker !== 0xe2) kept.push(bytes.subarray(at, end));
    at = end;
  }
}
