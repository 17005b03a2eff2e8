import { validationError } from '../aws-error.ts';
import { namesIn } from './references.ts';
import type { CfnResource } from './template-text.ts';

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
