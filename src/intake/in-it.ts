import type { ParameterValue } from '../task/aws-task.ts';
import type { AwsResourceType } from '../task/resource-type.ts';
import type { TaskDraft } from './task-draft.ts';

/** What stands in a VPC, and in nothing else that "it" could be. */
const PARTS: ReadonlySet<AwsResourceType> = new Set([
  'AWS::EC2::Subnet',
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::RouteTable',
  'AWS::EC2::NetworkAcl',
  'AWS::EC2::InternetGateway',
]);

const IN_IT = /\b(?:in|inside|into) (?:it|(?:this|that|the (?:same|new)) vpc)\b/i;

const isNetwork = ({ taskType, resourceType }: TaskDraft): boolean =>
  taskType === 'CreateResource' && resourceType === 'AWS::EC2::VPC';

const isInIt = ({ taskType, resourceType, parameters, clause }: TaskDraft): boolean =>
  taskType === 'CreateResource' &&
  resourceType !== undefined &&
  PARTS.has(resourceType) &&
  !parameters.has('vpc') &&
  IN_IT.test(clause);

const inNetwork = (draft: TaskDraft, name: ParameterValue): TaskDraft => ({
  ...draft,
  parameters: new Map([...draft.parameters, ['vpc', name]]),
});

/** Which network is meant is asked, where a default one would be taken without a word. */
const asked = (draft: TaskDraft): TaskDraft =>
  draft.resourceType === 'AWS::EC2::Subnet'
    ? draft
    : { ...draft, problems: [...draft.problems, { field: 'vpc' }] };

/**
 * "A VPC named ledger; a subnet in it": the one network that the request makes, where nothing else
 * stands between the two that "it" could mean.
 */
export const inTheirNetwork = (drafts: readonly TaskDraft[]): readonly TaskDraft[] => {
  const [network, ...others] = drafts.filter(isNetwork);
  const name = network?.parameters.get('name');
  if (network === undefined || others.length > 0 || name === undefined) return drafts;
  let isNear = false;
  return drafts.map((draft) => {
    const isIn = isInIt(draft);
    const isMeant = isNear && isIn;
    isNear = draft === network || isMeant;
    if (!isIn) return draft;
    return isMeant ? inNetwork(draft, name) : asked(draft);
  });
};
