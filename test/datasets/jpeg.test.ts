/** JPEG decoding against Pillow, and files that other decoders fill with grey. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decodeJpeg } from '../../src-main/datasets/jpeg';
import { jpegFile } from '../corpus/dataset-files';

// Made by Pillow 9.4.0 with libjpeg-turbo: 14 x 10, quality 60, 4:2:0, Exif orientation 6 ("turn by 90 degrees").
const turned = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/4QAiRXhpZgAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpR'
  + 'Uk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAKAA4DASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAABQb/xAAfEAAABQQDAAAA'
  + 'AAAAAAAAAAAAAQIEEQUiMpESIaH/xAAVAQEBAAAAAAAAAAAAAAAAAAACBf/EABoRAAICAwAAAAAAAAAAAAAAAAABAwUCEzL/2gAMAwEAAhEDEQA/AJ1lQ5iwOtaBKcPAswSnq0tCjZpTwxLQnwZbug1dlKkf/9k=', 'base64');

const withoutAlpha = (rgba: Uint8ClampedArray): Uint8Array => Uint8Array.from(rgba.filter((_, i) => i % 4 !== 3));

async function reasonFor(bytes: Uint8Array): Promise<string> {
  return await decodeJpeg('a.JPEG', bytes).then(() => 'decoded', (error: Error) => error.message);
}

describe('decoding a JPEG', () => {
  it('gives the pixels that Pillow gives, and does not turn the picture', async () => {
    const { width, height, rgba } = await decodeJpeg('turned.JPEG', turned);
    expect([width, height]).toEqual([14, 10]);
    // SHA-256 of numpy.array(Image.open(file).convert('RGB')), Pillow 9.4.0; no tolerance.
    expect(createHash('sha256').update(withoutAlpha(rgba)).digest('hex')).toBe('fd03f8ff611c588455fa140849291845f1ad9538362704773bf4e085d35e7341');
  });

  it('refuses a picture whose end is missing instead of filling it with grey', async () => {
    const whole = await jpegFile(200, 150, 'teal');
    expect(await reasonFor(whole.subarray(0, whole.length - 2))).toBe(
      'a.JPEG cannot be decoded as a JPEG image: it is cut short: its end marker is missing; replace it with the original file.');
    expect(await reasonFor(whole.subarray(0, 100))).toBe(
      'a.JPEG cannot be decoded as a JPEG image: it is cut short within its header; replace it with the original file.');
  });

  it('refuses what is not a JPEG', async () => {
    expect(await reasonFor(Buffer.alloc(0))).toBe('a.JPEG cannot be decoded as a JPEG image: it is empty; replace it with the original file.');
    expect(await reasonFor(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBe(
      'a.JPEG cannot be decoded as a JPEG image: it does not begin as a JPEG does; replace it with the original file.');
    expect(await reasonFor(Buffer.concat([turned.subarray(0, 2), Buffer.from([0xff, 0xda, 0, 2, 0xff, 0xd9])]))).toBe(
      'a.JPEG cannot be decoded as a JPEG image: its header states no size; replace it with the original file.');
    expect(await reasonFor(Buffer.concat([turned.subarray(0, 2), Buffer.from('text')]))).toBe(
      'a.JPEG cannot be decoded as a JPEG image: its header is damaged; replace it with the original file.');
  });

  it('asks for no memory for a size that the file cannot hold', async () => {
    const boastful = Buffer.from(turned);
    const frame = boastful.indexOf(Buffer.from([0xff, 0xc0]));
    boastful.writeUInt16BE(6000, frame + 5);
    boastful.writeUInt16BE(7000, frame + 7);
    expect(await reasonFor(boastful)).toBe(
      'a.JPEG cannot be decoded as a JPEG image: 368 bytes cannot hold the 7000 x 6000 pixels that its header promises; replace it with the original file.');
    boastful.writeUInt16BE(65535, frame + 5);
    expect(await reasonFor(boastful)).toBe('a.JPEG is an image of 7000 x 65535 pixels, but at most 50 million are decoded; scale it down first.');
  });
});
