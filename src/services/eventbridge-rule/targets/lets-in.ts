import type { Json, JsonObject } from '../../../task/json.ts';
import { isJsonObject } from '../../../task/json.ts';
import { listOf } from '../../acts.ts';
import { at, textIn } from '../../compare.ts';
import { statementsIn } from '../../sqs-queue/names.ts';

const SERVICE = 'events.amazonaws.com';

const texts = (value: Json | undefined): readonly string[] =>
  typeof value === 'string' ? [value] : listOf(value).map(textIn);

const isAllowed = (statement: JsonObject, action: string): boolean =>
  statement['Effect'] === 'Allow' &&
  texts(statement['Action']).some((one) => {
    const asked = one.toLowerCase();
    return asked === '*' || asked === action || asked === `${action.split(':')[0]}:*`;
  });

const matches = (pattern: string, arn: string): boolean =>
  pattern.endsWith('*') ? arn.startsWith(pattern.slice(0, -1)) : pattern === arn;

/** Only conditions on the source are understood; any other might keep the rule out. */
const isOpenTo = (condition: Json | undefined, ruleArn: string): boolean => {
  if (condition === undefined) return true;
  if (!isJsonObject(condition)) return false;
  const rows = Object.values(condition).flatMap((row) =>
    isJsonObject(row) ? Object.entries(row) : [],
  );
  const account = ruleArn.split(':')[4] ?? '';
  return rows.every(([key, value]) => {
    const name = key.toLowerCase();
    if (name === 'aws:sourcearn') return texts(value).some((one) => matches(one, ruleArn));
    return name === 'aws:sourceaccount' && texts(value).includes(account);
  });
};

/** True where a policy on a queue or a topic lets a rule do an action there. Unknown means no. */
export const letsRuleIn = (policy: string, action: string, ruleArn: string): boolean =>
  statementsIn(policy).some(
    (statement) =>
      isAllowed(statement, action) &&
      texts(at(statement, 'Principal.Service')).includes(SERVICE) &&
      isOpenTo(statement['Condition'], ruleArn),
  );
