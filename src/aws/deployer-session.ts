import type { DeployerSession } from '../execute/ports.ts';
import type { Region } from '../task/ids.ts';
import type { AccountSession } from './account-session.ts';
import { sendToStacks, type StackCall } from './cloudformation.ts';
import { CallRefused } from '../execute/call-refused.ts';
import { createStackReads } from './stack-reads.ts';

const change = async (session: AccountSession, call: StackCall): Promise<string> => {
  const said = await sendToStacks(session, call);
  if (said.ok) return said.requestId;
  throw new CallRefused(`cloudformation:${call.operation}`, said.code, said.message);
};

const named = (region: Region, stackId: string, token: string) => ({
  region,
  input: { StackName: stackId, ClientRequestToken: token },
});

/**
 * A session of `AwsCoworkerDeployer` for one step. No call takes a role, skips a resource, retains
 * one, or leaves what failed as it is. Each carries a token, so that twice is once.
 */
export const createDeployerSession = (
  session: AccountSession,
  sourceIdentity: string,
): DeployerSession =>
  Object.freeze({
    ...createStackReads(session),
    sourceIdentity,
    executeChangeSet: (handle, token) =>
      change(session, {
        operation: 'ExecuteChangeSet',
        region: handle.region,
        input: {
          StackName: handle.stackId,
          ChangeSetName: handle.changeSetArn,
          ClientRequestToken: token,
          // With OnStackFailure set, a create takes no DisableRollback at all.
          ...(handle.changeSetType === 'UPDATE' ? { DisableRollback: false } : {}),
        },
      }),
    deleteStack: (region, stackId, token) =>
      change(session, { operation: 'DeleteStack', ...named(region, stackId, token) }),
    continueUpdateRollback: (region, stackId, token) =>
      change(session, { operation: 'ContinueUpdateRollback', ...named(region, stackId, token) }),
  } satisfies DeployerSession);
