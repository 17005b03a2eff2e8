import type { MutationTask } from '../../task/aws-task.ts';
import { canonicalJson, type Json } from '../../task/json.ts';
import type { Refusal } from '../../task/refusal.ts';
import { textIn } from '../compare.ts';
import { overlaps, parseBlock, type Block } from '../network/cidr.ts';
import type { DraftedTask } from '../task-order/edges.ts';
import { taskWords } from '../task-order/order-tasks.ts';

/** One range that a task takes, and among which others it must be alone. */
interface Range {
  readonly task: MutationTask;
  readonly text: string;
  readonly block: Block;
  /** VPCs share the whole organization, subnets their VPC. */
  readonly within: string;
}

const withinOf = (type: string, vpc: Json | undefined): string | undefined => {
  if (type === 'AWS::EC2::VPC') return 'the organization';
  if (type !== 'AWS::EC2::Subnet' || typeof vpc !== 'string') return undefined;
  return canonicalJson(vpc);
};

/** What stands in one stack was compared when it joined; only those of several are left. */
const rangesOf = ({ task, draft }: DraftedTask): readonly Range[] => {
  if (task.taskType !== 'CreateResource') return [];
  return draft.steps.flatMap((step) => {
    // One template given for two environments is no mistake of two networks.
    if (step.kind !== 'deploy' || step.isGiven) return [];
    return Object.values(step.template.Resources).flatMap(({ Type, Properties = {} }) => {
      const text = textIn(Properties['CidrBlock']);
      const [block, within] = [parseBlock(text), withinOf(Type, Properties['VpcId'])];
      return block === undefined || within === undefined ? [] : [{ task, text, block, within }];
    });
  });
};

const clash = (one: Range, other: Range): Refusal => ({
  code: 'range-taken',
  because:
    `\`${one.text}\` of ${taskWords(one.task)} shares addresses with \`${other.text}\` of ` +
    `${taskWords(other.task)}, in this same issue.`,
  next: 'Give each a range of its own, and edit the issue.',
});

/** Why two tasks of an issue can not both have their ranges; undefined where they can. */
export const rangesRefusal = (drafted: readonly DraftedTask[]): Refusal | undefined => {
  const all = drafted.flatMap(rangesOf);
  for (const [index, one] of all.entries()) {
    const other = all
      .slice(0, index)
      .find(
        (each) =>
          each.task !== one.task && each.within === one.within && overlaps(each.block, one.block),
      );
    if (other !== undefined) return clash(one, other);
  }
  return undefined;
};
