import type { LiveDocument } from '../../../review/live/review-live.ts';
import { readProperties } from '../../../services/facts.ts';
import { serviceOf } from '../../../services/registry.ts';
import { Fault } from '../../../task/fault.ts';
import type { Json } from '../../../task/json.ts';
import { isGlobalType, type AwsResourceType } from '../../../task/resource-type.ts';
import * as beside from './beside.ts';
import * as around from './beside-function.ts';
import * as queues from './beside-queue.ts';
import * as guarded from './beside-secret.ts';
import { blockDevices } from './block-devices.ts';
import type { Beside } from './beside.ts';
import { accountItself, securityGroups, stacks } from './own-lists.ts';
import { readBudget } from './read-budget.ts';
import { readBucket } from './read-bucket.ts';
import { readFunction } from './read-function.ts';
import { readLaunchTemplate } from './read-launch-template.ts';
import { readRecorder } from './read-recorder.ts';
import type { AuditPlace, AuditSource, Listed, LiveThing } from './source.ts';
import { readStackTags } from './stack-tags.ts';

interface Looked {
  /** A part of the thing: judged with it. */
  readonly parts: Beside;
  /** Looked at, and judged where it stands itself. */
  readonly others: Beside;
}

type Look = (place: AuditPlace, document: LiveDocument) => Promise<Looked>;

const nothing: Look = async () => ({ parts: beside.NOT_LOOKED, others: beside.NOT_LOOKED });

const partsOnly =
  (look: (place: AuditPlace, document: LiveDocument) => Promise<Beside>): Look =>
  async (place, document) => ({
    parts: await beside.unlessDenied(look(place, document)),
    others: beside.NOT_LOOKED,
  });

const lookAroundFunction: Look = async ({ reader, region }, document) => {
  const { id } = document;
  const parts = [
    around.functionPermissions(reader, region, id),
    around.functionUrls(reader, region, id),
  ];
  const others = [
    around.functionLogs(reader, region, document),
    around.functionRole(reader, region, document),
  ];
  const looked = [parts, others].map((all) => Promise.all(all.map(beside.unlessDenied)));
  const [own = [], far = []] = await Promise.all(looked);
  return { parts: beside.together(own), others: beside.together(far) };
};

const textOr = (value: Json | undefined, other: string): string =>
  typeof value === 'string' ? value : other;

const lookAroundQueue: Look = async ({ reader, region }, { properties, id }) => {
  const arn = textOr(properties['Arn'], id);
  const url = queues.queueAddress(arn);
  return {
    parts: await beside.unlessDenied(queues.queuePolicy(reader, region, url)),
    others: await beside.unlessDenied(queues.queueSources(reader, region, { arn, url })),
  };
};

/** How a registered type is read here, where that is more than its own document. */
interface Reading {
  readonly title: string;
  readonly look?: Look;
  /** Its own reads, where Cloud Control would need rights that a reader does not have. */
  readonly readSelf?: ReadSelf;
  /** Types of its parts, which are judged with it. */
  readonly parts?: readonly string[];
  /** What Cloud Control calls it, where that is not the id of the list. */
  readonly identifier?: (one: Listed) => string;
  /** The list says all that is judged: nothing more is read. */
  readonly isListed?: true;
  /** False for what nobody here can change. */
  readonly isWanted?: (one: Listed) => boolean;
  /** How many are read at the same time, where one is read by many calls. */
  readonly most?: number;
}

const isOfAws = ({ metadata }: Listed): boolean =>
  typeof metadata['path'] === 'string' && metadata['path'].startsWith('/aws-service-role/');

/** Table: the registered types that are audited, in the order of the report. */
const READINGS: Readonly<Partial<Record<AwsResourceType, Reading>>> = {
  'AWS::S3::Bucket': {
    title: 'buckets',
    parts: ['AWS::S3::BucketPolicy'],
    readSelf: (place, { id }) => readBucket(place, id),
    most: 8,
    look: partsOnly(({ reader, region }, { id }) => beside.bucketPolicy(reader, region, id)),
  },
  'AWS::Lambda::Function': {
    title: 'functions',
    parts: ['AWS::Lambda::Permission', 'AWS::Lambda::Url'],
    readSelf: readFunction,
    look: lookAroundFunction,
  },
  'AWS::EC2::Instance': { title: 'instances' },
  'AWS::DynamoDB::Table': { title: 'tables' },
  'AWS::SNS::Topic': {
    title: 'topics',
    parts: ['AWS::SNS::TopicPolicy'],
    identifier: ({ arn }) => arn,
    look: partsOnly(({ reader, region }, { properties, id }) =>
      beside.topicPolicy(reader, region, textOr(properties['TopicArn'], id)),
    ),
  },
  'AWS::IAM::Role': {
    title: 'roles',
    parts: ['AWS::IAM::ManagedPolicy'],
    isWanted: (one) => !isOfAws(one),
    look: partsOnly(({ reader, region }, document) =>
      around.rolePolicies(reader, region, document),
    ),
  },
  'AWS::EC2::Volume': { title: 'volumes' },
  'AWS::EC2::EIP': { title: 'addresses', isListed: true },
  'AWS::Logs::LogGroup': { title: 'log groups' },
  'AWS::SQS::Queue': {
    title: 'queues',
    parts: ['AWS::SQS::QueuePolicy'],
    identifier: ({ arn }) => queues.queueAddress(arn),
    look: lookAroundQueue,
  },
  'AWS::ApiGatewayV2::Api': { title: 'HTTP APIs' },
  'AWS::Events::Rule': {
    title: 'rules of events',
    identifier: ({ arn }) => arn,
    // Nobody here can change what a service of AWS looks after.
    isWanted: ({ metadata }) => metadata['managedBy'] === undefined,
  },
  'AWS::ApiGateway::RestApi': { title: 'REST APIs' },
  'AWS::CloudWatch::Alarm': { title: 'alarms' },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    title: 'load balancers',
    identifier: ({ arn }) => arn,
  },
  'AWS::ElasticLoadBalancingV2::Listener': { title: 'listeners', identifier: ({ arn }) => arn },
  'AWS::AutoScaling::AutoScalingGroup': { title: 'Auto Scaling groups' },
  'AWS::ECS::Cluster': { title: 'ECS clusters' },
  'AWS::EKS::Cluster': { title: 'EKS clusters' },
  'AWS::EKS::Nodegroup': {
    title: 'EKS node groups',
    identifier: ({ id, arn }) => `${arn.split('/')[1] ?? ''}/${id}`,
  },
  'AWS::EKS::Addon': {
    title: 'EKS add-ons',
    identifier: ({ id, arn }) => `${arn.split('/')[1] ?? ''}|${id}`,
  },
  'AWS::ECS::TaskDefinition': {
    title: 'ECS task definitions',
    identifier: ({ arn }) => arn,
  },
  'AWS::ECS::Service': {
    title: 'ECS services',
    identifier: ({ arn }) => `${arn}|${arn.split('/')[1] ?? ''}`,
  },
  'AWS::ElasticLoadBalancingV2::TargetGroup': {
    title: 'target groups',
    identifier: ({ arn }) => arn,
  },
  'AWS::KMS::Key': { title: 'keys' },
  'AWS::SecretsManager::Secret': {
    title: 'secrets',
    parts: ['AWS::SecretsManager::RotationSchedule'],
    identifier: ({ arn }) => arn,
    look: partsOnly(({ reader, region }, { id }) => guarded.secretRotation(reader, region, id)),
  },
  'AWS::IAM::ManagedPolicy': { title: 'managed policies', identifier: ({ arn }) => arn },
  'AWS::IAM::Group': { title: 'groups' },
  'AWS::IAM::User': { title: 'users' },
  'AWS::EC2::VPC': { title: 'VPCs' },
  'AWS::RDS::DBInstance': { title: 'databases' },
  'AWS::EC2::Subnet': { title: 'subnets' },
  'AWS::EC2::InternetGateway': { title: 'internet gateways' },
  'AWS::EC2::NatGateway': { title: 'NAT gateways' },
  'AWS::EC2::RouteTable': { title: 'route tables' },
  'AWS::EC2::NetworkAcl': { title: 'network ACLs' },
  'AWS::EC2::VPCEndpoint': { title: 'VPC endpoints' },
  'AWS::EC2::FlowLog': { title: 'flow logs' },
  'AWS::EC2::KeyPair': {
    title: 'key pairs',
    isListed: true,
  },
  'AWS::XRay::Group': { title: 'groups of traces', identifier: ({ arn }) => arn },
  'AWS::XRay::SamplingRule': {
    title: 'sampling rules',
    identifier: ({ arn }) => arn,
    // X-Ray's own, which is there in every account.
    isWanted: ({ id }) => id !== 'Default',
  },
  'AWS::CloudWatch::Dashboard': { title: 'dashboards' },
  'AWS::Budgets::Budget': { title: 'budgets', readSelf: readBudget },
  'AWS::Route53::HostedZone': { title: 'zones' },
  'AWS::RDS::DBCluster': { title: 'clusters' },
  'AWS::CloudTrail::Trail': { title: 'trails' },
  'AWS::Config::ConfigurationRecorder': {
    title: 'recorders',
    parts: ['AWS::Config::DeliveryChannel'],
    readSelf: readRecorder,
  },
  'AWS::GuardDuty::Detector': { title: 'detectors' },
  'AWS::SecurityHub::Hub': { title: 'hubs' },
  'AWS::Route53::RecordSet': { title: 'records', isListed: true },
  'AWS::CloudFront::Distribution': { title: 'distributions' },
  'AWS::CloudFront::Function': { title: 'functions of CloudFront' },
  'AWS::Lambda::Version': { title: 'versions of functions' },
  'AWS::EFS::FileSystem': { title: 'file systems' },
  'AWS::Route53::HealthCheck': { title: 'health checks' },
  'AWS::Lambda::Alias': { title: 'aliases of functions' },
  'AWS::AutoScaling::ScalingPolicy': { title: 'scaling policies', identifier: ({ arn }) => arn },
  'AWS::EC2::LaunchTemplate': { title: 'launch templates', readSelf: readLaunchTemplate },
};

const tagList = (tags: Readonly<Record<string, string>>) =>
  Object.entries(tags)
    .filter(([key]) => !key.startsWith('aws:'))
    .map(([Key, Value]) => ({ Key, Value }));

/** The document of a type that has no reads of its own here, as Cloud Control gives it. */
const readDocument = async (
  place: AuditPlace,
  type: AwsResourceType,
  one: Listed,
): Promise<LiveDocument | undefined> => {
  const { reader, region } = place;
  const reading = READINGS[type];
  if (reading?.isListed === true)
    return { type, id: one.id, properties: { Tags: tagList(one.tags) } };
  const physicalId = reading?.identifier?.(one) ?? one.id;
  const properties = await readProperties(reader, { region, type, physicalId });
  if (properties === undefined) return undefined;
  if (type !== 'AWS::EC2::Instance') return { type, id: one.id, properties };
  const devices = await blockDevices(reader, region, one.id);
  const own = devices.length === 0 ? {} : { BlockDeviceMappings: devices };
  return { type, id: one.id, properties: { ...properties, ...own } };
};

/** The thing itself, without what is beside it. */
type ReadSelf = (place: AuditPlace, one: Listed) => Promise<Omit<LiveThing, 'beside'> | undefined>;

const readByControl =
  (type: AwsResourceType): ReadSelf =>
  async (place, one) => {
    const document = await readDocument(place, type, one);
    if (document === undefined) return undefined;
    const where = { type, region: place.region };
    return { documents: [document], ...(await readStackTags(place.reader, where, one)) };
  };

const readThing =
  (readSelf: ReadSelf, look: Look): AuditSource['read'] =>
  async (place, one) => {
    const self = await readSelf(place, one);
    const [document] = self?.documents ?? [];
    if (self === undefined || document === undefined) return undefined;
    const { parts, others } = await look(place, document);
    const alarms = place.alarms === undefined ? [] : ['AWS::CloudWatch::Alarm'];
    return {
      documents: [document, ...parts.documents],
      beside: [...others.documents, ...(place.alarms ?? [])],
      read: [...self.read, ...parts.read, ...others.read, ...alarms],
      stackTags: self.stackTags,
    };
  };

const sourceOf = (type: AwsResourceType, reading: Reading): AuditSource => {
  const service = serviceOf(type);
  if (service === undefined) throw new Fault('broken-promise', `no service of ${type}`);
  const { title, parts = [], look = nothing, isWanted = () => true, most } = reading;
  return {
    title,
    type,
    judges: [type, ...parts],
    isGlobal: isGlobalType(type),
    ...(most === undefined ? {} : { most }),
    list: async function* ({ reader, account, region }) {
      for await (const one of service.list(reader, account, region)) if (isWanted(one)) yield one;
    },
    read: readThing(reading.readSelf ?? readByControl(type), look),
  };
};

/** Everything that is audited, each in every account and region. */
export const AUDIT_SOURCES: readonly AuditSource[] = [
  ...(Object.entries(READINGS) as readonly (readonly [AwsResourceType, Reading])[]).map(
    ([type, reading]) => sourceOf(type, reading),
  ),
  securityGroups,
  stacks,
  accountItself,
];

/** True for a type that an audit can be narrowed to. */
export const isAudited = (type: AwsResourceType): boolean =>
  AUDIT_SOURCES.some((source) => source.type === type);
