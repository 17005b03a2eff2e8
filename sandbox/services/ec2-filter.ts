import { validationError } from '../aws-error.ts';
import { jsonText } from '../engine/json-text.ts';
import type { Resource } from '../state.ts';
import { list, pageOf, record, text, texts, type Call } from './call.ts';
import { ownResources } from './find.ts';

/** Reads the value a filter compares, by the filter's name. */
export type FilterTable = Readonly<
  Record<string, (resource: Resource) => string | readonly string[]>
>;

/** A filter on a property. */
export const byProperty =
  (name: string): ((resource: Resource) => string) =>
  (resource: Resource): string =>
    jsonText(resource.properties[name]);

const matcher = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);

const valuesFor = (
  name: string,
  filters: FilterTable,
): ((resource: Resource) => readonly string[]) => {
  if (name.startsWith('tag:')) {
    const key = name.slice(4);
    return (resource) => (resource.tags[key] === undefined ? [] : [resource.tags[key]]);
  }
  if (name === 'tag-key') return (resource) => Object.keys(resource.tags);
  const reader = filters[name];
  if (reader === undefined) throw validationError('EC2', `The filter '${name}' is invalid`);
  return (resource) => {
    const found = reader(resource);
    return typeof found === 'string' ? [found] : found;
  };
};

/** Whether the filters of a call leave a resource. */
export const passes = (call: Call, filters: FilterTable): ((resource: Resource) => boolean) => {
  const tests = list(call.input, 'Filters').map((each) => {
    const filter = record(each);
    const read = valuesFor(text(filter, 'Name'), filters);
    const wanted = texts(filter, 'Values').map(matcher);
    return (resource: Resource): boolean =>
      read(resource).some((value) => wanted.some((pattern) => pattern.test(value)));
  });
  return (resource) => tests.every((test) => test(resource));
};

/** What a Describe call finds: by ids, then by filters, then one small page of it. */
export const describe = (
  call: Call,
  what: {
    readonly type: string;
    readonly ids: string;
    readonly notFound: string;
    readonly filters: FilterTable;
  },
): { readonly items: readonly Resource[]; readonly next?: string } => {
  const all = ownResources(call, what.type);
  const ids = texts(call.input, what.ids);
  const missing = ids.filter((id) => !all.some((each) => each.id === id));
  if (missing.length > 0) {
    const error = validationError('EC2', `The ID '${missing.join(', ')}' does not exist`);
    error.name = what.notFound;
    throw error;
  }
  const found = all.filter((each) => ids.length === 0 || ids.includes(each.id));
  return pageOf(call, found.filter(passes(call, what.filters)), call.input['NextToken']);
};
