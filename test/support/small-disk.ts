/** A disk that runs full soon, where this machine lets one be mounted: a folder in memory. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';

export interface SmallDisk {
  readonly folder: string;
  readonly mounted: boolean;
  grow(size: string): void;
  remove(): void;
}

/** `size` as mount takes it: 3m, 1100k. */
export function smallDisk(folder: string, size: string): SmallDisk {
  mkdirSync(folder, { recursive: true });
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]).status === 0;
  return {
    folder, mounted,
    grow: (more) => void spawnSync('mount', ['-o', `remount,size=${more}`, folder]),
    remove() {
      if (mounted) spawnSync('umount', [folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
