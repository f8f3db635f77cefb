/** Tells whether the process that held a run still lives; a process id alone is given out again. */
import { readFileSync } from 'node:fs';

/** `started`: kernel ticks since boot (/proc/PID/stat, field 22); `boot`: the kernel's boot id. Null where the system has no /proc. */
export interface ProcessIdentity { readonly pid: number; readonly started: number | null; readonly boot: string | null }

export function identityOf(pid: number): ProcessIdentity {
  return { pid, started: startOf(pid), boot: bootId() };
}

/** True only where the very process that was recorded still runs on this boot of this machine. */
export function isAlive(identity: ProcessIdentity): boolean {
  if (identity.boot !== bootId()) return false;
  if (identity.started !== null) return startOf(identity.pid) === identity.started;
  try {
    process.kill(identity.pid, 0);
    return true;
  } catch (error) {
    // Not ours to signal, but there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function startOf(pid: number): number | null {
  const stat = textOf(`/proc/${pid}/stat`);
  if (stat === null) return null;
  // The command in field 2 may hold spaces and brackets; fields are counted from behind its last bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // A zombie has ended and holds nothing any more.
  return fields[0] === 'Z' ? null : Number(fields[19]);
}

const bootId = (): string | null => textOf('/proc/sys/kernel/random/boot_id')?.trim() ?? null;

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return null;
  }
}
