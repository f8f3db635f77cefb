/** CIFAR-10 as its binary version, and any set of up to 256 classes in the same layout. */
import { StudioError } from '../core/errors';
import { cifarShape, openCifarLayout } from './cifar-layout';
import type { DatasetReader } from './reader';

export const cifar10: DatasetReader = {
  name: 'cifar10',
  title: 'CIFAR-10 binary',
  summary: '32 x 32 colour images of ten classes; records of one label byte and 3072 pixel bytes.',
  files: [{ names: ['test_batch.bin'], holds: 'test images with labels' }],
  trainingFiles: [1, 2, 3, 4, 5].map((batch) => `data_batch_${batch}.bin`),
  folders: ['cifar-10-batches-bin', 'cifar10', 'cifar10/cifar-10-batches-bin'],
  archives: ['cifar-10-binary.tar.gz', 'cifar-10-binary.tar'],
  shape: cifarShape,
  labels: ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'],
  heeds: ['files', 'labels'],
  async open(profile, folder) {
    const names = profile.labels ?? cifar10.labels;
    if (names.length > 256) {
      throw new StudioError('dataset.label-names', { profile: profile.id, labels: names.length, expected: 'a label byte tells at most 256 classes apart' });
    }
    return await openCifarLayout(cifar10, profile, folder, { bytes: 1, use: 0, names });
  },
};
