import type { z } from 'zod';
import type { ChangeSetRead, Unshown } from '../execute/ports.ts';
import { leavesStack } from '../plan/imports.ts';
import type { PreviewHandle, StackPreview } from '../plan/preview.ts';
import { templateHash } from '../plan/preview-hash.ts';
import type { Region } from '../task/ids.ts';
import type { AccountSession } from './account-session.ts';
import { pagesOf, parseOutput, sendToStacks, unexpectedNo } from './cloudformation.ts';
import { jsonObjectOf } from './json-of.ts';
import { isJsonObject, type Json, type JsonObject } from '../task/json.ts';
import * as shapes from './stack-shapes.ts';
import type { Answer } from './transport.ts';

type Page = z.infer<typeof shapes.describeChangeSet>;

interface TemplateCall {
  readonly StackName: string;
  readonly ChangeSetName?: string;
  readonly TemplateStage: 'Original' | 'Processed';
}

const sendGetTemplate = (
  session: AccountSession,
  region: Region,
  call: TemplateCall,
): Promise<Answer> =>
  sendToStacks(session, { operation: 'GetTemplate', region, input: { ...call } });

const bodyOf = (output: unknown): string =>
  parseOutput(shapes.getTemplate, 'GetTemplate', output).TemplateBody;

const readTemplate = async (
  session: AccountSession,
  region: Region,
  call: TemplateCall,
): Promise<string> => {
  const said = await sendGetTemplate(session, region, call);
  if (said.ok) return bodyOf(said.output);
  throw unexpectedNo('GetTemplate', said);
};

/** No change set has this name, so that AWS answers with a no. */
const NOBODY = 'cw-of-nobody';

/**
 * True where GetTemplate looks at the change set it is asked about, as AWS does. Where AWS may be
 * stood in for, a server proves that it does not: it shows the template of what can not be.
 */
const showsTemplates = async (
  session: AccountSession,
  { region, stackId }: PreviewHandle,
): Promise<boolean> => {
  if (session.isAws) return true;
  const call = { StackName: stackId, ChangeSetName: NOBODY, TemplateStage: 'Original' } as const;
  return !(await sendGetTemplate(session, region, call)).ok;
};

/** True for the reasons by which CloudFormation says that there is nothing to do. */
export const isEmptyReason = (reason: string): boolean =>
  /didn't contain changes|no updates are to be performed/i.test(reason);

const isEmpty = (page: Page): boolean =>
  page.Status === 'FAILED' && isEmptyReason(page.StatusReason);

const hasRollbackConfiguration = (page: Page): boolean =>
  (page.RollbackConfiguration?.RollbackTriggers.length ?? 0) > 0 ||
  (page.RollbackConfiguration?.MonitoringTimeInMinutes ?? 0) > 0 ||
  page.DeploymentConfig?.DisableRollback === true;

const isNested = (change: Readonly<Record<string, unknown>>): boolean => {
  const resource = change['ResourceChange'];
  if (typeof resource !== 'object' || resource === null) return false;
  return 'ResourceType' in resource && resource.ResourceType === 'AWS::CloudFormation::Stack';
};

/** Both modes in one word, so that neither can be changed unseen; absent for the usual ones. */
const deploymentModeOf = (page: Page): string | undefined => {
  const config = page.DeploymentConfig?.Mode ?? 'STANDARD';
  const modes = [page.DeploymentMode ?? '', config === 'STANDARD' ? '' : config];
  const named = modes.filter((mode) => mode !== '').join(' ');
  return named === '' ? undefined : named;
};

const pagesRead = async (
  session: AccountSession,
  handle: PreviewHandle,
): Promise<readonly Page[]> => {
  const pages: Page[] = [];
  const call = {
    operation: 'DescribeChangeSet',
    region: handle.region,
    input: {
      StackName: handle.stackId,
      ChangeSetName: handle.changeSetArn,
      IncludePropertyValues: true,
    },
  };
  for await (const output of pagesOf(session, call)) {
    pages.push(parseOutput(shapes.describeChangeSet, 'DescribeChangeSet', output));
  }
  return pages;
};

interface Hashes {
  readonly originalTemplateHash: string;
  readonly processedTemplateHash: string;
}

/** A change set's template in both stages, and whether the server tells it from the stack's. */
interface Templates extends Hashes {
  readonly isShown: boolean;
}

const readTemplates = async (
  session: AccountSession,
  handle: PreviewHandle,
): Promise<Templates> => {
  const { region, stackId: StackName, changeSetArn: ChangeSetName } = handle;
  const call = { StackName, ChangeSetName };
  const original = await readTemplate(session, region, { ...call, TemplateStage: 'Original' });
  const processed = await readTemplate(session, region, { ...call, TemplateStage: 'Processed' });
  return {
    originalTemplateHash: templateHash(original),
    processedTemplateHash: templateHash(processed),
    isShown: await showsTemplates(session, handle),
  };
};

const NO_HASHES: Hashes = { originalTemplateHash: '', processedTemplateHash: '' };
const NO_TEMPLATES: Templates = { ...NO_HASHES, isShown: true };

/** When AWS looked is a clock reading, and no part of a plan: looking twice finds one drift. */
const withoutClock = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(withoutClock);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'DriftDetectionTimestamp')
      .map(([name, member]) => [name, withoutClock(member)]),
  );
};

const changeOf = (raw: unknown): JsonObject => jsonObjectOf(withoutClock(jsonObjectOf(raw)));

const previewOf = (page: Page, changes: Page['Changes'], handle: PreviewHandle): StackPreview => {
  const mode = deploymentModeOf(page);
  const { resolved, lookedUp } = page.Parameters;
  return {
    stackName: page.StackName,
    accountId: handle.accountId,
    region: handle.region,
    changeSetType: handle.changeSetType,
    status: isEmpty(page) ? 'empty' : 'ready',
    changes: changes.map(changeOf),
    resolvedParameters: resolved,
    ...(Object.keys(lookedUp).length === 0 ? {} : { lookedUp }),
    tags: page.Tags,
    capabilities: page.Capabilities.toSorted(),
    notificationArns: page.NotificationARNs,
    onStackFailure: page.OnStackFailure,
    ...NO_HASHES,
    ...(leavesStack(handle) ? {} : { stackId: page.StackId }),
    ...(mode === undefined ? {} : { deploymentMode: mode }),
    ...(page.StackDriftStatus === undefined ? {} : { driftStatus: page.StackDriftStatus }),
  };
};

/** What a server leaves out that shows no template of a change set: a member it shows counts. */
const unshownOf = ({ Tags, Capabilities }: Page): readonly Unshown[] => [
  'template',
  ...(Object.keys(Tags).length > 0 ? [] : ['tags' as const]),
  ...(Capabilities.length > 0 ? [] : ['capabilities' as const]),
];

/** Everything that a change set says, all pages joined; undefined when it is gone. */
export const readChangeSetWhole = async (
  session: AccountSession,
  handle: PreviewHandle,
): Promise<ChangeSetRead | undefined> => {
  const pages = await pagesRead(session, handle);
  const [page] = pages;
  if (page === undefined) return undefined;
  const changes = pages.flatMap((one) => one.Changes);
  const isMade = page.Status === 'CREATE_COMPLETE';
  const { isShown, ...hashes } = isMade ? await readTemplates(session, handle) : NO_TEMPLATES;
  return {
    preview: { ...previewOf(page, changes, handle), ...hashes },
    unshown: isShown ? [] : unshownOf(page),
    stackId: page.StackId,
    changeSetId: page.ChangeSetId,
    executionStatus: page.ExecutionStatus,
    status: page.Status,
    statusReason: page.StatusReason,
    hasNestedStacks: changes.some(isNested) || page.ParentChangeSetId !== undefined,
    importsExisting: page.ImportExistingResources,
    hasRollbackConfiguration: hasRollbackConfiguration(page),
  };
};
