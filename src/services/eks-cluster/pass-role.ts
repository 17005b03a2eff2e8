import { iamArn, referredName } from '../acts.ts';
import type { NeedInput } from '../service.ts';
import type { Act } from '../type-table.ts';

/** A role that is given to one service: a property names it. */
export const passTo = (property: string, service: string): Act => {
  const roles = (input: NeedInput): readonly string[] => {
    const name = referredName(input.properties[property], input)?.split('/').at(-1);
    return name === undefined ? [] : [iamArn('role', input, name)];
  };
  return {
    action: 'iam:PassRole',
    resources: roles,
    conditions: () => ({ StringEquals: { 'iam:PassedToService': service } }),
  };
};
