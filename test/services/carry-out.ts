import { createReader } from '../../src/aws/reader.ts';
import type { Outcome } from '../../src/execute/outcome.ts';
import type { PlanInputs } from '../../src/plan/inputs.ts';
import { numberSteps } from '../../src/plan/number-steps.ts';
import type { Step } from '../../src/plan/step.ts';
import type { AwsReader } from '../../src/services/aws-reader.ts';
import { contextOf } from '../../src/services/draft-context.ts';
import { draftSteps } from '../../src/services/draft-steps.ts';
import { readImportFacts } from '../../src/services/import/facts.ts';
import { isImportTask } from '../../src/services/import/import-task.ts';
import { planKnowledge } from '../../src/services/plan-knowledge.ts';
import { serviceOf, servicesOfTemplateType } from '../../src/services/registry.ts';
import type { MutationTask } from '../../src/task/aws-task.ts';
import { athena, made, planId, type Journey } from '../aws/sandbox-journey.ts';
import { approval, approve, planOf } from '../execute/fixtures.ts';
import { config, issue, sure, taken } from './samples.ts';

/** Cloud Control reads as its handlers do, with the role that may: as the reader worker has it. */
const throughHandlers = async (journey: Journey, reader: AwsReader): Promise<AwsReader> => {
  const { session } = taken(await journey.aws.reader.openPreviewer(reader.accountId));
  const handlers = createReader(session);
  return {
    accountId: reader.accountId,
    read: (call) => (call.client === 'CloudControl' ? handlers : reader).read(call),
  };
};

/** One task through the real doors on an organization in memory, as the workers do it. */
export const carryOut = async (journey: Journey, task: MutationTask, plan: string) => {
  const service = sure(serviceOf(task.resourceType));
  const base = {
    schemaVersion: 1,
    issue,
    tasks: [task],
    accounts: [athena()],
    choices: { skipped: [], added: [] },
  } as const;
  const context = taken(contextOf(base, config, task));
  const reader = taken(await journey.aws.reader.openReader(task.accountId));
  const read = isImportTask(task)
    ? await readImportFacts(service, context, await throughHandlers(journey, reader))
    : await service.readFacts(context, reader);
  const facts = { [task.id]: read };
  const inputs: Omit<PlanInputs, 'previews'> = { ...base, facts };
  const drafted = taken(draftSteps(inputs, config));
  const deploys = drafted.steps.flatMap(({ draft }) => (draft.kind === 'deploy' ? [draft] : []));
  const previews = [];
  for (const draft of deploys) previews.push(made(await journey.preview(draft, plan)));
  const steps = numberSteps(drafted.steps, {
    previews: previews.map((one) => one.preview),
    accounts: [athena()],
    known: planKnowledge,
  });
  if (steps.length === 0) return { steps, outcome: 'empty', checks: [], told: [] };
  const handles = previews.map((one) => one.handle);
  // Each plan has an approval of its own: AWS takes no client token twice.
  const approved = approve(steps, {
    plan: { ...planOf(steps), accounts: [athena()] },
    handles,
    planId: handles[0]?.planId ?? planId(plan),
    approvals: [{ ...approval, approvalId: `approval-${plan}` }],
  });
  const outcome = await journey.execute(approved);
  return {
    steps,
    outcome: outcome.kind,
    checks: await readBackAll(steps, reader),
    told: toldOf(outcome),
  };
};

/** What a receipt says of each resource: what holds by its name, and what does not in words. */
const toldOf = (outcome: Outcome): readonly string[] =>
  (outcome.kind === 'refused' ? [] : outcome.steps)
    .flatMap((step) => (step.kind === 'done' ? step.checks : []))
    .flatMap(({ checks }) => checks)
    .map(({ name, holds, detail }) => (holds ? name : `${name}: ${detail}`));

type Reader = Parameters<NonNullable<ReturnType<typeof serviceOf>>['readBack']>[0]['reader'] & {
  readonly listStackResources: (
    region: Step['region'],
    name: string,
  ) => Promise<readonly { readonly logicalId: string; readonly physicalId: string }[]>;
};

/** Every check of every resource of the deploy steps that does not hold. */
const readBackAll = async (steps: readonly Step[], reader: Reader): Promise<readonly string[]> => {
  const failed: string[] = [];
  for (const step of steps) {
    if (step.kind !== 'deploy') continue;
    for (const member of await reader.listStackResources(step.region, step.stackName)) {
      const resource = sure(step.template.Resources[member.logicalId]);
      const service = sure(servicesOfTemplateType(resource.Type)[0]);
      const { checks } = await service.readBack({
        reader,
        region: step.region,
        account: athena(),
        logicalId: member.logicalId,
        type: resource.Type,
        physicalId: member.physicalId,
        properties: resource.Properties ?? {},
        tags: step.imports === undefined ? step.tags : {},
      });
      failed.push(
        ...checks
          .filter((check) => !check.holds)
          .map((check) => `${member.logicalId} ${check.name}: ${check.detail}`),
      );
    }
  }
  return failed;
};
