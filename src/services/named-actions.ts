import type { MutationTask } from '../task/aws-task.ts';
import type { Refusal } from '../task/refusal.ts';
import { TAG_FIELDS } from './common-fields.ts';
import type { Service } from './service.ts';
import { textOf } from './task-values.ts';

/** What a request may order by name of each service, beside settings that it wants otherwise. */
const CARRIED_OUT: Readonly<Record<string, readonly string[]>> = {
  'AWS::SNS::Topic': ['subscribe'],
  'AWS::DynamoDB::Table': ['snapshot'],
  'AWS::S3::Bucket': ['upload', 'empty'],
  'AWS::EC2::Volume': ['snapshot', 'attach', 'detach'],
  'AWS::EC2::SecurityGroup': ['authorize', 'revoke'],
  'AWS::AutoScaling::AutoScalingGroup': ['instance-refresh'],
  'AWS::EC2::Instance': ['start', 'stop', 'reboot', 'terminate'],
  'AWS::ApiGatewayV2::Api': ['redeploy'],
  'AWS::ApiGateway::RestApi': ['redeploy'],
  'AWS::ECS::Service': ['redeploy'],
  // What is attached is a setting of the role, group or user.
  'AWS::IAM::Role': ['attach', 'detach'],
  'AWS::KMS::Key': ['rotate'],
  'AWS::SecretsManager::Secret': ['rotate'],
  'AWS::IAM::Group': ['attach', 'detach'],
  // To stop one of these is an order that is understood, and refused.
  'AWS::CloudTrail::Trail': ['start', 'stop'],
  'AWS::Config::ConfigurationRecorder': ['start', 'stop'],
  'AWS::GuardDuty::Detector': ['stop'],
  'AWS::SecurityHub::Hub': ['stop'],
  'AWS::IAM::User': ['attach', 'detach'],
  'AWS::RDS::DBInstance': ['start', 'stop', 'reboot', 'snapshot'],
  'AWS::CloudFormation::Stack': ['continue-rollback'],
  'AWS::RDS::DBCluster': ['failover', 'start', 'stop', 'snapshot'],
  'AWS::CloudFront::Distribution': ['invalidate'],
  'AWS::CloudFront::Function': ['publish'],
};

/** What to ask for instead, by service and order; a row without a service is for all of them. */
const INSTEAD: Readonly<Record<string, string>> = {
  'AWS::SQS::Queue subscribe':
    'Say it of the topic: subscribe the queue to the SNS topic, and name both.',
  'AWS::SQS::Queue empty':
    'Messages that are thrown away are gone for good, read or not. Ask for a shorter ' +
    '`Retention days`, and the older ones go by themselves.',
  'AWS::Events::Rule start': 'Ask for `Enabled: yes`: the rule runs again from then on.',
  'AWS::Events::Rule stop': 'Ask for `Enabled: no`: the rule stays, and calls nothing.',
  'AWS::CloudFront::Distribution start': 'Ask for `Enabled: yes`: it answers from then on.',
  'AWS::CloudFront::Distribution stop':
    'Ask for `Enabled: no`: the distribution stays, and answers nobody.',
  'AWS::Lambda::Function redeploy':
    'Upload the package and name it: `Code: s3://bucket/key.zip`; its newest version is deployed.',
  'AWS::Lambda::Function stop':
    'Ask for `Reserved concurrency: 0` instead: the function is then never run.',
  'AWS::Lambda::Function start':
    'Ask for another `Reserved concurrency` instead, such as 10, or have it run by its trigger.',
  'AWS::EC2::Instance snapshot':
    'Make the image or snapshot in the console, or ask for a backup plan in a template.',
  'AWS::EC2::Instance attach':
    'Give the whole instance with what is attached to it in a CloudFormation template.',
  'AWS::IAM::ManagedPolicy attach':
    'Say it of the one that gets it: `Attach the policy orders-read to the IAM role orders-exec`.',
  'AWS::IAM::ManagedPolicy detach':
    'Say it of the one that has it: `Detach the policy orders-read from the IAM role orders-exec`.',
  'AWS::IAM::Role detach':
    'Policies are taken away where the role is managed: by the template of its stack.',
  'AWS::RDS::DBInstance failover':
    'Only two copies change places: ask for `Multi-AZ: yes`, or for an Aurora cluster.',
  'AWS::RDS::DBCluster reboot':
    'Instances restart one by one, not the cluster: ask for a failover, or reboot an instance ' +
    'where the cluster is managed.',
  rotate: 'Secrets and keys are rotated by the service that holds them, not by a plan.',
};

const list = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ');

/** Orders that take no setting at all: one beside them would be left out without a word. */
const BARE: ReadonlySet<string> = new Set([
  'AWS::ECS::Service redeploy',
  'AWS::CloudFront::Function publish',
]);

/** What names the target, and tags, which an order writes onto nothing. */
const BESIDE: ReadonlySet<string> = new Set([
  'action',
  'cluster',
  'name',
  ...TAG_FIELDS.map(({ name }) => name),
]);

const besideRefusal = (
  service: Service,
  task: MutationTask,
  action: string,
): Refusal | undefined => {
  if (!BARE.has(`${service.resourceType} ${action}`)) return undefined;
  const settings = service.fields
    .map(({ name }) => name)
    .filter((name) => !BESIDE.has(name) && task.parameters[name] !== undefined);
  if (settings.length === 0) return undefined;
  return {
    code: 'contradictory',
    because: `\`${action}\` takes what is there as it is, and would leave out ${list(settings)}.`,
    next:
      'Ask for the change alone: what is new runs then too. Or leave the setting out, and ' +
      `only \`${action}\` is done.`,
  };
};

const known = (service: Service): string => {
  const words = CARRIED_OUT[service.resourceType] ?? [];
  const orders = words.length === 0 ? '' : ` or one of ${list(words)}`;
  return `Edit the issue and name a setting that shall change${orders}.`;
};

/**
 * Why what was ordered by name is not done; undefined when it is, and for a request that orders
 * nothing by name. Without this an order that nobody carries out would look like one that is done.
 */
export const actionRefusal = (service: Service, task: MutationTask): Refusal | undefined => {
  const action = textOf(task, 'action');
  if (action === undefined || task.taskType !== 'UpdateResource') return undefined;
  const { resourceType, title } = service;
  if (CARRIED_OUT[resourceType]?.includes(action) === true)
    return besideRefusal(service, task, action);
  return {
    code: 'unsupported-task',
    because: `\`${action}\` is no operation that is carried out on ${title}s.`,
    next: INSTEAD[`${resourceType} ${action}`] ?? INSTEAD[action] ?? known(service),
  };
};
