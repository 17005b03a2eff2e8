import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

/** What a task for a volume, or for a snapshot of one, may carry. */
export const EBS_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource'],
    pattern: /^[\p{L}\p{N} _./=+-]{1,128}$/u,
    hint: 'The name of the volume, such as `ledger-data`.',
  },
  {
    name: 'id',
    kind: 'text',
    requiredFor: [],
    pattern: /^(vol|snap)-[0-9a-f]{8,17}$/,
    hint:
      'The id of a volume that exists, such as `vol-0a11b22c33d44e55f`; for a deletion also ' +
      'that of a snapshot, such as `snap-0a11b22c33d44e55f`.',
  },
  {
    name: 'action',
    kind: 'text',
    requiredFor: [],
    pattern: /^(snapshot|attach|detach)$/,
    hint: 'snapshot: a copy of the volume as it is now; attach or detach.',
  },
  {
    name: 'instance',
    kind: 'text',
    requiredFor: [],
    pattern: /^i-[0-9a-f]{8,17}$/,
    hint: 'The instance that it is attached to or detached from, such as `i-0a11b22c33d44e55f`.',
  },
  {
    name: 'device',
    kind: 'text',
    requiredFor: [],
    pattern: /^\/dev\/(sd[b-z]|xvd[b-z])[0-9]{0,2}$/,
    hint: 'As which device, such as `/dev/sdf`; without it, the first that is free.',
  },
  {
    name: 'sizeGb',
    kind: 'number',
    requiredFor: ['CreateResource'],
    min: 1,
    max: 65_536,
    hint: 'Size in GB, such as 100. A volume grows, it never shrinks.',
  },
  {
    name: 'availabilityZone',
    kind: 'text',
    requiredFor: ['CreateResource'],
    pattern: /^[a-z]{2}(-[a-z]+)+-[0-9][a-z]$/,
    hint: 'The zone of the instance that will use it, such as `us-east-1a`. Only at creation.',
  },
  {
    name: 'volumeType',
    kind: 'text',
    requiredFor: [],
    pattern: /^(gp3|gp2|io1|io2|st1|sc1)$/,
    hint: 'One of gp3, gp2, io1, io2, st1, sc1. Without it, gp3.',
  },
  {
    name: 'iops',
    kind: 'number',
    requiredFor: [],
    min: 100,
    max: 256_000,
    hint: 'Operations a second, for gp3, io1 and io2, such as 3000.',
  },
  {
    name: 'throughputMbps',
    kind: 'number',
    requiredFor: [],
    min: 125,
    max: 2000,
    hint: 'MiB a second, for gp3, such as 125.',
  },
  {
    name: 'encrypted',
    kind: 'boolean',
    requiredFor: [],
    hint: 'Always yes here; a volume is encrypted only when it is created.',
  },
  {
    name: 'kmsKey',
    kind: 'text',
    requiredFor: [],
    pattern:
      /^(arn:aws:kms:[a-z0-9-]+:[0-9]{12}:(key|alias)\/[A-Za-z0-9/_-]+|alias\/[A-Za-z0-9/_-]+)$/,
    hint: 'ARN or alias of the KMS key, such as `alias/volumes`. Only at creation.',
  },
  ...TAG_FIELDS,
];
