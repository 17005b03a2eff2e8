import { readTemplate } from './engine/template-text.ts';
import { parameterTexts, resolvedTexts } from './engine/parameters.ts';
import { createStack } from './engine/create-stack.ts';
import type { Stack } from './engine/stack.ts';
import { openSession } from './iam/sessions.ts';
import { nextUuid, type WorldState } from './state.ts';
import type { StackSpec } from './world-spec.ts';

const newStack = (state: WorldState, spec: StackSpec): Stack => ({
  id: `arn:aws:cloudformation:${spec.region}:${spec.account}:stack/${spec.name}/${nextUuid(state)}`,
  name: spec.name,
  accountId: spec.account,
  region: spec.region,
  createdAt: state.now,
  status: 'CREATE_IN_PROGRESS',
  reason: '',
  terminationProtection: spec.terminationProtection === true,
  disableRollback: false,
  outputs: {},
  resources: new Map(),
  events: [],
  changeSets: [],
  tokens: new Map(),
  undo: [],
  ...(spec.roleArn === undefined ? {} : { roleArn: spec.roleArn }),
});

const seedOne = async (state: WorldState, spec: StackSpec): Promise<void> => {
  const role = state.accounts.get(spec.account)?.roles.get('person-admin');
  if (role === undefined) throw new Error(`no account ${spec.account} for stack ${spec.name}`);
  const session = openSession(state, {
    accountId: spec.account,
    role,
    sessionName: 'seed',
    seconds: 43_200,
    isChained: false,
    tags: {},
  });
  const body = typeof spec.template === 'string' ? spec.template : JSON.stringify(spec.template);
  const template = readTemplate(body);
  const given = Object.entries(spec.parameters ?? {}).map(([key, value]) => ({
    key,
    value,
    usePrevious: false,
  }));
  const parameters = parameterTexts(template, given, {});
  const place = { accountId: spec.account, region: spec.region };
  const stack = newStack(state, spec);
  state.stacks.push(stack);
  const steps = createStack({
    state,
    stack,
    caller: { session, region: spec.region, via: 'direct' },
    token: '',
    desired: {
      body,
      template,
      parameters,
      resolvedParameters: resolvedTexts(state, place, { template, values: parameters }),
      tags: spec.tags ?? {},
      capabilities: ['CAPABILITY_NAMED_IAM'],
      notificationArns: [],
    },
  });
  let step = await steps.next();
  while (step.done !== true) step = await steps.next();
  if (stack.status !== 'CREATE_COMPLETE') {
    const failed = stack.events.find((event) => event.status === 'CREATE_FAILED');
    throw new Error(`stack ${spec.name} of the world could not be made: ${failed?.reason}`);
  }
  if (spec.status !== undefined) stack.status = spec.status;
};

/** Makes a world's stacks at once, without their calls being counted. */
export const seedStacks = async (state: WorldState): Promise<void> => {
  for (const spec of state.spec.stacks ?? []) await seedOne(state, spec);
  state.calls.length = 0;
};
