import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

const optional = (
  name: string,
  kind: Field['kind'],
  rest: Pick<Field, 'pattern' | 'min' | 'max'> & { readonly hint: string },
): Field => ({ name, kind, requiredFor: [], ...rest });

/** Days after which EFS moves what nobody read. Source: EFS user guide, "Lifecycle policies". */
export const TRANSITION_DAYS: readonly number[] = [1, 7, 14, 30, 60, 90, 180, 270, 365];

/** What a task for a file system may carry. */
export const EFS_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource'],
    pattern: /^[\p{L}\p{N} _./=+-]{1,128}$/u,
    hint: 'The name of the file system, such as `shared-home`.',
  },
  optional('id', 'text', {
    pattern: /^fs-[0-9a-f]{8,17}$/,
    hint: 'The id of a file system that exists, such as `fs-0a11b22c33d44e55f`.',
  }),
  optional('backups', 'boolean', {
    hint: 'Whether AWS Backup keeps a copy of every day: yes (the default) or no.',
  }),
  optional('transitionDays', 'number', {
    min: 1,
    max: 365,
    hint: `Days after which unread files move to Infrequent Access: ${TRANSITION_DAYS.join(', ')}.`,
  }),
  optional('throughputMode', 'text', {
    pattern: /^(elastic|bursting)$/,
    hint: '`elastic` (the default) or `bursting`.',
  }),
  optional('vpc', 'text', {
    pattern: /^vpc-[0-9a-f]{8,17}$/,
    hint: 'The VPC, such as `vpc-0123456789abcdef0`, or the default one. Only at creation.',
  }),
  optional('securityGroup', 'text', {
    pattern: /^[A-Za-z0-9 ._:/()#,@[\]+=&;{}!$*-]{1,255}$/,
    hint: 'The security group that lets the clients in, by id or name. Only at creation.',
  }),
  optional('encrypted', 'boolean', {
    hint: 'Always yes here; a file system is encrypted only when it is created.',
  }),
  optional('kmsKey', 'text', {
    pattern:
      /^(arn:aws:kms:[a-z0-9-]+:[0-9]{12}:(key|alias)\/[A-Za-z0-9/_-]+|alias\/[A-Za-z0-9/_-]+)$/,
    hint: 'ARN or alias of the KMS key, such as `alias/files`. Only at creation.',
  }),
  ...TAG_FIELDS,
];
