import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Fault } from '../task/fault.ts';

interface Holder {
  readonly host: string;
  readonly pid: number;
  /** Boot-relative start of the process, so that a reused process id is not taken for it. */
  readonly startedAt: string;
}

/** Field 22 of `/proc/<pid>/stat`; empty where the system has no such file. */
const startOf = (pid: number): string => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
};

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Any answer but "no such process" means that somebody may be there.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
};

const parseHolder = (text: string): Holder | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    const { host, pid, startedAt } = value as Partial<Holder>;
    return typeof host === 'string' && Number.isInteger(pid) && typeof startedAt === 'string'
      ? { host, pid: Number(pid), startedAt }
      : undefined;
  } catch {
    return undefined;
  }
};

/** True only when the holder is known to be gone; what can not be read is held. */
const isAbandoned = (holder: Holder | undefined): boolean => {
  if (holder === undefined || holder.host !== hostname()) return false;
  if (!isRunning(holder.pid)) return true;
  return holder.startedAt !== '' && startOf(holder.pid) !== holder.startedAt;
};

const readLock = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

const heldBy = (path: string, holder: Holder | undefined): Fault => {
  const who =
    holder === undefined ? 'an unreadable lock' : `process ${holder.pid} on ${holder.host}`;
  const how = `stop it, or remove ${path} when nothing runs there`;
  return new Fault('broken-promise', `the data folder is held by ${who}: ${how}`);
};

/**
 * Takes a data folder for this process and returns how to give it back. An embedded database that
 * two processes open is destroyed, so an ambiguous lock is a refusal; one whose process is known to
 * be dead is taken over.
 */
export const holdDataFolder = (folder: string): (() => void) => {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'lock');
  const mine = JSON.stringify({
    host: hostname(),
    pid: process.pid,
    startedAt: startOf(process.pid),
  } satisfies Holder);
  for (const isLastTry of [false, true]) {
    try {
      writeFileSync(path, mine, { flag: 'wx' });
      return () => {
        if (readLock(path) === mine) rmSync(path, { force: true });
      };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const holder = parseHolder(readLock(path));
      if (isLastTry || !isAbandoned(holder)) throw heldBy(path, holder);
      rmSync(path, { force: true });
    }
  }
  throw heldBy(path, undefined);
};
