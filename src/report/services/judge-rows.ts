import { isAbout } from '../../review/applicable-items.ts';
import type { Baseline } from '../../review/baseline.ts';
import { allServices, readOnlyServiceOf } from '../../services/registry.ts';
import { NAMED_OPERATIONS } from './named-operations.ts';
import { DOMAIN_ROWS, DUTIES, type DomainRow, type Duty } from './rows.ts';
import { SHOWN_BY_STORIES } from './shown-by-stories.ts';

/** What a service does here; true only where a story shows it, and the story is told by a test. */
export type ServiceRow = { readonly service: string } & Readonly<Record<Duty, boolean | 'refused'>>;

const serviceOfType = (type: string) => allServices.find((one) => one.resourceType === type);

const isKnown = (type: string): boolean =>
  serviceOfType(type) !== undefined || readOnlyServiceOf(type) !== undefined;

const isShown = (type: string, duty: Duty | 'audit' | 'unmade'): boolean =>
  Object.hasOwn(SHOWN_BY_STORIES, `${type} ${duty}`);

const hasRules = (type: string, baselines: readonly Baseline[]): boolean =>
  baselines.some(({ items }) =>
    items.some((item) => !item.types.includes('*') && isAbout(item, type)),
  );

const namedIn = (service: string): readonly (readonly string[])[] =>
  Object.values(NAMED_OPERATIONS[service] ?? {});

/** Each operation that the domain names is shown; where it names none, nothing is. */
const areOperationsShown = (service: string): boolean => {
  const named = namedIn(service);
  return named.length > 0 && named.flat().every((key) => Object.hasOwn(SHOWN_BY_STORIES, key));
};

type Does = (type: string, baselines: readonly Baseline[]) => boolean;

const isPlanned: Does = (type) => isShown(type, 'create') || isShown(type, 'update');

/** Table: what must be there for a duty of one type, beside the story that shows it. */
const DOES: Readonly<Record<Exclude<Duty, 'operations' | 'conformance'>, Does>> = {
  create: (type) => isShown(type, 'create'),
  read: (type) => isShown(type, 'read'),
  update: (type) => isShown(type, 'update'),
  delete: (type) => isShown(type, 'delete'),
  rules: (type, baselines) =>
    hasRules(type, baselines) && (isPlanned(type, baselines) || isShown(type, 'audit')),
  health: (type) => (serviceOfType(type)?.health.length ?? 0) > 0 && isShown(type, 'health'),
  cost: (type, baselines) => isPlanned(type, baselines),
};

/** Each type that the server of the last run really makes ran there, and one of them at least. */
const isConformant = (types: readonly string[]): boolean =>
  types.some((type) => isShown(type, 'conformance')) &&
  types.every((type) => isShown(type, 'conformance') || isShown(type, 'unmade'));

const judge = (
  { service, types, refused = [], updated = types }: DomainRow,
  duty: Duty,
  baselines: readonly Baseline[],
): boolean | 'refused' => {
  if (refused.includes(duty)) return 'refused';
  if (duty === 'operations') return areOperationsShown(service);
  if (duty === 'conformance') return isConformant(types);
  const meant = duty === 'update' ? updated : types;
  return meant.every((type) => isKnown(type) && DOES[duty](type, baselines));
};

/** Every service of the domain and what of it is done, for each of the types it stands for. */
export const serviceRows = (baselines: readonly Baseline[]): readonly ServiceRow[] =>
  DOMAIN_ROWS.map((row) => {
    const duties = DUTIES.map((duty) => [duty, judge(row, duty, baselines)] as const);
    return { service: row.service, ...Object.fromEntries(duties) } as ServiceRow;
  });

/** What a duty of a row is for people; `none` where the domain names no operation. */
export const dutyWord = (row: ServiceRow, duty: Duty): string => {
  if (duty === 'operations' && namedIn(row.service).length === 0) return 'none';
  const done = row[duty];
  return done === 'refused' ? 'refused' : done ? 'yes' : 'no';
};
