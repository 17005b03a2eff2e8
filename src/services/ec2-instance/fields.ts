import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';
import { SYSTEM_NAMES } from './systems.ts';

/** What a task for an instance may carry. */
export const EC2_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource'],
    pattern: /^[\p{L}\p{N} _./=+-]{1,128}$/u,
    hint: 'The name of the instance, such as `build-runner`.',
  },
  {
    name: 'id',
    kind: 'text',
    requiredFor: [],
    pattern: /^i-[0-9a-f]{8,17}$/,
    hint: 'The id of an instance that exists, such as `i-0a11b22c33d44e560`.',
  },
  {
    name: 'action',
    kind: 'text',
    requiredFor: [],
    pattern: /^(start|stop|reboot|terminate)$/,
    hint: 'One of start, stop, reboot, terminate.',
  },
  {
    name: 'instanceType',
    kind: 'text',
    requiredFor: ['CreateResource'],
    pattern: /^[a-z][a-z0-9-]{1,15}\.[a-z0-9-]{1,16}$/,
    hint: 'The instance type, such as `t3.small`.',
  },
  {
    name: 'os',
    kind: 'text',
    requiredFor: [],
    hint: `The system: ${SYSTEM_NAMES.join(', ')}. Without it, Amazon Linux 2023.`,
  },
  {
    name: 'image',
    kind: 'text',
    requiredFor: [],
    pattern: /^ami-[0-9a-f]{8,17}$/,
    hint: 'The id of an image instead of a system, such as `ami-0abc1234`.',
  },
  {
    name: 'sizeGb',
    kind: 'number',
    requiredFor: [],
    min: 1,
    max: 16_384,
    hint: 'Size of the root volume in GB, such as 20.',
  },
  {
    name: 'volumeType',
    kind: 'text',
    requiredFor: [],
    pattern: /^(gp3|gp2)$/,
    hint: 'Type of the root volume: gp3 or gp2.',
  },
  {
    name: 'vpc',
    kind: 'text',
    requiredFor: [],
    hint: 'The VPC by id or name; without it the default or only one.',
  },
  {
    name: 'subnet',
    kind: 'text',
    requiredFor: [],
    hint: 'The subnet by id or name; without it a private one of the VPC.',
  },
  {
    name: 'securityGroup',
    kind: 'text',
    requiredFor: [],
    hint: 'A security group by id or name; without it the instance gets one that lets nothing in.',
  },
  {
    name: 'keyPair',
    kind: 'text',
    requiredFor: [],
    hint: 'Not used: access is by Session Manager.',
  },
  {
    name: 'monitoring',
    kind: 'boolean',
    requiredFor: [],
    hint: 'Whether metrics come every minute: yes or no.',
  },
  {
    name: 'terminationProtection',
    kind: 'boolean',
    requiredFor: [],
    hint: 'Whether the instance is protected against termination: yes or no.',
  },
  ...TAG_FIELDS,
];
