import { validationError } from '../aws-error.ts';
import { detectDrift, isUnsupported } from '../engine/detect-drift.ts';
import { jsonText } from '../engine/json-text.ts';
import type { DriftDetection, FoundDrift, Stack } from '../engine/stack.ts';
import { start } from '../engine/timeline.ts';
import { nextUuid } from '../state.ts';
import { pageOf, text, texts, type Call } from './call.ts';
import { maybe } from './cfn-describe.ts';
import { needStack, stacksHere } from './cfn-find.ts';

const COMPARABLE =
  /^(((CREATE|UPDATE|UPDATE_ROLLBACK|IMPORT|IMPORT_ROLLBACK)_COMPLETE)|UPDATE_ROLLBACK_FAILED)$/;

const refuseBusy = (stack: Stack): void => {
  if (!COMPARABLE.test(stack.status)) {
    const words = `while stack is in ${stack.status} state`;
    throw validationError('CloudFormation', `Drift detection can not be performed ${words}.`);
  }
  if (stack.detection?.status === 'DETECTION_IN_PROGRESS') {
    const words = `Drift detection is already in progress for stack [${stack.id}]`;
    throw validationError('CloudFormation', words);
  }
};

/** DetectStackDrift: accepted at once, carried out in virtual time by the caller's session. */
export const detectStackDrift = (call: Call): unknown => {
  const stack = needStack(call);
  refuseBusy(stack);
  const detection: DriftDetection = {
    id: nextUuid(call.state),
    at: call.state.now,
    status: 'DETECTION_IN_PROGRESS',
    stackStatus: '',
    reason: '',
    driftedCount: 0,
  };
  stack.detection = detection;
  const caller = { session: call.caller.session, region: call.region } as const;
  const work = { state: call.state, stack, caller: { ...caller, via: 'cloudformation' as const } };
  start(call.state, detectDrift(work, detection));
  return { StackDriftDetectionId: detection.id };
};

/** DescribeStackDriftDetectionStatus: results are there only when the detection is over. */
export const describeDetection = (call: Call): unknown => {
  const id = text(call.input, 'StackDriftDetectionId');
  const stack = stacksHere(call).find(({ detection }) => detection?.id === id);
  const { detection } = stack ?? {};
  if (stack === undefined || detection === undefined) {
    throw validationError('CloudFormation', `Drift detection ${id} does not exist`);
  }
  const isOver = detection.status !== 'DETECTION_IN_PROGRESS';
  return {
    StackId: stack.id,
    StackDriftDetectionId: detection.id,
    DetectionStatus: detection.status,
    Timestamp: detection.at,
    ...(isOver ? { StackDriftStatus: detection.stackStatus } : {}),
    ...(isOver ? { DriftedStackResourceCount: detection.driftedCount } : {}),
    ...(detection.reason === '' ? {} : { DetectionStatusReason: detection.reason }),
  };
};

const driftView = (stack: Stack, found: FoundDrift): unknown => ({
  StackId: stack.id,
  LogicalResourceId: found.logicalId,
  PhysicalResourceId: found.physicalId,
  ResourceType: found.type,
  StackResourceDriftStatus: found.status,
  Timestamp: found.at,
  ...maybe('ExpectedProperties', found.expected && JSON.stringify(found.expected)),
  ...maybe('ActualProperties', found.actual && JSON.stringify(found.actual)),
  ...maybe('DriftStatusReason', found.reason === '' ? undefined : found.reason),
  PropertyDifferences: found.differences.map((each) => ({
    PropertyPath: each.path,
    ExpectedValue: each.expected === undefined ? 'null' : jsonText(each.expected),
    ActualValue: each.actual === undefined ? 'null' : jsonText(each.actual),
    DifferenceType: each.type,
  })),
});

/** DescribeStackResourceDrifts: of the last detection; types it can not tell are not among them. */
export const describeDrifts = (call: Call): unknown => {
  const stack = needStack(call);
  const wanted = texts(call.input, 'StackResourceDriftStatusFilters');
  const found = (stack.drifts ?? []).filter(
    (each) =>
      !isUnsupported(call.state, each.type) &&
      (wanted.length === 0 || wanted.includes(each.status)),
  );
  const page = pageOf(call, found, call.input['NextToken']);
  return {
    StackResourceDrifts: page.items.map((each) => driftView(stack, each)),
    ...maybe('NextToken', page.next),
  };
};
