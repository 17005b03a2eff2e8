import type { DeployStep } from '../plan/step.ts';
import { plain } from '../services/import/import-words.ts';
import type { ReadBackCheck } from '../services/service.ts';
import { readStack } from '../services/stack-drift/facts.ts';
import {
  judgeStack,
  unendedOf,
  type DriftedResource,
  type JudgedStack,
  type StackSeen,
} from '../services/stack-drift/judge.ts';
import { Fault } from '../task/fault.ts';
import { placesNamed } from './import-live.ts';
import { isOfStackTagsOnly } from './stack-tags.ts';
import type { StepContext } from './step-context.ts';

type Check = ReadBackCheck['checks'][number];

/** A receipt waits for it; the look of the day compares the stack again, and may take longer. */
const LONGEST_MINUTES = 3;

const BY = 'compared by CloudFormation';

const uncompared = (detail: string): Check => ({
  name: `not ${BY}`,
  holds: false,
  isAside: true,
  detail,
});

const otherwise = (detail: string): Check => ({ name: BY, holds: false, detail });

/** What was imported, and whether the session itself saw every setting as its template says. */
export interface ImportFound {
  readonly logicalId: string;
  readonly isAsTemplate: boolean;
  readonly stackId: string;
}

const inSync = (but = ''): Check => ({
  name: `${BY}: in sync${but}`,
  holds: true,
  detail: 'as planned',
});

const differsIn = (places: readonly string[]): string =>
  places.length === 0
    ? 'it differs, and CloudFormation does not say where'
    : `it differs in ${placesNamed(places)}`;

interface Compared {
  readonly found: ImportFound;
  readonly step: DeployStep;
}

/**
 * CloudFormation expects the tags of a stack on each of its resources, and an import puts none. So
 * where every setting is as the template says, missing tags of the stack are no difference.
 */
const driftedCheck = (
  { status, properties }: DriftedResource,
  { found, step }: Compared,
): Check => {
  if (status === 'DELETED') return otherwise('it is not there any more');
  const isOfStack = found.isAsTemplate && isOfStackTagsOnly(properties, step.tags);
  if (isOfStack) return inSync(' but for the tags of the stack');
  return otherwise(differsIn(properties.map(({ path }) => plain(path))));
};

/** What was imported, as CloudFormation found it; in sync only where its detection ended well. */
const ownCheck = (seen: StackSeen, judged: JudgedStack, compared: Compared): Check => {
  const { logicalId } = compared.found;
  const isOwn = (one: { readonly logicalId: string }): boolean => one.logicalId === logicalId;
  const drifted = judged.resources.find(isOwn);
  const check = drifted === undefined ? undefined : driftedCheck(drifted, compared);
  if (check?.holds === false) return check;
  const untold = judged.untold.find(isOwn)?.because;
  if (untold !== undefined) return uncompared(untold);
  const unended = unendedOf(seen);
  if (unended !== '') return uncompared(unended);
  if (check !== undefined) return check;
  const isInSync = seen.drifts.find(isOwn)?.status === 'IN_SYNC';
  return isInSync ? inSync() : uncompared('the stack does not name it');
};

/** What else has drifted, in a stack that was there before. */
const otherChecks = ({ resources }: JudgedStack, logicalId: string): readonly Check[] => {
  const others = resources.filter((one) => one.logicalId !== logicalId);
  if (others.length === 0) return [];
  const detail = `${placesNamed(others.map((one) => one.logicalId))} not as the template says`;
  return [{ name: 'elsewhere in the stack', holds: false, isAside: true, detail }];
};

const whyNot = ({ kind, message }: Fault): string =>
  kind === 'timeout'
    ? `it was not done after ${LONGEST_MINUTES} minutes`
    : `AWS did not do it (${message})`;

/**
 * Has CloudFormation itself compare the stack with what is there, which changes nothing, and tells
 * what it found of the import. Waits for minutes at most; what AWS does not tell is no reason to
 * lose the outcome, and never in sync.
 */
export const compareImport = async (
  { step, watcher, ports }: StepContext<DeployStep>,
  found: ImportFound,
): Promise<readonly Check[]> => {
  const { accountId, region, stackName } = step;
  const { stackId, logicalId } = found;
  const through = { reader: watcher, waiting: ports.clock, longestMs: LONGEST_MINUTES * 60_000 };
  try {
    const seen = await readStack(through, { stackId, stackName, accountId, region });
    const judged = judgeStack(seen);
    return [ownCheck(seen, judged, { found, step }), ...otherChecks(judged, logicalId)];
  } catch (thrown) {
    if (thrown instanceof Fault) return [uncompared(whyNot(thrown))];
    throw thrown;
  }
};
