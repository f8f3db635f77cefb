/** CIFAR-100 as its binary version, by its 100 fine classes or its 20 coarse ones. */
import { StudioError } from '../core/errors';
import { cifarShape, openCifarLayout } from './cifar-layout';
import type { DatasetReader } from './reader';

// In label order, as `fine_label_names.txt` of the download.
const fineNames = `
  apple aquarium_fish baby bear beaver bed bee beetle bicycle bottle bowl boy bridge bus butterfly camel can castle caterpillar cattle
  chair chimpanzee clock cloud cockroach couch crab crocodile cup dinosaur dolphin elephant flatfish forest fox girl hamster house kangaroo keyboard
  lamp lawn_mower leopard lion lizard lobster man maple_tree motorcycle mountain mouse mushroom oak_tree orange orchid otter palm_tree pear pickup_truck pine_tree
  plain plate poppy porcupine possum rabbit raccoon ray road rocket rose sea seal shark shrew skunk skyscraper snail snake spider
  squirrel streetcar sunflower sweet_pepper table tank telephone television tiger tractor train trout tulip turtle wardrobe whale willow_tree wolf woman worm
`.trim().split(/\s+/).map((name) => name.replace('_', ' '));

const coarseClasses = 20;

export const cifar100: DatasetReader = {
  name: 'cifar100',
  title: 'CIFAR-100 binary',
  summary: '32 x 32 colour images; records of a coarse and a fine label byte and 3072 pixel bytes. A profile with 20 "labels" takes the coarse classes.',
  files: [{ names: ['test.bin'], holds: 'test images with labels' }],
  trainingFiles: ['train.bin'],
  folders: ['cifar-100-binary', 'cifar100', 'cifar100/cifar-100-binary'],
  archives: ['cifar-100-binary.tar.gz', 'cifar-100-binary.tar'],
  shape: cifarShape,
  labels: fineNames,
  heeds: ['files', 'labels'],
  async open(profile, folder) {
    const names = profile.labels ?? fineNames;
    if (names.length !== fineNames.length && names.length !== coarseClasses) {
      throw new StudioError('dataset.label-names', { profile: profile.id, labels: names.length, expected: 'CIFAR-100 has 100 fine or 20 coarse classes' });
    }
    return await openCifarLayout(cifar100, profile, folder, { bytes: 2, use: names.length === coarseClasses ? 0 : 1, names });
  },
};
