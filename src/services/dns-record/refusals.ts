import type { Refusal } from '../../task/refusal.ts';
import type { RecordFact, ZoneFact } from '../dns/names.ts';
import { nameTaken } from '../existing-target.ts';
import type { DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';

/** As people call it. */
export const TITLE = 'DNS record';

/** No zone for the name, or several: a public and a private one, or two of one name. */
export const zoneRefusal = (
  { task, account }: DraftContext,
  zones: readonly ZoneFact[],
): Refusal | undefined => {
  if (zones.length === 1) return undefined;
  const name = textOf(task, 'name') ?? '';
  if (zones.length === 0)
    return {
      code: 'target-not-found',
      because: `No hosted zone of ${account.name} holds the name \`${name}\`.`,
      next: 'Mend the name or the account in the issue, or ask for the zone first.',
    };
  const ids = zones.map((zone) => `\`${zone.id}\` (${zone.isPrivate ? 'private' : 'public'})`);
  return {
    code: 'missing-field',
    because: `Several zones hold the name \`${name}\`: ${ids.join(', ')}.`,
    next: 'Edit the issue and name one by its id, such as `Zone: Z0123456789ABC`.',
  };
};

const ADDRESS = /^(\d{1,3}\.){3}\d{1,3}$/;

const formRefusal = ({ type, values }: RecordFact): Refusal | undefined => {
  const wrong =
    (type === 'A' && values.find((value) => !ADDRESS.test(value))) ||
    (type === 'AAAA' && values.find((value) => !value.includes(':'))) ||
    (type === 'MX' && values.find((value) => !/^\d{1,5} \S+$/.test(value))) ||
    (type === 'CNAME' && values.length > 1 && values.join(', '));
  if (typeof wrong !== 'string') return undefined;
  return {
    code: 'malformed-value',
    because: `\`${wrong}\` is no value of a record of type ${type}.`,
    next:
      'Edit the issue: A takes addresses such as `203.0.113.7`, AAAA those with colons, MX a ' +
      'number and a name such as `10 mail.example.com`, CNAME one name.',
  };
};

/** What a record can not be, whether it is new or changed. */
export const recordRefusal = (zone: ZoneFact, record: RecordFact): Refusal | undefined => {
  if (record.type === 'CNAME' && record.name === zone.name)
    return {
      code: 'aws-refused',
      because: `\`${record.name}\` is the domain of the zone itself, where DNS allows no CNAME.`,
      next: 'Ask for an A record, or give an alias record in a CloudFormation template.',
    };
  return formRefusal(record);
};

/** What a new record lacks. */
export const missingRefusal = ({ task }: DraftContext): Refusal | undefined => {
  const missing = ['recordType', 'value'].find((name) => textOf(task, name) === undefined);
  if (missing === undefined) return undefined;
  const what = missing === 'value' ? 'value' : 'type';
  return {
    code: 'missing-field',
    because: `The request names no ${what} of the record.`,
    next: 'Edit the issue, such as `Record type: A` and `Value: 203.0.113.7`.',
  };
};

/** A record that is there already, or one that a CNAME of its name stands in the way of. */
export const existingRefusal = (
  zone: ZoneFact,
  record: RecordFact,
  present: readonly RecordFact[],
): Refusal | undefined => {
  const what = `${record.name} ${record.type}`;
  if (present.some(({ type }) => type === record.type))
    return nameTaken(TITLE, what, `in the zone ${zone.name}`);
  const other = present.find(({ type }) => type === 'CNAME' || record.type === 'CNAME');
  if (other === undefined) return undefined;
  return {
    code: 'aws-refused',
    because:
      `\`${record.name}\` has a record of type ${other.type} already, ` +
      'and a CNAME stands alone.',
    next: 'Delete that one first, in an issue of its own, or choose another name.',
  };
};
