import type { PlanInputs } from '../plan/inputs.ts';
import type { Plan } from '../plan/plan.ts';
import type { DeployStep } from '../plan/step.ts';
import { isJsonObject, type Json, type JsonObject } from '../task/json.ts';
import { modelsOf, type ModelResource } from './template/model.ts';

const asModel = (id: string, type: string, properties: JsonObject): readonly ModelResource[] => {
  const template = { Resources: { [id]: { Type: type, Properties: properties } } };
  const [model] = modelsOf(template, { parameters: {}, pseudo: {} });
  return [...model.resources.values()];
};

/** What planning read of the launch template from which a group is to start. */
const launchesRead = ({ facts }: Pick<PlanInputs, 'facts'>): readonly ModelResource[] =>
  Object.entries(facts).flatMap(([taskId, { launchTemplate: read = null }]) => {
    if (!isJsonObject(read) || typeof read['name'] !== 'string') return [];
    const HttpTokens = read['needsToken'] === true ? 'required' : 'optional';
    return asModel(`${taskId}.launch`, 'AWS::EC2::LaunchTemplate', {
      LaunchTemplateName: read['name'],
      LaunchTemplateData: { MetadataOptions: { HttpTokens } },
    });
  });

const listIn = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter((one: Json) => isJsonObject(one)) : [];

const ruleOf = ({ protocol, from, to, source }: JsonObject): JsonObject => ({
  IpProtocol: protocol ?? '-1',
  FromPort: from ?? -1,
  ToPort: to ?? -1,
  [typeof source === 'string' && source.includes(':') ? 'CidrIpv6' : 'CidrIp']: source ?? '',
});

/** Security groups that planning looked up, with what lets the whole world in. */
const groupsRead = ({ facts }: Pick<PlanInputs, 'facts'>): readonly ModelResource[] =>
  Object.entries(facts).flatMap(([taskId, { groups }]) =>
    listIn(groups).flatMap(({ id, world }) => {
      if (typeof id !== 'string' || !Array.isArray(world)) return [];
      const properties = { SecurityGroupIngress: listIn(world).map(ruleOf) };
      return asModel(`${taskId}.${id}`, 'AWS::EC2::SecurityGroup', properties).map((one) => ({
        ...one,
        physicalId: id,
      }));
    }),
  );

/**
 * What a step may name and does not hold: what other stacks of the plan make in its place, under
 * ids that nothing refers to, and what planning looked up. What does not fit one session stands in
 * a stack of its own, and is judged as if it stood in one. A stack of the plan comes first.
 */
export const resourcesBeside = (
  plan: Plan,
  step: DeployStep,
  inputs: Pick<PlanInputs, 'facts'>,
): readonly ModelResource[] => {
  const others = plan.steps.filter(
    (one): one is DeployStep =>
      one.kind === 'deploy' &&
      one.id !== step.id &&
      one.accountId === step.accountId &&
      one.region === step.region,
  );
  const planned = others.flatMap((one) => {
    const parameters = { ...one.parameters, ...one.resolvedParameters };
    const [model] = modelsOf(one.template, { parameters, pseudo: {} });
    return [...model.resources.values()].map((each) => ({
      ...each,
      id: `${one.stackName}.${each.id}`,
    }));
  });
  return [...planned, ...launchesRead(inputs), ...groupsRead(inputs)];
};
