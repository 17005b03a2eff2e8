import { validationError } from '../aws-error.ts';
import { isJsonObject, type Json } from '../../src/task/json.ts';
import type { CfnResource } from './template-text.ts';

const inSub = (text: string): readonly string[] =>
  [...text.matchAll(/\$\{([^!}][^}]*)\}/g)].map((match) => (match[1] ?? '').split('.')[0] ?? '');

/** Every name that a value refers to by Ref, GetAtt or Sub. */
export const namesIn = (value: Json): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap((each: Json) => namesIn(each));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    if (key === 'Ref' && typeof member === 'string') return [member];
    if (key === 'Fn::GetAtt') {
      return [String(Array.isArray(member) ? member[0] : String(member).split('.')[0])];
    }
    const pattern = key === 'Fn::Sub' ? (Array.isArray(member) ? member[0] : member) : undefined;
    return [...(typeof pattern === 'string' ? inSub(pattern) : []), ...namesIn(member)];
  });
};

/** Logical ids in the order of creation; a circle is refused as AWS does. */
export const creationOrder = (
  resources: Readonly<Record<string, CfnResource>>,
): readonly string[] => {
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): void => {
    const resource = resources[name];
    if (resource === undefined || done.has(name)) return;
    if (path.includes(name)) {
      throw validationError(
        'CloudFormation',
        `Template error: Circular dependency between resources: [${path.join(', ')}]`,
      );
    }
    const before = [...resource.DependsOn, ...namesIn(resource.Properties)];
    for (const each of before.toSorted()) visit(each, [...path, name]);
    done.add(name);
  };
  for (const name of Object.keys(resources).toSorted()) visit(name, []);
  return [...done];
};
