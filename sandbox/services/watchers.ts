import { AwsError } from '../aws-error.ts';
import { jsonText } from '../engine/json-text.ts';
import { isJsonObject } from '../../src/task/json.ts';
import type { Resource } from '../state.ts';
import { pageOf, row, text, texts, type Call, type OperationTable } from './call.ts';
import { ownResource, ownResources } from './find.ts';

const TRAIL = 'AWS::CloudTrail::Trail';
const RECORDER = 'AWS::Config::ConfigurationRecorder';
const CHANNEL = 'AWS::Config::DeliveryChannel';
const DETECTOR = 'AWS::GuardDuty::Detector';
const HUB = 'AWS::SecurityHub::Hub';

const trailOf = (call: Call): Resource => {
  const name = text(call.input, 'Name').split('/').at(-1) ?? '';
  const found = ownResource(call, TRAIL, name);
  if (found !== undefined) return found;
  throw new AwsError(
    'TrailNotFoundException',
    404,
    `Unknown trail: ${name} for the user: ${call.accountId}`,
  );
};

const trailArn = (call: Call): string => {
  const name = text(call.input, 'Name').split('/').at(-1) ?? '';
  return `arn:aws:cloudtrail:${call.region}:${call.accountId}:trail/${name}`;
};

const isOn = ({ attributes, properties }: Resource, property: string): boolean =>
  (attributes[property] ?? properties[property]) !== false;

const trailView = (trail: Resource): unknown => ({
  Name: trail.id,
  TrailARN: trail.arn,
  HomeRegion: jsonText(trail.attributes['HomeRegion']) || trail.region,
  S3BucketName: trail.properties['S3BucketName'],
  IsMultiRegionTrail: trail.properties['IsMultiRegionTrail'] === true,
  IsOrganizationTrail: trail.properties['IsOrganizationTrail'] === true,
  LogFileValidationEnabled: trail.properties['EnableLogFileValidation'] === true,
  KmsKeyId: trail.properties['KMSKeyId'],
});

/** CloudTrail: the reads of trails, and turning one on. */
export const cloudTrailOperations: OperationTable = {
  GetTrail: row('cloudtrail:GetTrail', trailArn, (call) => ({ Trail: trailView(trailOf(call)) })),
  GetTrailStatus: row('cloudtrail:GetTrailStatus', trailArn, (call) => {
    const trail = trailOf(call);
    const error = trail.attributes['LatestDeliveryError'];
    return {
      IsLogging: isOn(trail, 'IsLogging'),
      ...(error === undefined ? {} : { LatestDeliveryError: jsonText(error) }),
    };
  }),
  DescribeTrails: row(
    'cloudtrail:DescribeTrails',
    () => '*',
    (call) => ({ trailList: ownResources(call, TRAIL).map(trailView) }),
  ),
  StartLogging: row('cloudtrail:StartLogging', trailArn, (call) => {
    trailOf(call).attributes['IsLogging'] = true;
    return {};
  }),
};

/** A recorder is on where there is a channel too, unless its world says that it is not. */
const isRecording = (call: Call, { attributes }: Resource): boolean =>
  attributes['Recording'] !== false && ownResources(call, CHANNEL).length > 0;

const recorderArn = (call: Call): string => {
  const [named] = texts(call.input, 'ConfigurationRecorderNames');
  const name = text(call.input, 'ConfigurationRecorderName') || named || 'default';
  return `arn:aws:config:${call.region}:${call.accountId}:configuration-recorder/${name}/0a1b2c`;
};

const startRecorder = (call: Call): unknown => {
  const name = text(call.input, 'ConfigurationRecorderName');
  const found = ownResource(call, RECORDER, name);
  if (found === undefined)
    throw new AwsError(
      'NoSuchConfigurationRecorderException',
      400,
      `Cannot find configuration recorder with the specified name '${name}'.`,
    );
  if (ownResources(call, CHANNEL).length === 0)
    throw new AwsError(
      'NoAvailableDeliveryChannelException',
      400,
      'Delivery channel is not available to start configuration recorder.',
    );
  found.attributes['Recording'] = true;
  return {};
};

/** AWS Config: the recorder and the channel of a region, and turning the recorder on. */
export const configOperations: OperationTable = {
  DescribeConfigurationRecorders: row(
    'config:DescribeConfigurationRecorders',
    recorderArn,
    (call) => ({
      ConfigurationRecorders: ownResources(call, RECORDER).map(({ id, properties }) => ({
        name: id,
        roleARN: properties['RoleARN'],
        recordingGroup: {
          allSupported: JSON.stringify(properties['RecordingGroup'] ?? {}).includes(
            '"AllSupported":true',
          ),
        },
      })),
    }),
  ),
  DescribeConfigurationRecorderStatus: row(
    'config:DescribeConfigurationRecorderStatus',
    recorderArn,
    (call) => ({
      ConfigurationRecordersStatus: ownResources(call, RECORDER).map((each) => ({
        name: each.id,
        recording: isRecording(call, each),
        lastStatus: jsonText(each.attributes['LastStatus']) || 'Success',
      })),
    }),
  ),
  DescribeDeliveryChannels: row(
    'config:DescribeDeliveryChannels',
    () => '*',
    (call) => ({
      DeliveryChannels: ownResources(call, CHANNEL).map(({ id, properties }) => ({
        name: id,
        s3BucketName: properties['S3BucketName'],
        s3KmsKeyArn: properties['S3KmsKeyArn'],
      })),
    }),
  ),
  StartConfigurationRecorder: row('config:StartConfigurationRecorder', recorderArn, startRecorder),
};

const detectorArn = (call: Call): string =>
  `arn:aws:guardduty:${call.region}:${call.accountId}:detector/${text(call.input, 'DetectorId')}`;

const detectorOf = (call: Call): Resource => {
  const found = ownResource(call, DETECTOR, text(call.input, 'DetectorId'));
  if (found !== undefined) return found;
  throw new AwsError(
    'BadRequestException',
    400,
    'The request is rejected because the input detectorId is not owned by the current account.',
  );
};

const administratorIn = ({ attributes }: Resource): unknown =>
  attributes['Administrator'] === undefined
    ? {}
    : {
        Administrator: {
          AccountId: jsonText(attributes['Administrator']),
          RelationshipStatus: 'Enabled',
        },
      };

/** GuardDuty: the detector of a region, and how bad its findings are; never what they say. */
export const guardDutyOperations: OperationTable = {
  ListDetectors: row(
    'guardduty:ListDetectors',
    () => '*',
    (call) => ({ DetectorIds: ownResources(call, DETECTOR).map(({ id }) => id) }),
  ),
  GetDetector: row('guardduty:GetDetector', detectorArn, (call) => {
    const detector = detectorOf(call);
    return {
      Status: detector.properties['Enable'] === true ? 'ENABLED' : 'DISABLED',
      CreatedAt: detector.createdAt.toISOString(),
      ServiceRole: 'arn:aws:iam::aws:role/AWSServiceRoleForAmazonGuardDuty',
      FindingPublishingFrequency: detector.properties['FindingPublishingFrequency'] ?? 'SIX_HOURS',
      Tags: detector.tags,
    };
  }),
  GetAdministratorAccount: row('guardduty:GetAdministratorAccount', detectorArn, (call) =>
    administratorIn(detectorOf(call)),
  ),
  GetFindingsStatistics: row('guardduty:GetFindingsStatistics', detectorArn, (call) => {
    const findings = detectorOf(call).attributes['Findings'] ?? {};
    return { FindingStatistics: { CountBySeverity: isJsonObject(findings) ? findings : {} } };
  }),
};

const hubArn = (call: Call): string =>
  `arn:aws:securityhub:${call.region}:${call.accountId}:hub/default`;

const hubOf = (call: Call): Resource => {
  const [found] = ownResources(call, HUB);
  if (found !== undefined) return found;
  throw new AwsError(
    'InvalidAccessException',
    401,
    `Account ${call.accountId} is not subscribed to AWS Security Hub`,
  );
};

const standards = (call: Call): unknown => {
  hubOf(call);
  const all = ownResources(call, 'AWS::SecurityHub::Standard').map(({ id, properties }) => ({
    StandardsSubscriptionArn: id,
    StandardsArn: properties['StandardsArn'],
    StandardsStatus: 'READY',
  }));
  const page = pageOf(call, all, call.input['NextToken']);
  return { StandardsSubscriptions: page.items, NextToken: page.next };
};

const findings = (call: Call): unknown => {
  const counts = hubOf(call).attributes['Findings'] ?? {};
  const rows = Object.entries(isJsonObject(counts) ? counts : {}).flatMap(([Label, count]) =>
    Array.from({ length: Number(count) }, () => ({ Severity: { Label } })),
  );
  const page = pageOf(call, rows, call.input['NextToken']);
  return { Findings: page.items, NextToken: page.next };
};

/** Security Hub: the hub of a region, its standards, and how bad its findings are. */
export const securityHubOperations: OperationTable = {
  DescribeHub: row('securityhub:DescribeHub', hubArn, (call) => {
    const hub = hubOf(call);
    return {
      HubArn: hub.id,
      AutoEnableControls: hub.properties['AutoEnableControls'] !== false,
      ControlFindingGenerator: hub.properties['ControlFindingGenerator'],
    };
  }),
  GetAdministratorAccount: row('securityhub:GetAdministratorAccount', hubArn, (call) =>
    administratorIn(hubOf(call)),
  ),
  GetEnabledStandards: row('securityhub:GetEnabledStandards', hubArn, standards),
  GetFindings: row('securityhub:GetFindings', hubArn, findings),
};
