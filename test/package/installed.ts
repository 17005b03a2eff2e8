import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../source-files.ts';

const run = promisify(execFile);

/** One package of the lock file. */
export interface LockedPackage {
  /** `node_modules/pg`, or deeper for one of another version. */
  readonly path: string;
  readonly license: string;
}

interface Entry {
  readonly dev?: boolean;
  readonly license?: string;
  readonly os?: readonly string[];
}

/** Every package that comes with an install of ours, those of other machines included. */
export const listRuntimePackages = (): readonly LockedPackage[] => {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, Entry>>;
  };
  return Object.entries(lock.packages)
    .filter(([path, { dev }]) => path !== '' && dev !== true)
    .map(([path, { license }]) => ({ path, license: license ?? 'unknown' }));
};

/** The package as somebody has it who installed it. */
export interface Installed {
  /** Folder of the project that it is installed in. */
  readonly project: string;
  /** Paths in the package. */
  readonly files: readonly string[];
  readonly run: (args: readonly string[]) => Promise<Ran>;
  readonly remove: () => void;
}

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Links what an install would bring, and nothing of what only the tests need. */
const linkDependencies = (modules: string): void => {
  for (const { path } of listRuntimePackages()) {
    const name = path.replace(/^node_modules\//, '');
    if (name.includes('/node_modules/')) continue;
    const target = join(modules, name);
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(join(ROOT, path), target);
  }
};

const runIn =
  (project: string, entry: string): Installed['run'] =>
  async (args) => {
    const options = { cwd: project, env: { PATH: process.env['PATH'] ?? '' } };
    try {
      const { stdout, stderr } = await run(process.execPath, [entry, ...args], options);
      return { code: 0, out: stdout, err: stderr };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, out: stdout, err: stderr };
    }
  };

/** Packs the package as for publishing, and installs the tarball without asking a registry. */
export const packAndInstall = async (): Promise<Installed> => {
  const project = mkdtempSync(join(tmpdir(), 'coworker-package-'));
  const modules = join(project, 'node_modules');
  mkdirSync(modules);
  const packed = await run('npm', ['pack', '--json', '--pack-destination', project], { cwd: ROOT });
  const start = packed.stdout.lastIndexOf('\n[\n') + 1;
  const [{ filename, files }] = JSON.parse(packed.stdout.slice(start)) as [
    { readonly filename: string; readonly files: readonly { readonly path: string }[] },
  ];
  await run('tar', ['-xzf', filename], { cwd: project });
  const own = join(modules, 'aws-coworker');
  await run('mv', [join(project, 'package'), own]);
  linkDependencies(modules);
  return {
    project,
    files: files.map(({ path }) => path),
    run: runIn(project, join(own, 'bin/aws-coworker.js')),
    remove: () => rmSync(project, { recursive: true, force: true }),
  };
};
