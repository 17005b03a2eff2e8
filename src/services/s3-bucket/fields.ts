import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

/** Transition targets of a lifecycle rule. */
const STORAGE_CLASSES = [
  'INTELLIGENT_TIERING',
  'STANDARD_IA',
  'ONEZONE_IA',
  'GLACIER_IR',
  'GLACIER',
  'DEEP_ARCHIVE',
] as const;

/** Rules of bucket names that one pattern can hold; AWS checks the reserved words again. */
const BUCKET_NAME = new RegExp(
  [
    String.raw`^(?!xn--|sthree-|amzn-s3-demo-)`,
    String.raw`(?!.*(\.\.|-s3alias$|--ol-s3$|\.mrap$|--x-s3$|--table-s3$))`,
    String.raw`(?!\d+\.\d+\.\d+\.\d+$)`,
    String.raw`[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`,
  ].join(''),
);

/** What a task for a bucket may carry. */
export const S3_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    pattern: BUCKET_NAME,
    hint: 'The bucket name: 3 to 63 lower-case letters, digits, dots and hyphens, `acme-dev-logs`.',
  },
  {
    name: 'versioning',
    kind: 'boolean',
    requiredFor: [],
    hint: 'Whether old versions of objects are kept: yes or no.',
  },
  {
    name: 'encryption',
    kind: 'text',
    requiredFor: [],
    pattern: /^(AES256|aws:kms)$/,
    hint: '`AES256` for keys of S3, `aws:kms` for keys of KMS.',
  },
  {
    name: 'kmsKey',
    kind: 'text',
    requiredFor: [],
    pattern:
      /^(arn:aws:kms:[a-z0-9-]+:[0-9]{12}:(key|alias)\/[A-Za-z0-9/_-]+|alias\/[A-Za-z0-9/_-]+)$/,
    hint: 'ARN or alias of the KMS key, such as `alias/data`.',
  },
  {
    name: 'expirationDays',
    kind: 'number',
    requiredFor: [],
    min: 1,
    max: 36_500,
    hint: 'Days after which objects are deleted, such as 90.',
  },
  {
    name: 'transitionDays',
    kind: 'number',
    requiredFor: [],
    min: 0,
    max: 36_500,
    hint: 'Days after which objects move to the storage class, such as 30.',
  },
  {
    name: 'storageClass',
    kind: 'text',
    requiredFor: [],
    pattern: new RegExp(`^(${STORAGE_CLASSES.join('|')})$`),
    hint: `Where objects move: ${STORAGE_CLASSES.join(', ')}.`,
  },
  {
    name: 'retentionDays',
    kind: 'number',
    requiredFor: [],
    min: 1,
    max: 36_500,
    hint: 'Days for which new objects can not be deleted (object lock); only at creation.',
  },
  {
    name: 'action',
    kind: 'text',
    requiredFor: [],
    pattern: /^(upload|empty)$/,
    hint: 'upload: a given file; empty: every version of every object is deleted for good.',
  },
  {
    name: 'file',
    kind: 'text',
    requiredFor: [],
    pattern: /^(?!.*\.\.)[\w.@-]+(\/[\w.@-]+)*$/,
    hint: 'A file of this repository that is uploaded, such as `config/app.json`.',
  },
  {
    name: 'key',
    kind: 'text',
    requiredFor: [],
    // A star in the ARN of a right would stand for every key.
    pattern: /^(?!.*\.\.)[\w.@!'()=+-]+(\/[\w.@!'()=+-]+)*$/,
    hint: 'Under which key it is uploaded, such as `Key: config/app.json`; without it, the file.',
  },
  {
    name: 'content',
    kind: 'text',
    requiredFor: [],
    hint: 'What is uploaded, in a fenced block of the issue; at most 8 KB of text.',
  },
  ...TAG_FIELDS,
];
