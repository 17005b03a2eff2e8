import type { Deviation } from '../../plan/plan.ts';
import type { Template } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import type { AwsResourceType } from '../../task/resource-type.ts';
import type { DraftContext } from '../service.ts';
import { booleanOf, numberOf, targetOf, textOf } from '../task-values.ts';
import { logicalIdOf, parseOwnTemplate } from '../template-edit.ts';
import type { VpcFacts } from './facts-schema.ts';

/** What of a network the issue asks for by itself, so that the network brings none of its own. */
export interface Inside {
  readonly hasSubnets: boolean;
  /** Whether the network brings the way to the internet for public subnets of the issue. */
  readonly isOpen: boolean;
  readonly hasFlowLog: boolean;
  /** What it would bring for endpoints that the issue asks for, by the ends of logical ids. */
  readonly endpoints: readonly string[];
}

/** The request itself speaks of subnets or of what needs them. */
const isWholeSaid = ({ task }: DraftContext): boolean =>
  booleanOf(task, 'subnets') !== undefined ||
  numberOf(task, 'zones') !== undefined ||
  booleanOf(task, 'natGateway') !== undefined;

const presentOf = ({ ownStack }: VpcFacts): Template | undefined => {
  const present = ownStack === null ? undefined : parseOwnTemplate(ownStack.templateBody);
  return present?.ok === true ? present.value : undefined;
};

/** What was made with subnets of its own keeps them, whatever the issue asks for later. */
const bringsNone = (
  context: DraftContext,
  present: Template | undefined,
  asks: (type: AwsResourceType) => boolean,
): boolean => {
  if (isWholeSaid(context)) return false;
  if (present === undefined) return asks('AWS::EC2::Subnet') || asks('AWS::EC2::InternetGateway');
  return !Object.values(present.Resources).some(({ Type }) => Type === 'AWS::EC2::Subnet');
};

/** By the service of an endpoint, what a network has for it, by the ends of their logical ids. */
const OWN_ENDPOINTS: Readonly<Record<string, readonly string[]>> = {
  s3: ['VpcS3'],
  dynamodb: ['VpcDynamoDB'],
  logs: ['VpcLogsEndpoint', 'VpcEndpoints'],
};

const leadsTo = (tasks: readonly MutationTask[], service: string): boolean =>
  tasks.some(
    (task) => task.resourceType === 'AWS::EC2::VPCEndpoint' && textOf(task, 'service') === service,
  );

/** What a network had not beside an endpoint of its issue, it is not given when that is unasked. */
const isLost = (present: Template | undefined, holds: readonly string[]): boolean =>
  present !== undefined && holds.includes('AWS::EC2::VPCEndpoint');

/** What the other tasks of the issue put into the network of this one. */
export const insideOf = (context: DraftContext, facts: VpcFacts): Inside => {
  const name = targetOf(context.task);
  const tasks = context.siblings?.inside?.(name) ?? [];
  const holds = context.siblings?.holds ?? [];
  const asks = (type: AwsResourceType): boolean =>
    tasks.some(({ resourceType }) => resourceType === type) || holds.includes(type);
  const present = presentOf(facts);
  const has = (suffix: string): boolean =>
    present?.Resources[logicalIdOf(name, suffix)] !== undefined;
  const hasSubnets = bringsNone(context, present, asks);
  const isBare = hasSubnets || booleanOf(context.task, 'subnets') === false;
  const isPublic = tasks.some((task) => booleanOf(task, 'public') === true);
  return {
    hasSubnets,
    isOpen: has('Gateway') || (isBare && isPublic && !asks('AWS::EC2::InternetGateway')),
    hasFlowLog: asks('AWS::EC2::FlowLog') && !has('FlowLog'),
    endpoints: Object.entries(OWN_ENDPOINTS)
      .filter(([service]) => leadsTo(tasks, service) || isLost(present, holds))
      .flatMap(([, suffixes]) => suffixes)
      .filter((suffix) => !has(suffix)),
  };
};

/** A network that leaves out what it has otherwise says so, while it is made. */
export const leftOut = (
  { task }: DraftContext,
  { ownStack }: VpcFacts,
  { hasSubnets }: Inside,
): readonly Deviation[] =>
  hasSubnets && ownStack === null
    ? [
        {
          taskId: task.id,
          asked: `VPC \`${targetOf(task)}\``,
          planned: 'it without subnets and NAT of its own',
          because: 'this issue itself asks for what stands in it',
        },
      ]
    : [];
