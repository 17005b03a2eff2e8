import { logGroupRemedies } from '../log-group/remedies.ts';
import type { Remedy } from '../service.ts';

/** Every type that the service's own templates may hold, companions included. */
export const FLOW_LOG_TEMPLATE_TYPES: readonly string[] = [
  'AWS::EC2::FlowLog',
  'AWS::IAM::Role',
  'AWS::Logs::LogGroup',
  'AWS::KMS::Key',
];

/** Applied to its log group; they are the remedies of that service. */
export const flowGroupRemedies: readonly Remedy[] = logGroupRemedies;

/** None of its own: a flow log is made whole, and nothing of it can change. */
export const flowLogRemedies: readonly Remedy[] = [];
