import type { MutationTask } from '../../task/aws-task.ts';
import type { Refusal } from '../../task/refusal.ts';
import { textIn } from '../compare.ts';
import type { JsonObject } from '../../task/json.ts';
import { numberOf } from '../task-values.ts';

/** What one task gets: units of processor, of which 1024 are one, and MB of memory. */
export interface TaskSize {
  readonly cpu: number;
  readonly memoryMb: number;
}

/** The smallest that Fargate runs. */
export const LEAST_SIZE: TaskSize = { cpu: 256, memoryMb: 512 };

interface MemoryRange {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

const GB = 1024;

/** Table: the memory that Fargate gives to each processor. Source: ECS, "Task CPU and memory". */
const MEMORY_OF: ReadonlyMap<number, MemoryRange> = new Map([
  [256, { from: GB / 2, to: 2 * GB, step: GB / 2 }],
  [512, { from: GB, to: 4 * GB, step: GB }],
  [1024, { from: 2 * GB, to: 8 * GB, step: GB }],
  [2048, { from: 4 * GB, to: 16 * GB, step: GB }],
  [4096, { from: 8 * GB, to: 30 * GB, step: GB }],
  [8192, { from: 16 * GB, to: 60 * GB, step: 4 * GB }],
  [16_384, { from: 32 * GB, to: 120 * GB, step: 8 * GB }],
]);

/** What the task asks over what is there; memory follows the processor where only that is said. */
export const sizeOf = (task: MutationTask, before: TaskSize): TaskSize => {
  const cpu = numberOf(task, 'cpu') ?? before.cpu;
  const asked = numberOf(task, 'memoryMb');
  if (asked !== undefined) return { cpu, memoryMb: asked };
  const least = MEMORY_OF.get(cpu)?.from ?? before.memoryMb;
  return { cpu, memoryMb: cpu === before.cpu ? before.memoryMb : Math.max(least, before.memoryMb) };
};

/** The size in the properties of a task definition; the least where it says none. */
export const sizeIn = (properties: JsonObject): TaskSize => {
  const [cpu, memoryMb] = [properties['Cpu'], properties['Memory']].map((one) =>
    Number(textIn(one)),
  );
  return cpu === undefined || memoryMb === undefined || !(cpu > 0) || !(memoryMb > 0)
    ? LEAST_SIZE
    : { cpu, memoryMb };
};

/** Why Fargate does not run tasks of this size; undefined when it does. */
export const sizeRefusal = ({ cpu, memoryMb }: TaskSize): Refusal | undefined => {
  const range = MEMORY_OF.get(cpu);
  const next = 'Edit the issue, such as `CPU: 512` and `Memory MB: 1024`; the plan is made again.';
  if (range === undefined)
    return {
      code: 'malformed-value',
      because:
        `Fargate has no processor of ${cpu} units; ` +
        `it has ${[...MEMORY_OF.keys()].join(', ')}.`,
      next,
    };
  const { from, to, step } = range;
  if (memoryMb >= from && memoryMb <= to && memoryMb % step === 0) return undefined;
  return {
    code: 'malformed-value',
    because:
      `With ${cpu} units Fargate gives ${from} to ${to} MB in steps of ${step}, ` +
      `not ${memoryMb}.`,
    next,
  };
};

const WORDS = /^(\d+) units (\d+) MB$/;

/** The size as the tag of a service says it, by which the service is priced. */
export const sizeWords = ({ cpu, memoryMb }: TaskSize): string => `${cpu} units ${memoryMb} MB`;

/** The size that such words say; undefined for other words. */
export const sizeFromWords = (words: string): TaskSize | undefined => {
  const [, cpu, memoryMb] = WORDS.exec(words) ?? [];
  return cpu === undefined || memoryMb === undefined
    ? undefined
    : { cpu: Number(cpu), memoryMb: Number(memoryMb) };
};
