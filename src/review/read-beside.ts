import type { PlanInputs } from '../plan/inputs.ts';
import type { DeployStep, Step } from '../plan/step.ts';
import { isMutation, type AwsTask } from '../task/aws-task.ts';
import { isJsonObject, type Json, type JsonObject } from '../task/json.ts';
import { modelsOf, type ModelResource } from './template/model.ts';

/** What planning read, and for which tasks. */
export type ReadInputs = Pick<PlanInputs, 'facts' | 'tasks'>;

/** What stands in one place of a plan: the step that is judged, and all steps there. */
interface Here {
  readonly step: Pick<DeployStep, 'accountId' | 'region'>;
  readonly steps: readonly Step[];
}

const LAUNCH = 'AWS::EC2::LaunchTemplate';
const GROUP = 'AWS::EC2::SecurityGroup';
const RULE = 'AWS::EC2::SecurityGroupIngress';

const isHere = (task: AwsTask, { step }: Here): boolean =>
  isMutation(task) && task.accountId === step.accountId && task.region === step.region;

/** Facts of the tasks of this account and region, each with the id of its task. */
const factsHere = (
  { facts, tasks }: ReadInputs,
  here: Here,
): readonly (readonly [string, JsonObject])[] =>
  tasks
    .filter((task) => isHere(task, here))
    .flatMap(({ id }) => {
      const read = facts[id];
      return read === undefined ? [] : [[id, read] as const];
    });

const asModel = (id: string, type: string, properties: JsonObject): readonly ModelResource[] => {
  const template = { Resources: { [id]: { Type: type, Properties: properties } } };
  const [model] = modelsOf(template, { parameters: {}, pseudo: {} });
  return [...model.resources.values()];
};

const doesTouch = (step: Step, type: string): boolean =>
  step.changes.some((change) => change.type === type);

interface LaunchRead {
  readonly taskId: string;
  readonly name: string;
  readonly version: string;
  /** As the version was named, such as `$Default`. */
  readonly asked: string;
  readonly needsToken: boolean;
}

const launchesIn = (inputs: ReadInputs, here: Here): readonly LaunchRead[] =>
  factsHere(inputs, here).flatMap(([taskId, { launchTemplate: read = null }]) => {
    if (!isJsonObject(read)) return [];
    const { name, version, asked, needsToken } = read;
    if (typeof name !== 'string' || typeof version !== 'string') return [];
    const isNamed = typeof asked === 'string';
    return [
      { taskId, name, version, asked: isNamed ? asked : version, needsToken: needsToken === true },
    ];
  });

/** The number that the next version of a launch template has, where one of it was read. */
export const nextVersions = (inputs: ReadInputs, here: Here, name: Json): readonly string[] =>
  launchesIn(inputs, here)
    .filter((one) => one.name === name)
    .map(({ version }) => String(Number(version) + 1));

/**
 * What planning read of launch templates, each of one version. A version stays as it is; what
 * another word than its number means may be another after the plan.
 */
export const launchesRead = (inputs: ReadInputs, here: Here): readonly ModelResource[] => {
  const isMoved = here.steps.some((step) => doesTouch(step, LAUNCH));
  return launchesIn(inputs, here).flatMap(({ taskId, name, version, asked, needsToken }) =>
    asModel(`${taskId}.launch`, LAUNCH, {
      LaunchTemplateName: name,
      LaunchTemplateData: { MetadataOptions: { HttpTokens: needsToken ? 'required' : 'optional' } },
    }).map((one) => ({ ...one, versions: isMoved ? [version] : [version, asked] })),
  );
};

const listIn = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter((one: Json) => isJsonObject(one)) : [];

const sourceKey = (source: string): string => {
  if (source.startsWith('pl-')) return 'SourcePrefixListId';
  return source.includes(':') ? 'CidrIpv6' : 'CidrIp';
};

const ruleOf = ({ protocol, from, to, source }: JsonObject): JsonObject => ({
  IpProtocol: protocol ?? '-1',
  FromPort: from ?? -1,
  ToPort: to ?? -1,
  [sourceKey(typeof source === 'string' ? source : '')]: source ?? '',
});

/** The resource of its own template that a value refers to, if that is all it says. */
const referred = (value: Json | undefined): string | undefined => {
  if (!isJsonObject(value)) return undefined;
  const { Ref: ref, 'Fn::GetAtt': att } = value;
  const [of] = Array.isArray(att) ? att : [typeof att === 'string' ? att.split('.')[0] : ref];
  return typeof of === 'string' ? of : undefined;
};

/** Whether a stack gives rules to a group that it holds already: nobody says which one that is. */
const givesRules = (step: DeployStep): boolean => {
  const created = new Set(
    step.changes.filter(({ action }) => action === 'create').map(({ logicalId }) => logicalId),
  );
  return step.changes
    .filter(({ type, action }) => type === RULE && action !== 'delete')
    .map(({ logicalId }) => referred(step.template.Resources[logicalId]?.Properties?.['GroupId']))
    .some((id) => id !== undefined && !created.has(id) && id in step.template.Resources);
};

/** A step that changes the group, or a rule of which nobody says whose it is. */
const mayChangeGroup = (step: Step, id: string): boolean =>
  (step.kind === 'change' && (step.typeName === RULE || step.identifier === id)) ||
  (step.kind === 'deploy' && givesRules(step)) ||
  step.changes.some((change) => change.type === GROUP && change.physicalId === id);

/**
 * Security groups that planning looked up, with what lets the whole world in, or may. One that a
 * step may change is not as it was read.
 */
export const groupsRead = (inputs: ReadInputs, here: Here): readonly ModelResource[] =>
  factsHere(inputs, here).flatMap(([taskId, { groups }]) =>
    listIn(groups).flatMap(({ id, world }) => {
      if (typeof id !== 'string' || !Array.isArray(world)) return [];
      if (here.steps.some((step) => mayChangeGroup(step, id))) return [];
      const properties = { SecurityGroupIngress: listIn(world).map(ruleOf) };
      return asModel(`${taskId}.${id}`, GROUP, properties).map((one) => ({
        ...one,
        physicalId: id,
      }));
    }),
  );
