import type { MutationTask } from '../../task/aws-task.ts';
import type { JsonObject } from '../../task/json.ts';
import type { Refusal } from '../../task/refusal.ts';
import { numberOf } from '../task-values.ts';
import { DEFAULT_TYPE, withFields } from './template.ts';
import { EDIT } from '../edit-issue.ts';

/** GB that each type may have. Source: EC2 user guide, "Amazon EBS volume types". */
const SIZES: Readonly<Record<string, readonly [least: number, most: number]>> = {
  gp3: [1, 65_536],
  gp2: [1, 16_384],
  io1: [4, 16_384],
  io2: [4, 65_536],
  st1: [125, 16_384],
  sc1: [125, 16_384],
};

const PROVISIONED = new Set(['io1', 'io2']);

const malformed = (because: string): Refusal => ({ code: 'malformed-value', because, next: EDIT });

const contradictory = (because: string): Refusal => ({
  code: 'contradictory',
  because,
  next: EDIT,
});

const sizeRefusal = (type: string, size: unknown): Refusal | undefined => {
  const bounds = SIZES[type];
  if (typeof size !== 'number' || bounds === undefined) return undefined;
  const [least, most] = bounds;
  if (size >= least && size <= most) return undefined;
  return malformed(`A volume of type ${type} has ${least} to ${most} GB, not ${size}.`);
};

const speedRefusal = (type: string, properties: JsonObject): Refusal | undefined => {
  if (PROVISIONED.has(type) && properties['Iops'] === undefined)
    return {
      code: 'missing-field',
      because: `A volume of type ${type} needs its operations a second.`,
      next: 'Edit the issue and add a line `Iops: 3000`, or ask for gp3.',
    };
  if (type !== 'gp3' && properties['Throughput'] !== undefined)
    return contradictory(`Throughput is set only of gp3 volumes, not of ${type}.`);
  return undefined;
};

/** A volume keeps what it has where the request says nothing; it never shrinks. */
const shrinkRefusal = (before: JsonObject, task: MutationTask): Refusal | undefined => {
  const [has, asked] = [before['Size'], numberOf(task, 'sizeGb')];
  if (typeof has !== 'number' || asked === undefined || asked >= has) return undefined;
  return malformed(`A volume never shrinks: this one has ${has} GB, and ${asked} are asked for.`);
};

/**
 * Why the values of a request make no volume; undefined when they do. `before` holds the properties
 * of what exists, nothing for a new one.
 */
export const fieldRefusal = (before: JsonObject, task: MutationTask): Refusal | undefined => {
  const after = withFields(before, task);
  const type = typeof after['VolumeType'] === 'string' ? after['VolumeType'] : DEFAULT_TYPE;
  const isSpeedAsked = numberOf(task, 'iops') !== undefined;
  if (isSpeedAsked && type !== 'gp3' && !PROVISIONED.has(type))
    return contradictory(`Operations a second are set of gp3, io1 and io2, not of ${type}.`);
  return (
    shrinkRefusal(before, task) ?? sizeRefusal(type, after['Size']) ?? speedRefusal(type, after)
  );
};
