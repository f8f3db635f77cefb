/** Sentences about datasets: what, where, expected, how to mend. Codes are `dataset.noun-or-state`. */

const either = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`;

/** Text that somebody else wrote, made fit for one line: control characters shown as dots. */
const oneLine = (text: string): string => text.replace(/[\p{C}\p{Z}]/gu, (character) => (character === ' ' ? ' ' : '·'));

/** The same, quoted and at most 40 characters long. */
const found = (text: string): string => {
  const shown = oneLine(text);
  return shown.length > 40 ? `“${shown.slice(0, 40)}…”` : `“${shown}”`;
};

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

export const datasetErrors = {
  'dataset.reader-unknown': (f: { profile: string; reader: string; known: readonly string[] }) =>
    `The dataset profile “${f.profile}” names the reader ${found(f.reader)}, which does not exist; set "reader" to ${either(f.known)}.`,
  'dataset.label-names': (f: { profile: string; labels: number; expected: string }) =>
    `The dataset profile “${f.profile}” lists ${f.labels} class names under "labels", but ${f.expected}; correct the list or leave it out.`,
  'dataset.files-listed': (f: { profile: string; listed: number; expected: string }) =>
    `The dataset profile “${f.profile}” lists ${f.listed} entries under "files", but its reader takes ${f.expected}; correct the list or leave it out.`,

  'dataset.download-none': (f: { dataset: string }) =>
    `No public address is configured for ${f.dataset}; put its files into a folder and name it (--data), or add "download" to its profile.`,
  'dataset.download-failed': (f: { url: string; reason: string; bytes: number; total: number }) =>
    `The download of ${f.url} stopped at ${megabytes(f.bytes)} of ${megabytes(f.total)} (${oneLine(f.reason)}); what came is kept: check the connection and start it again to go on.`,
  'dataset.download-wrong': (f: { url: string; expected: string; found: string }) =>
    `What came from ${f.url} is not what the profile expects (SHA-256 ${f.found.slice(0, 12)}… instead of ${f.expected.slice(0, 12)}…) and was deleted; try again, or correct "download" in the profile if the file has changed.`,
  'dataset.download-archive': (f: { file: string; reason: string }) =>
    `${f.file} cannot be unpacked (${oneLine(f.reason)}); delete it and start the download again.`,
  'dataset.download-disk': (f: { dataset: string; folder: string; bytes: number }) =>
    `The disk is full: ${f.dataset} needs ${megabytes(f.bytes)} in ${f.folder} and as much again while it is unpacked; free some space and start it again.`,
  'dataset.download-folder': (f: { folder: string; reason: string }) =>
    `${f.folder} cannot be written (${f.reason}); choose another folder or mend its permissions.`,
  'dataset.folder-needed': (f: { dataset: string; files: readonly string[] }) =>
    `${f.dataset} is read from files (${oneLine(f.files.join(', '))}) and no folder was given; say where they are (--data FOLDER).`,
  'dataset.folder-missing': (f: { folder: string }) =>
    `The data folder ${f.folder} does not exist; correct its path (--data).`,
  'dataset.folder-is-file': (f: { folder: string }) =>
    `${f.folder} is a file, but the folder that holds it is needed (--data); leave out the file name.`,
  'dataset.file-missing': (f: { dataset: string; file: string; folder: string; folders: readonly string[]; archive: string | null }) =>
    f.archive === null
      ? `${f.dataset} needs the file ${oneLine(f.file)}, which is not in ${f.folder}${f.folders.length === 0 ? '' : ` (nor in its usual sub-folders ${f.folders.join(', ')})`}; give the folder that holds it (--data), or name your file under "files" in the profile.`
      : `${f.dataset} needs the file ${oneLine(f.file)}, which is not in ${f.folder}, but the packed ${f.archive} is; unpack it there with "tar -xf ${f.archive}".`,
  'dataset.not-a-file': (f: { file: string }) =>
    `${f.file} is a folder or a device, but a file was expected; correct "files" in the dataset profile or the data folder (--data).`,
  'dataset.unreadable': (f: { file: string; reason: string }) =>
    `${f.file} cannot be read (${f.reason}); check its permissions and the disk.`,
  'dataset.changed': (f: { file: string }) =>
    `${f.file} became shorter while it was being read; let no other program write to it and start again.`,

  'dataset.empty': (f: { file: string; unit: string }) =>
    `${f.file} holds no ${f.unit}; download or unpack it again.`,
  'dataset.record-size': (f: { file: string; bytes: number; record: number; layout: string; hint: string | null }) =>
    `${f.file} has ${f.bytes} bytes, which is not a multiple of the ${f.record} bytes of one ${f.layout} record; ${f.hint ?? 'it is cut short or not a binary of this dataset, so download it again'}.`,
  'dataset.wrong-magic': (f: { file: string; holds: string; expected: number; found: string }) =>
    `${f.file} should hold IDX ${f.holds} and start with the number ${f.expected}, but starts with ${f.found}; check that the files are not swapped and download it again.`,
  'dataset.file-size': (f: { file: string; bytes: number; atLeast: boolean; expected: number; content: string }) =>
    `${f.file} has ${f.atLeast ? 'at least ' : ''}${f.bytes} bytes, but its header promises ${f.content}, which take ${f.expected}; it is cut short or damaged, so download it again.`,
  'dataset.counts-differ': (f: { images: string; imageCount: number; labels: string; labelCount: number }) =>
    `${f.images} holds ${f.imageCount} images, but ${f.labels} holds ${f.labelCount} labels; take both files from the same set.`,
  'dataset.label-outside': (f: { file: string; record: number; label: number; classes: number }) =>
    `Record ${f.record} of ${f.file} has the label ${f.label}, but the ${f.classes} classes have labels 0 to ${f.classes - 1}; the file is damaged, of another dataset, or "labels" in the profile lacks names.`,
  'dataset.gzip-corrupt': (f: { file: string; reason: string }) =>
    `${f.file} cannot be unpacked (${f.reason}); the download is damaged or incomplete, so fetch it again.`,
  'dataset.gzip-too-large': (f: { file: string; bytes: number; most: number }) =>
    `${f.file} unpacks to ${megabytes(f.bytes)}, more than the ${megabytes(f.most)} that are unpacked in memory; unpack it beside the original with "gunzip -k".`,
  'dataset.index-outside': (f: { dataset: string; index: number; size: number }) =>
    `Sample ${f.index} was asked for, but ${f.dataset} has the samples 0 to ${f.size - 1}; ask for fewer or other samples.`,

  'dataset.image-size': (f: { file: string; found: string; expected: string }) =>
    `${f.file} holds images of ${f.found} pixels, but its reader expects ${f.expected}; use the dataset's original files or another reader.`,
  'dataset.image-broken': (f: { file: string; reason: string }) =>
    `${f.file} cannot be decoded as a JPEG image: ${f.reason}; replace it with the original file.`,
  'dataset.image-too-large': (f: { file: string; width: number; height: number; most: number }) =>
    `${f.file} is an image of ${f.width} x ${f.height} pixels, but at most ${f.most / 1e6} million are decoded; scale it down first.`,
  'dataset.images-not-found': (f: { dataset: string; folder: string }) =>
    `${f.dataset} finds neither a label file val.txt nor class folders with JPEG files in ${f.folder} or its sub-folder val; give the folder of the validation images (--data).`,
  'dataset.image-missing': (f: { labelFile: string; line: number; image: string; folder: string }) =>
    `Line ${f.line} of ${f.labelFile} names the image ${found(f.image)}, which is not in ${f.folder}; add the image or take out the line.`,
  'dataset.label-line': (f: { labelFile: string; line: number; text: string }) =>
    `Line ${f.line} of ${f.labelFile} is ${found(f.text)}, but an image name and a class number were expected, as in “ILSVRC2012_val_00000001.JPEG 65”; correct the line.`,
  'dataset.label-file-too-large': (f: { labelFile: string; bytes: number; most: number }) =>
    `${f.labelFile} has ${megabytes(f.bytes)}, but a label file has one short line an image and at most ${megabytes(f.most)}; name the right file under "files" in the dataset profile.`,
  'dataset.class-folders': (f: { folder: string; folders: number; labels: number }) =>
    `${f.folder} has ${f.folders} class folders, but the profile lists ${f.labels} class names under "labels"; there must be one name a folder, in alphabetical order of the folders.`,
  'dataset.no-training': (f: { dataset: string }) => `The studio knows no training images of dataset “${f.dataset}”; name their files as "training_files" in its profile, or train on half of the held-out pool (--from-pool).`,
} as const;
