import { sha256 } from './digest.ts';
import { longMinutes } from './limits.ts';
import type { DigestedPlan } from './plan.ts';
import type { DeployStep, OperateStep, Step } from './step.ts';

/** Files of one step, by path; `null` deletes the file. */
export type StepFiles = ReadonlyMap<string, string | null>;

/** Text of a JSON file as it is committed: readable, ending in a line break. */
const jsonFile = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const folderOf = (step: Step): string => `infrastructure/${step.accountId}/${step.region}`;

const templateFile = (step: DeployStep): { readonly name: string; readonly text: string } => {
  const isJson = step.templateBody.trimStart().startsWith('{');
  if (!isJson) return { name: 'template.yaml', text: step.templateBody };
  return { name: 'template.json', text: jsonFile(JSON.parse(step.templateBody)) };
};

/** What the deployment needs to choose its environment and its order. */
const orderOf = (step: Step, { plan }: DigestedPlan): object => ({
  tier: plan.accounts.find((account) => account.id === step.accountId)?.tier ?? plan.tier,
  phase: step.phase,
});

/** Workflows from before the longer session know only the first version, and refuse the second. */
const timeOf = (step: Step): object => {
  const minutes = longMinutes(step);
  return minutes === undefined ? { schemaVersion: 1 } : { schemaVersion: 2, minutes };
};

const deployFiles = (step: DeployStep, digested: DigestedPlan): StepFiles => {
  const { digest, plan } = digested;
  const base = `${folderOf(step)}/${step.stackName}`;
  const template = templateFile(step);
  const parameters = jsonFile({
    Parameters: step.parameters,
    Tags: step.tags,
    Capabilities: step.capabilities,
  });
  const reviewed = {
    ...timeOf(step),
    planDigest: digest,
    issue: plan.issueNumber,
    stackName: step.stackName,
    accountId: step.accountId,
    region: step.region,
    ...orderOf(step, digested),
    template: template.name,
    templateSha256: sha256(template.text),
    parametersSha256: sha256(parameters),
  };
  return new Map([
    [`${base}/${template.name}`, template.text],
    [`${base}/parameters.json`, parameters],
    [`${base}/reviewed.json`, jsonFile(reviewed)],
  ]);
};

/** For the people of the organization: no name that the deployment knows, and nothing to run. */
const proposedFiles = (step: DeployStep): StepFiles =>
  new Map([[`infrastructure/organization/${step.stackName}.json`, templateFile(step).text]]);

/** What the deployment compares, just before the call, with what it finds then. */
const plannedRows = ({ changes }: OperateStep): { readonly planned?: readonly object[] } => {
  const planned = changes.flatMap(({ properties }) =>
    properties.map(({ path, before, after }) => ({ path, before, after })),
  );
  return planned.length === 0 ? {} : { planned };
};

const operationFiles = (step: Step, digested: DigestedPlan): StepFiles => {
  const { digest, plan } = digested;
  if (step.kind !== 'operate') return new Map();
  const path = `${folderOf(step)}/operations/issue-${plan.issueNumber}-${step.id}.json`;
  const operation = {
    schemaVersion: 1,
    planDigest: digest,
    issue: plan.issueNumber,
    ...orderOf(step, digested),
    operation: step.operation,
    target: step.target,
    input: step.input,
    ...plannedRows(step),
    runs: 'once, after the merge',
  };
  return new Map([[path, jsonFile(operation)]]);
};

const removeFiles = (step: Step): StepFiles => {
  if (step.kind !== 'remove') return new Map();
  const base = `${folderOf(step)}/${step.stackName}`;
  const names = ['template.json', 'template.yaml', 'parameters.json', 'reviewed.json'];
  return new Map(names.map((name) => [`${base}/${name}`, null]));
};

/** Steps that a pull request can not express; each needs a person and the exact command. */
export const stepsWithoutFile = (digested: DigestedPlan): readonly Step[] =>
  digested.plan.steps.filter((step) => step.kind === 'change');

/**
 * The files of a plan's pull request: templates, parameters and the digest file, operations, and
 * the removal of templates. Every path is under `infrastructure/`, none under `.github/`.
 */
export const filesOf = (digested: DigestedPlan): StepFiles =>
  new Map(
    digested.plan.steps.flatMap((step) => {
      if (step.kind === 'deploy') {
        return [...(step.isProposed ? proposedFiles(step) : deployFiles(step, digested))];
      }
      return [...operationFiles(step, digested), ...removeFiles(step)];
    }),
  );

/** `aws-coworker/issue-<n>-<slug>`, at most 100 characters. */
export const branchOf = (digested: DigestedPlan): string => {
  const words = digested.plan.steps
    .map((step) => ('stackName' in step ? step.stackName : step.id))
    .join('-')
    .replace(/^aws-coworker-[0-9]+-/, '');
  const slug = words
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 50);
  return `aws-coworker/issue-${digested.plan.issueNumber}-${slug.replaceAll(/^-|-$/g, '')}`;
};
