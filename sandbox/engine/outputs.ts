import { isJsonObject } from '../../src/task/json.ts';
import { holds, resolve } from './intrinsics.ts';
import { jsonText } from './json-text.ts';
import type { StackWork } from './members.ts';
import { scopeOf } from './scope.ts';
import type { Stack } from './stack.ts';

/** The outputs of a stack as its resources are now. */
export const outputsOf = (work: StackWork): Stack['outputs'] => {
  const scope = scopeOf(work.state, work.stack, { desired: work.desired, later: new Set() });
  return Object.fromEntries(
    Object.entries(work.desired.template.Outputs)
      .filter(([, output]) => {
        const condition = output['Condition'];
        return typeof condition !== 'string' || holds(condition, scope);
      })
      .map(([name, output]) => {
        const named = isJsonObject(output['Export']) ? output['Export']['Name'] : undefined;
        const value = jsonText(resolve(output['Value'] ?? '', scope));
        return [
          name,
          named === undefined ? { value } : { value, exportName: jsonText(resolve(named, scope)) },
        ];
      }),
  );
};
