import { isJsonObject, type Json, type JsonObject } from '../task/json.ts';
import { listOf } from './acts.ts';
import { at, textIn } from './compare.ts';
import { statementsIn } from './sqs-queue/names.ts';

/** A service of AWS that wants to do something, on behalf of one of its things. */
export interface Visitor {
  /** Such as `events.amazonaws.com`. */
  readonly service: string;
  /** In small letters, such as `sqs:sendmessage`. */
  readonly action: string;
  readonly sourceArn: string;
}

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

/** Only conditions on the source are understood; any other might keep the visitor out. */
const isOpenTo = (condition: Json | undefined, sourceArn: string): boolean => {
  if (condition === undefined) return true;
  if (!isJsonObject(condition)) return false;
  const rows = Object.values(condition).flatMap((row) =>
    isJsonObject(row) ? Object.entries(row) : [],
  );
  const account = sourceArn.split(':')[4] ?? '';
  return rows.every(([key, value]) => {
    const name = key.toLowerCase();
    if (name === 'aws:sourcearn') return texts(value).some((one) => matches(one, sourceArn));
    return name === 'aws:sourceaccount' && texts(value).includes(account);
  });
};

/** True where a policy on a queue or a topic lets a service in. Unknown means no. */
export const letsServiceIn = (policy: string, { service, action, sourceArn }: Visitor): boolean =>
  statementsIn(policy).some(
    (statement) =>
      isAllowed(statement, action) &&
      texts(at(statement, 'Principal.Service')).includes(service) &&
      isOpenTo(statement['Condition'], sourceArn),
  );
