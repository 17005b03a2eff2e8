import {
  CreateChangeSetCommand,
  DeleteStackCommand,
  ExecuteChangeSetCommand,
  type CreateChangeSetCommandInput,
} from '@aws-sdk/client-cloudformation';
import type { AssumeRoleCommandInput } from '@aws-sdk/client-sts';
import type { Intercept } from '../conversations/company.ts';
import { assume, cfn, previewer, type Stage } from '../sandbox/kit.ts';

/** A change set as the application had it made. */
interface Previewed {
  readonly input: CreateChangeSetCommandInput;
  readonly id: string;
  readonly stackId: string;
}

/** What the application executed, and the session it did it with. */
export interface Act {
  readonly session: AssumeRoleCommandInput;
  /** Undefined for a deletion. */
  readonly previewed?: Previewed;
  readonly stackId: string;
}

/** Looks over the application's shoulder: every execution with the exact session of its plan. */
export interface Recorder {
  readonly intercept: Intercept;
  readonly acts: readonly Act[];
}

const isDeployer = (input: AssumeRoleCommandInput): boolean =>
  input.RoleArn?.endsWith('/AwsCoworkerDeployer') === true && input.Policy !== undefined;

/** A recorder of one company. */
export const recordActs = (): Recorder => {
  const acts: Act[] = [];
  const previews = new Map<string, Previewed>();
  let session: AssumeRoleCommandInput = { RoleArn: '', RoleSessionName: '' };
  const seen: Readonly<Record<string, (input: never, answer: never) => void>> = {
    CreateChangeSetCommand: (
      input: CreateChangeSetCommandInput,
      answer: { readonly Id: string; readonly StackId: string },
    ) => {
      previews.set(answer.Id, { input, id: answer.Id, stackId: answer.StackId });
    },
    AssumeRoleCommand: (input: AssumeRoleCommandInput) => {
      if (isDeployer(input)) session = input;
    },
    ExecuteChangeSetCommand: ({ ChangeSetName: id }: { readonly ChangeSetName: string }) => {
      const previewed = previews.get(id);
      if (previewed === undefined) throw new Error(`${id} was executed and never previewed`);
      acts.push({ session, previewed, stackId: previewed.stackId });
    },
    DeleteStackCommand: ({ StackName: stackId }: { readonly StackName: string }) => {
      acts.push({ session, stackId });
    },
  };
  return {
    acts,
    intercept: async (call, send) => {
      const answer = await send();
      seen[call.commandName]?.(call.input as never, answer as never);
      return answer;
    },
  };
};

/** The same session, where stack and change set have other ids than they had. */
const sessionFor = (act: Act, renamed: readonly (readonly [string, string])[]) => {
  const put = (text: string): string =>
    renamed.reduce((said, [from, to]) => said.replaceAll(from, to), text);
  return {
    ...act.session,
    RoleArn: act.session.RoleArn ?? '',
    Policy: put(act.session.Policy ?? ''),
    Tags: (act.session.Tags ?? []).map(({ Key, Value }) => ({ Key, Value: put(Value ?? '') })),
  };
};

/** No stack takes so long; sessions end by the world's own clock, which stops at each event. */
const LONG_MS = 6 * 3_600_000;

const later = async (at: Stage): Promise<void> => {
  await at.clock.sleep(LONG_MS);
  await at.world.catchUp();
};

let count = 0;

/** Does again what was previewed and executed, with the rights it was executed with; the stack. */
export const deployAgain = async (at: Stage, act: Act): Promise<string> => {
  if (act.previewed === undefined) throw new Error('nothing was previewed');
  const { input, id: oldId } = act.previewed;
  const oldName = input.ChangeSetName ?? '';
  count += 1;
  const ChangeSetName = `${oldName}x${count}`;
  const previewing = cfn(at, await previewer(at));
  const { Id = '', StackId = '' } = await previewing.send(
    new CreateChangeSetCommand({ ...input, ChangeSetName, ClientToken: ChangeSetName }),
  );
  await at.clock.sleep(60_000);
  const session = sessionFor(act, [
    [oldName, ChangeSetName],
    [oldId.replaceAll(oldName, ChangeSetName), Id],
    [act.stackId, StackId],
  ]);
  const deploying = cfn(at, await assume(at, 'aws-coworker-deployer', session));
  await deploying.send(new ExecuteChangeSetCommand({ ChangeSetName: Id }));
  await later(at);
  return StackId;
};

/** Deletes a stack again, or another one, with the rights with which one was deleted. */
export const deleteAgain = async (at: Stage, act: Act, stackId = act.stackId): Promise<void> => {
  const session = sessionFor(act, [[act.stackId, stackId]]);
  const deleting = cfn(at, await assume(at, 'aws-coworker-deployer', session));
  await deleting.send(new DeleteStackCommand({ StackName: stackId }));
  await later(at);
};
