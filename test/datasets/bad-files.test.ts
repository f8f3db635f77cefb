/** The corpus of wrong inputs: each is refused with exactly this sentence. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataset } from '../../src-main/datasets/registry';
import { cifarFile, idxHeader, idxImages, idxLabels, jpegFile, profileFor, refusal, temporaryFolder, type TemporaryFolder } from '../corpus/dataset-files';

let folder: TemporaryFolder;
beforeEach(() => { folder = temporaryFolder(); });
afterEach(() => folder.remove());

const at = (...names: string[]): string => join(folder.path, ...names);
const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `class ${i}`);

describe('a wrong profile', () => {
  it('names a reader that does not exist', async () => {
    expect(await refusal(profileFor('cifar-10'), folder.path)).toEqual({
      code: 'dataset.reader-unknown',
      message: 'The dataset profile “tiny” names the reader “cifar-10”, which does not exist; set "reader" to glyphs, mnist-idx, cifar10, cifar100 or imagenet-folder.',
    });
  });

  it('lists a number of class names that the labels cannot have', async () => {
    expect(await refusal(profileFor('cifar100', { labels: names(10) }), folder.path)).toEqual({
      code: 'dataset.label-names',
      message: 'The dataset profile “tiny” lists 10 class names under "labels", but CIFAR-100 has 100 fine or 20 coarse classes; correct the list or leave it out.',
    });
    expect((await refusal(profileFor('cifar10', { labels: names(257) }), folder.path)).message).toBe(
      'The dataset profile “tiny” lists 257 class names under "labels", but a label byte tells at most 256 classes apart; correct the list or leave it out.');
  });

  it('lists the wrong number of files', async () => {
    expect(await refusal(profileFor('mnist-idx', { files: ['images'] }), folder.path)).toEqual({
      code: 'dataset.files-listed',
      message: 'The dataset profile “tiny” lists 1 entries under "files", but its reader takes two, images before labels; correct the list or leave it out.',
    });
    expect((await refusal(profileFor('imagenet-folder', { files: ['a', 'b', 'c'] }), folder.path)).message).toBe(
      'The dataset profile “tiny” lists 3 entries under "files", but its reader takes a label file and, where it lies elsewhere, the folder of the images; correct the list or leave it out.');
  });
});

describe('a wrong data folder', () => {
  it('was not given', async () => {
    expect(await refusal(profileFor('mnist-idx'), null)).toEqual({
      code: 'dataset.folder-needed',
      message: 'Tiny set is read from files (t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte) and no folder was given; say where they are (--data FOLDER).',
    });
  });

  it('does not exist, or is a file', async () => {
    expect(await refusal(profileFor('cifar10'), at('nowhere'))).toEqual({
      code: 'dataset.folder-missing',
      message: `The data folder ${at('nowhere')} does not exist; correct its path (--data).`,
    });
    const file = folder.put('test_batch.bin', cifarFile([[1]]));
    expect(await refusal(profileFor('cifar10'), file)).toEqual({
      code: 'dataset.folder-is-file',
      message: `${file} is a file, but the folder that holds it is needed (--data); leave out the file name.`,
    });
  });

  it('lacks the file, or holds it still packed', async () => {
    expect(await refusal(profileFor('cifar10'), folder.path)).toEqual({
      code: 'dataset.file-missing',
      message: `Tiny set needs the file test_batch.bin, which is not in ${folder.path} (nor in its usual sub-folders tiny, cifar-10-batches-bin, cifar10, cifar10/cifar-10-batches-bin); `
        + 'give the folder that holds it (--data), or name your file under "files" in the profile.',
    });
    folder.put('cifar-10-binary.tar.gz', 'packed');
    expect((await refusal(profileFor('cifar10'), folder.path)).message).toBe(
      `Tiny set needs the file test_batch.bin, which is not in ${folder.path}, but the packed cifar-10-binary.tar.gz is; unpack it there with "tar -xf cifar-10-binary.tar.gz".`);
  });

  it('has the images but not the labels', async () => {
    folder.put('mnist/t10k-images-idx3-ubyte', idxImages(1));
    expect((await refusal(profileFor('mnist-idx'), folder.path)).message).toBe(
      `Tiny set needs the file t10k-labels-idx1-ubyte, which is not in ${at('mnist')}; give the folder that holds it (--data), or name your file under "files" in the profile.`);
  });

  it('has a folder in the place of the file', async () => {
    mkdirSync(at('test_batch.bin'));
    expect(await refusal(profileFor('cifar10'), folder.path)).toEqual({
      code: 'dataset.not-a-file',
      message: `${at('test_batch.bin')} is a folder or a device, but a file was expected; correct "files" in the dataset profile or the data folder (--data).`,
    });
  });
});

describe('a wrong CIFAR file', () => {
  const refused = async (bytes: Uint8Array | string, reader = 'cifar10') => {
    folder.put(reader === 'cifar10' ? 'test_batch.bin' : 'test.bin', bytes);
    return await refusal(profileFor(reader), folder.path);
  };

  it('is empty', async () => {
    expect(await refused('')).toEqual({ code: 'dataset.empty', message: `${at('test_batch.bin')} holds no records; download or unpack it again.` });
  });

  it('is cut short', async () => {
    expect(await refused(cifarFile([[1], [2]]).subarray(0, 5000))).toEqual({
      code: 'dataset.record-size',
      message: `${at('test_batch.bin')} has 5000 bytes, which is not a multiple of the 3073 bytes of one CIFAR-10 binary record; it is cut short or not a binary of this dataset, so download it again.`,
    });
  });

  it.each([
    ['CIFAR-100', cifarFile([[1, 2]]), 'cifar10', 'its size fits the 3074-byte records of CIFAR-100, so use that reader'],
    ['CIFAR-10', cifarFile([[1]]), 'cifar100', 'its size fits the 3073-byte records of CIFAR-10, so use that reader'],
    ['a Python pickle', Buffer.from([0x80, 2, 0x7d, 0x71]), 'cifar10', 'it is the Python version of the dataset, so download the binary version'],
    ['packed', gzipSync(cifarFile([[1]])), 'cifar10', 'it is packed, so unpack it with "tar -xf"'],
  ])('is %s', async (_, bytes, reader, hint) => {
    const { code, message } = await refused(bytes, reader);
    expect(code).toBe('dataset.record-size');
    expect(message).toMatch(new RegExp(`record; ${hint}\\.$`));
  });

  it('has a label outside the classes', async () => {
    expect(await refused(cifarFile([[9], [10], [200]]))).toEqual({
      code: 'dataset.label-outside',
      message: `Record 1 of ${at('test_batch.bin')} has the label 10, but the 10 classes have labels 0 to 9; the file is damaged, of another dataset, or "labels" in the profile lacks names.`,
    });
  });

  it('became shorter after it was opened', async () => {
    folder.put('test_batch.bin', cifarFile([[1], [2]]));
    const dataset = await openDataset(profileFor('cifar10'), folder.path);
    folder.put('test_batch.bin', cifarFile([[1]]));
    await expect(dataset.read(Int32Array.of(1))).rejects.toThrow(
      `${at('test_batch.bin')} became shorter while it was being read; let no other program write to it and start again.`);
    await dataset.close();
    await expect(dataset.read(Int32Array.of(0))).rejects.toMatchObject({ code: 'dataset.unreadable' });
  });

  it('is asked for a sample that it does not have', async () => {
    folder.put('test_batch.bin', cifarFile([[1], [2]]));
    const dataset = await openDataset(profileFor('cifar10'), folder.path);
    await expect(dataset.read(Int32Array.of(0, 2))).rejects.toThrow('Sample 2 was asked for, but Tiny set has the samples 0 to 1; ask for fewer or other samples.');
    await expect(dataset.read(Int32Array.of(-1))).rejects.toMatchObject({ code: 'dataset.index-outside' });
    await dataset.close();
  });
});

describe('a wrong MNIST file', () => {
  const refused = async (images: Uint8Array | string, labels: Uint8Array | string) => {
    folder.put('t10k-images-idx3-ubyte', images);
    folder.put('t10k-labels-idx1-ubyte', labels);
    return await refusal(profileFor('mnist-idx'), folder.path);
  };

  it.each([
    ['is the label file', idxLabels([1]), '2049, the number of IDX labels'],
    ['is a web page', '<!DOCTYPE html>', 'the text “<!DO”'],
    ['has another byte order', Buffer.from([3, 8, 0, 0]), '50855936'],
    ['ends at once', Buffer.from([0, 0]), 'only 2 bytes'],
  ])('%s', async (_, bytes, found) => {
    expect(await refused(bytes, idxLabels([1]))).toEqual({
      code: 'dataset.wrong-magic',
      message: `${at('t10k-images-idx3-ubyte')} should hold IDX images and start with the number 2051, but starts with ${found}; check that the files are not swapped and download it again.`,
    });
  });

  it('has images in the place of labels', async () => {
    expect((await refused(idxImages(1), idxImages(1))).message).toBe(
      `${at('t10k-labels-idx1-ubyte')} should hold IDX labels and start with the number 2049, but starts with 2051, the number of IDX images; check that the files are not swapped and download it again.`);
  });

  it('is empty, or has no images', async () => {
    expect((await refused('', idxLabels([1]))).message).toBe(`${at('t10k-images-idx3-ubyte')} holds no bytes; download or unpack it again.`);
    expect((await refused(idxImages(0), idxLabels([]))).message).toBe(`${at('t10k-images-idx3-ubyte')} holds no images; download or unpack it again.`);
  });

  it('ends within its header', async () => {
    expect((await refused(idxHeader(2051, 1), idxLabels([1]))).message).toBe(
      `${at('t10k-images-idx3-ubyte')} has 8 bytes, but its header promises the numbers of a whole header, which take 16; it is cut short or damaged, so download it again.`);
  });

  it('is cut short, or claims four thousand million images', async () => {
    expect(await refused(idxImages(3).subarray(0, 1000), idxLabels([1, 2, 3]))).toEqual({
      code: 'dataset.file-size',
      message: `${at('t10k-images-idx3-ubyte')} has 1000 bytes, but its header promises 3 images, which take 2368; it is cut short or damaged, so download it again.`,
    });
    expect((await refused(idxHeader(2051, 4_000_000_000, 28, 28), idxLabels([1]))).message).toBe(
      `${at('t10k-images-idx3-ubyte')} has 16 bytes, but its header promises 4000000000 images, which take 3136000000016; it is cut short or damaged, so download it again.`);
  });

  it('has images of another size', async () => {
    expect(await refused(Buffer.concat([idxHeader(2051, 1, 32, 20), Buffer.alloc(640)]), idxLabels([1]))).toEqual({
      code: 'dataset.image-size',
      message: `${at('t10k-images-idx3-ubyte')} holds images of 32 x 20 pixels, but its reader expects 28 x 28; use the dataset's original files or another reader.`,
    });
  });

  it('has more images than labels', async () => {
    expect(await refused(idxImages(3), idxLabels([1, 2]))).toEqual({
      code: 'dataset.counts-differ',
      message: `${at('t10k-images-idx3-ubyte')} holds 3 images, but ${at('t10k-labels-idx1-ubyte')} holds 2 labels; take both files from the same set.`,
    });
  });

  it('has a label outside the classes', async () => {
    expect((await refused(idxImages(2), idxLabels([9, 77]))).message).toBe(
      `Record 1 of ${at('t10k-labels-idx1-ubyte')} has the label 77, but the 10 classes have labels 0 to 9; the file is damaged, of another dataset, or "labels" in the profile lacks names.`);
  });

  it('is a damaged or incomplete gzip file', async () => {
    const packed = gzipSync(idxImages(20));
    const flipped = Buffer.from(packed);
    flipped[flipped.length - 6] ^= 0xff; // within the checksum
    expect(await refused(flipped, idxLabels([1]))).toEqual({
      code: 'dataset.gzip-corrupt',
      message: `${at('t10k-images-idx3-ubyte')} cannot be unpacked (incorrect data check); the download is damaged or incomplete, so fetch it again.`,
    });
    expect((await refused(packed.subarray(0, packed.length / 2), idxLabels([1]))).message).toBe(
      `${at('t10k-images-idx3-ubyte')} cannot be unpacked (unexpected end of file); the download is damaged or incomplete, so fetch it again.`);
  });

  it('unpacks to less or more than its header promises, or to far too much', async () => {
    expect((await refused(gzipSync(idxImages(3).subarray(0, 1000)), idxLabels([1]))).message).toBe(
      `${at('t10k-images-idx3-ubyte')} has 1000 bytes, but its header promises 3 images, which take 2368; it is cut short or damaged, so download it again.`);
    expect((await refused(gzipSync(Buffer.concat([idxImages(1), Buffer.alloc(50_000_000)])), idxLabels([1]))).message).toBe(
      `${at('t10k-images-idx3-ubyte')} has at least 801 bytes, but its header promises 1 images, which take 800; it is cut short or damaged, so download it again.`);
    expect(await refused(gzipSync(idxHeader(2051, 4_000_000_000, 28, 28)), idxLabels([1]))).toEqual({
      code: 'dataset.gzip-too-large',
      message: `${at('t10k-images-idx3-ubyte')} unpacks to 3136000 MB, more than the 1000 MB that are unpacked in memory; unpack it beside the original with "gunzip -k".`,
    });
  });
});

describe('a wrong ImageNet folder', () => {
  const refused = async (more = {}) => await refusal(profileFor('imagenet-folder', more), folder.path);

  it('holds neither labels nor class folders', async () => {
    folder.put('val/a.JPEG', await jpegFile(9, 9, 'red'));
    expect(await refused()).toEqual({
      code: 'dataset.images-not-found',
      message: `Tiny set finds neither a label file val.txt nor class folders with JPEG files in ${folder.path} or its sub-folder val; give the folder of the validation images (--data).`,
    });
    expect((await refused({ files: ['labels.txt'] })).message).toBe(
      `Tiny set needs the file labels.txt, which is not in ${folder.path} (nor in its usual sub-folders val, imagenet, imagenet/val); `
      + 'give the folder that holds it (--data), or name your file under "files" in the profile.');
  });

  it('has a line in val.txt that is none', async () => {
    for (const [text, shown] of [['a.JPEG', '“a.JPEG”'], ['a.JPEG -1', '“a.JPEG -1”'], ['65 a.JPEG', '“65 a.JPEG”'], [`\u0007${'x'.repeat(60)}`, `“·${'x'.repeat(39)}…”`]]) {
      folder.put('val.txt', `\n${text}\n`);
      expect(await refused()).toEqual({
        code: 'dataset.label-line',
        message: `Line 2 of ${at('val.txt')} is ${shown}, but an image name and a class number were expected, as in “ILSVRC2012_val_00000001.JPEG 65”; correct the line.`,
      });
    }
  });

  it('has an empty label file, or a class that does not exist', async () => {
    folder.put('val.txt', '\n \n');
    expect((await refused()).message).toBe(`${at('val.txt')} holds no lines; download or unpack it again.`);
    folder.put('val.txt', 'a.JPEG 1000');
    expect(await refused()).toMatchObject({ code: 'dataset.label-outside' });
  });

  it('lacks an image that val.txt names', async () => {
    folder.put('val.txt', 'a.JPEG 1\nb.JPEG 2\n');
    folder.put('val/a.JPEG', await jpegFile(9, 9, 'red'));
    expect(await refused()).toEqual({
      code: 'dataset.image-missing',
      message: `Line 2 of ${at('val.txt')} names the image “b.JPEG”, which is not in ${at('val')}; add the image or take out the line.`,
    });
  });

  it('has a truncated image', async () => {
    const whole = await jpegFile(300, 300, 'red');
    folder.put('val.txt', 'a.JPEG 1\n');
    folder.put('a.JPEG', whole.subarray(0, whole.length - 20));
    expect(await refused()).toEqual({
      code: 'dataset.image-broken',
      message: `${at('a.JPEG')} cannot be decoded as a JPEG image: it is cut short: its end marker is missing; replace it with the original file.`,
    });
  });

  it('has another number of class folders than the profile has names', async () => {
    for (const name of ['n01', 'n02']) folder.put(`${name}/a.JPEG`, await jpegFile(9, 9, 'red'));
    expect(await refused({ labels: names(3) })).toEqual({
      code: 'dataset.class-folders',
      message: `${folder.path} has 2 class folders, but the profile lists 3 class names under "labels"; there must be one name a folder, in alphabetical order of the folders.`,
    });
  });

  it('names something far too large as its label file', async () => {
    folder.put('images.tar', Buffer.alloc(64_000_001));
    expect(await refused({ files: ['images.tar'] })).toEqual({
      code: 'dataset.label-file-too-large',
      message: `${at('images.tar')} has 64 MB, but a label file has one short line an image and at most 64 MB; name the right file under "files" in the dataset profile.`,
    });
  });
});
