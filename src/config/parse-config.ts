import type { z } from 'zod';
import type { Config } from './config.ts';
import { errorsOf, readConfigFile, type ConfigError } from './config-file.ts';
import { dashboardFile } from './dashboard-file.ts';
import { healingFile, healingOf } from './healing-file.ts';
import { modelFile } from './model-file.ts';
import { organizationFile } from './organization-file.ts';
import { reportsFile } from './reports-file.ts';
import {
  approvalsFile,
  calendarFile,
  exceptionsFile,
  githubFile,
  limitsFile,
  pullRequestsFile,
  tagsFile,
} from './rule-files.ts';

export type { ConfigError } from './config-file.ts';

export type ParsedConfig =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly errors: readonly ConfigError[] };

/** Every file of `config/`. The two that are required have nothing that could be assumed. */
export const CONFIG_FILES = {
  'organization.yml': { isRequired: true },
  'github.yml': { isRequired: true },
  'approvals.yml': { isRequired: false },
  'tags.yml': { isRequired: false },
  'limits.yml': { isRequired: false },
  'calendar.yml': { isRequired: false },
  'exceptions.yml': { isRequired: false },
  'pull-requests.yml': { isRequired: false },
  'reports.yml': { isRequired: false },
  'dashboard.yml': { isRequired: false },
  'healing.yml': { isRequired: false },
  'model.yml': { isRequired: false },
} as const;

type ConfigFileName = keyof typeof CONFIG_FILES;
type Files = ReadonlyMap<string, string>;

const unknownFiles = (files: Files): readonly ConfigError[] =>
  [...files.keys()]
    .filter((file) => !Object.hasOwn(CONFIG_FILES, file))
    .map((file) => ({ file, line: 1, reason: 'no configuration file has this name' }));

class Reader {
  readonly errors: ConfigError[] = [];
  readonly #files: Files;

  constructor(files: Files) {
    this.#files = files;
  }

  /** The file's settings; undefined when it has errors, which are then in `errors`. */
  read<S extends z.ZodType>(file: ConfigFileName, schema: S): z.output<S> | undefined {
    const text = this.#files.get(file);
    if (text === undefined && CONFIG_FILES[file].isRequired) {
      this.errors.push({ file, line: 1, reason: 'the file is missing' });
      return undefined;
    }
    const read = readConfigFile(file, text ?? '');
    this.errors.push(...read.errors);
    if (read.errors.length > 0) return undefined;
    const parsed = schema.safeParse(read.value);
    if (parsed.success) return parsed.data;
    this.errors.push(...errorsOf(file, read, parsed.error.issues));
    return undefined;
  }
}

/** What heals is told in the issues of the look at health; without them nothing may. */
const homeless = (config: Pick<Config, 'healing' | 'reports'>): readonly ConfigError[] =>
  config.healing === undefined || config.reports.health.enabled
    ? []
    : [{ file: 'healing.yml', line: 1, reason: HOMELESS }];

const HOMELESS =
  'heals: need the look at health: set health.enabled and health.repository in config/reports.yml';

/**
 * Reads the files of `config/`, by name without the folder. A missing optional file means the
 * defaults, an unknown file or key is an error, and so is everything that would lower a floor. With
 * any error there is no configuration: the process must not start.
 */
export const parseConfig = (files: Files): ParsedConfig => {
  const reader = new Reader(files);
  const organization = reader.read('organization.yml', organizationFile);
  const github = reader.read('github.yml', githubFile);
  const approvals = reader.read('approvals.yml', approvalsFile);
  const tags = reader.read('tags.yml', tagsFile);
  const limits = reader.read('limits.yml', limitsFile);
  const calendar = reader.read('calendar.yml', calendarFile);
  const exceptions = reader.read('exceptions.yml', exceptionsFile);
  const pullRequests = reader.read('pull-requests.yml', pullRequestsFile);
  const reports = reader.read('reports.yml', reportsFile);
  const dashboard = reader.read('dashboard.yml', dashboardFile);
  const model = reader.read('model.yml', modelFile);
  const healed = reader.read('healing.yml', healingFile);
  const healing = healed && healingOf(healed, files.get('healing.yml') ?? '');
  const errors = [...unknownFiles(files), ...reader.errors];
  if (errors.length > 0 || !organization || !github || !approvals || !tags) {
    return { ok: false, errors };
  }
  if (!limits || !calendar || !exceptions || !pullRequests || !reports || !dashboard || !model) {
    return { ok: false, errors };
  }
  const base = { organization, approvals, tags, pullRequests, dashboard, model };
  const rest = { ...github, ...limits, ...calendar, ...exceptions, ...reports };
  const config = { ...base, ...rest, ...(healing === undefined ? {} : { healing }) };
  const lost = homeless(config);
  return lost.length > 0 ? { ok: false, errors: lost } : { ok: true, config };
};

/** Configuration errors as start-up prints them: one line each. */
export const renderConfigErrors = (errors: readonly ConfigError[]): string =>
  errors.map(({ file, line, reason }) => `config/${file}:${line}: ${reason}`).join('\n');
