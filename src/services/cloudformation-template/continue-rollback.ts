import { ownerOf } from '../../agents/roster.ts';
import type { PlannedChange } from '../../plan/change.ts';
import { slowestPath } from '../../plan/slowest-path.ts';
import { CONTINUE_ROLLBACK } from '../../plan/stack-call.ts';
import type { OperateDraft } from '../../plan/step.ts';
import type { Template } from '../../plan/template.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { isExecuteTier } from '../../task/tier.ts';
import { needsOfDeploy } from '../needs.ts';
import type { OwnStack } from '../owner.ts';
import type { Draft, DraftContext } from '../service.ts';
import { parseOwnTemplate } from '../template-edit.ts';
import { typeTableOf } from '../type-tables.ts';

const FAILED = 'UPDATE_ROLLBACK_FAILED';

const notStuck = ({ stackName, status }: OwnStack): Refusal => ({
  code: 'stack-not-ready',
  because: `The stack \`${stackName}\` is in state \`${status}\`: no rollback of it has failed.`,
  next: 'Nothing is to be continued. Ask for the update that you want, or for its deletion.',
});

const hasRole = ({ stackName }: OwnStack): Refusal => ({
  code: 'stack-has-role',
  because: `The stack ${stackName} carries a role, with which changes would run.`,
  next: 'Continue the rollback where the stack is managed, with the rights of that role.',
});

const byHand = ({ stackName }: OwnStack, region: string): Refusal => ({
  code: 'no-route',
  because: 'Nothing is carried out from here in this tier, and a rollback has no pull request.',
  next:
    'Whoever runs the pipeline types there: ' +
    `\`aws cloudformation continue-update-rollback --region ${region} --stack-name ${stackName}\`.`,
});

const unreviewed = (type: string): Refusal => ({
  code: 'template-unsupported',
  because: `There are no reviewed permissions for ${type}, which the stack holds.`,
  next: 'Continue the rollback where the stack is managed.',
});

type Member = OwnStack['resources'][number];

/** What the rollback may do to one resource: set back what its template says, or take it away. */
const changeOf = (member: Member, template: Template): PlannedChange => {
  const properties = template.Resources[member.logicalId]?.Properties;
  const isKept = template.Resources[member.logicalId] !== undefined;
  return {
    action: isKept ? 'change' : 'delete',
    logicalId: member.logicalId,
    type: member.type,
    ...(member.physicalId === '' ? {} : { physicalId: member.physicalId }),
    ownerAgent: ownerOf(member.type),
    properties: Object.entries(properties ?? {}).map(([name, value]) => ({
      path: `/Properties/${name}`,
      before: value,
      after: value,
      recreation: 'Never',
    })),
    losesData: false,
    isSensitive: /^AWS::(IAM::|EC2::SecurityGroup$)/.test(member.type),
    isConditional: false,
  };
};

/** Which of its properties are set back is known to CloudFormation alone. */
const shown = (change: PlannedChange): PlannedChange => ({
  ...change,
  properties: [],
  losesData: change.action === 'delete' && (typeTableOf(change.type)?.isStateful ?? true),
});

/** There and back along the slowest chain, as for every stack; what is in no template is alone. */
const minutesOf = (changes: readonly PlannedChange[], template: Template): number => {
  const known = new Map(
    changes.map(({ logicalId, type }) => [logicalId, typeTableOf(type)?.slowestMinutes ?? 0]),
  );
  return (
    2 *
    Math.max(
      1,
      slowestPath(template, (id) => known.get(id) ?? 0),
      ...known.values(),
    )
  );
};

const stepOf = (context: DraftContext, stack: OwnStack, template: Template): OperateDraft => {
  const changes = stack.resources.map((member) => changeOf(member, template));
  const draft = { ...stack, template, region: context.region };
  return {
    kind: 'operate',
    taskIds: [context.task.id],
    accountId: context.account.id,
    region: context.region,
    summary: `continue the rollback of stack ${stack.stackName}, skipping nothing`,
    ownerAgent: context.task.assignedAgent,
    // What failed on the way back may be anything that the stack holds.
    operationClass: 'sensitive',
    needs: needsOfDeploy({ draft, account: context.account, changes }),
    inverse: {
      reversibility: 'irreversible',
      summary: 'none: the stack is then as it was before the update that failed; ask for it anew',
    },
    slowestMinutes: minutesOf(changes, template),
    operation: CONTINUE_ROLLBACK,
    target: stack.stackId,
    input: { StackName: stack.stackId },
    stackTemplate: template,
    changes: changes.map(shown),
  };
};

/** Why the rollback of a stack is not continued by a plan; undefined when it is. */
const refusalOf = ({ tier, region }: DraftContext, stack: OwnStack): Refusal | undefined => {
  if (stack.hasRole) return hasRole(stack);
  if (stack.status !== FAILED) return notStuck(stack);
  if (!isExecuteTier(tier)) return byHand(stack, region);
  const open = stack.resources.find(({ type }) => typeTableOf(type) === undefined);
  return open === undefined ? undefined : unreviewed(open.type);
};

/**
 * Continues a rollback that failed: once, with the rights that setting back everything in the stack
 * takes, and without skipping any resource, which would leave it otherwise than its stack says.
 */
export const draftContinuation = (context: DraftContext, stack: OwnStack): Decided<Draft> => {
  const refusal = refusalOf(context, stack);
  if (refusal !== undefined) return refused(refusal);
  const template = parseOwnTemplate(stack.templateBody);
  if (!template.ok) return template;
  return accepted({ steps: [stepOf(context, stack, template.value)], deviations: [] });
};
