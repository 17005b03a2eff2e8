import { IAM_ACTION_NAMES } from './iam-action-names.ts';

const namesOf = (service: string): readonly string[] =>
  (IAM_ACTION_NAMES[service] ?? '').split(/\s+/).filter((name) => name !== '');

const serviceOf = (action: string): string => action.slice(0, action.indexOf(':'));
const nameOf = (action: string): string => action.slice(action.indexOf(':') + 1);

/** The prefixes of a name, shortest first, without the whole name. */
const prefixesOf = (name: string): readonly string[] =>
  Array.from({ length: Math.max(0, name.length - 1) }, (_, i) => name.slice(0, i + 1));

/**
 * The shortest prefix that stands for needed actions only, and for at least `atLeast` of them. No
 * prefix where the service is not in the table: unknown means no.
 */
const safePrefix = (
  name: string,
  needed: ReadonlySet<string>,
  known: { readonly names: readonly string[]; readonly atLeast: number },
): string | undefined =>
  prefixesOf(name).find((prefix) => {
    const meant = known.names.filter((one) => one.startsWith(prefix));
    return meant.length >= known.atLeast && meant.every((one) => needed.has(one));
  });

const compactService = (
  service: string,
  needed: ReadonlySet<string>,
  atLeast: number,
): readonly string[] => {
  const names = namesOf(service);
  const patterns = [...needed].map((name) => {
    const prefix = safePrefix(name, needed, { names, atLeast });
    const isShorter = prefix !== undefined && prefix.length + 1 < name.length;
    return `${service}:${isShorter ? `${prefix}*` : name}`;
  });
  return [...new Set(patterns)];
};

/**
 * Some actions in fewer words. A wildcard is written only where IAM's own list says that it stands
 * for needed actions and for nothing else, so the set that is allowed stays exactly the same.
 * `atLeast` is how many actions a wildcard must stand for: 2 keeps it readable, 1 is shortest.
 */
export const compactActions = (actions: readonly string[], atLeast: 1 | 2): readonly string[] => {
  const services = new Map<string, Set<string>>();
  for (const action of actions) {
    const known = services.get(serviceOf(action)) ?? new Set();
    services.set(serviceOf(action), known.add(nameOf(action)));
  }
  return [...services]
    .flatMap(([service, needed]) => compactService(service, needed, atLeast))
    .toSorted();
};
