import type { DeployStep, Step } from '../plan/step.ts';
import { filesOf } from '../plan/pull-request-files.ts';
import type { DigestedPlan, Plan } from '../plan/plan.ts';
import { blocks, bullets } from './markdown.ts';
import { quoteInline } from './quote.ts';

const isProposed = (step: Step): step is DeployStep =>
  step.kind === 'deploy' && step.isProposed === true;

/** True where nothing of a plan is deployed from its repository: other people do it. */
export const isAllProposed = ({ steps }: Pick<Plan, 'steps'>): boolean =>
  steps.length > 0 && steps.every(isProposed);

/** Who deploys what is only proposed, and how; empty for a plan without. */
export const renderProposed = (digested: DigestedPlan): string => {
  const steps = digested.plan.steps.filter(isProposed);
  if (steps.length === 0) return '';
  const paths = [...filesOf(digested).keys()].filter((path) => path.includes('/organization/'));
  const commands = steps.map((step, at) =>
    quoteInline(
      `aws cloudformation create-stack --region ${step.region} --stack-name ${step.stackName} ` +
        `--template-body file://${paths[at] ?? ''}`,
      400,
    ),
  );
  return blocks(
    '**Merging deploys nothing.** The deployment of this repository leaves the file alone, and ' +
      'this application has no right that could open an account. Whoever runs the management ' +
      'account does it there, after the merge, by hand or by the tools of the organization:',
    bullets(commands),
    'Then name its role and tier in `config/organization.yml`: until then it is read-only here. ' +
      'An account can be closed, and is gone 90 days later; nothing takes it back before.',
  );
};
