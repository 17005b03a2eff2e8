import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

const optional = (field: Omit<Field, 'requiredFor'>): Field => ({ ...field, requiredFor: [] });

/** What a task for a launch template may carry. Bounds: EC2, CreateLaunchTemplate. */
export const LAUNCH_TEMPLATE_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource'],
    pattern: /^[A-Za-z0-9()./_-]{3,128}$/,
    hint: 'The name of the launch template, such as `web-base`.',
  },
  optional({
    name: 'id',
    kind: 'text',
    pattern: /^lt-[0-9a-f]{8,17}$/,
    hint: 'The id of one that exists, such as `lt-0a11b22c33d44e55f`.',
  }),
  {
    name: 'instanceType',
    kind: 'text',
    requiredFor: ['CreateResource'],
    pattern: /^[a-z][a-z0-9-]{1,15}\.[a-z0-9-]{1,16}$/,
    hint: 'The instance type, such as `t3.small`. Another one makes another version.',
  },
  optional({
    name: 'os',
    kind: 'text',
    hint: 'Such as `Ubuntu 24.04`. Without it, Amazon Linux 2023. Said again: its newest image.',
  }),
  optional({
    name: 'image',
    kind: 'text',
    pattern: /^ami-[0-9a-f]{8,17}$/,
    hint: 'The id of an image, such as `ami-0a11b22c33d44e55f`. Another makes another version.',
  }),
  optional({
    name: 'defaultVersion',
    kind: 'text',
    pattern: /^(latest|[1-9]\d{0,4})$/,
    hint: 'The version that starts where none is named: `latest` or a number, such as 3.',
  }),
  optional({
    name: 'description',
    kind: 'text',
    pattern: /^[^\n]{1,255}$/,
    hint: 'What the version is for, in one line.',
  }),
  optional({
    name: 'sizeGb',
    kind: 'number',
    min: 1,
    max: 16_384,
    hint: 'Size of the root volume in GB, such as 20. Only at creation.',
  }),
  optional({
    name: 'vpc',
    kind: 'text',
    hint: 'The VPC of its security group; without it the default or only one. Only at creation.',
  }),
  optional({
    name: 'securityGroup',
    kind: 'text',
    hint: 'A security group by id or name; without it one that lets nothing in. Only at creation.',
  }),
  optional({
    name: 'keyPair',
    kind: 'text',
    pattern: /^[^\n]{1,255}$/,
    hint: 'A key pair that exists. Without it none: the way in is Session Manager. At creation.',
  }),
  optional({
    name: 'publicAddress',
    kind: 'boolean',
    hint: 'Whether each instance gets a public address: yes or no, which is meant. At creation.',
  }),
  optional({
    name: 'userData',
    kind: 'text',
    hint: 'Not used: a script belongs into the image, a secret into Secrets Manager.',
  }),
  ...TAG_FIELDS,
];
