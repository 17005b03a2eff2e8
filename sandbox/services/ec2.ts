import { AwsError } from '../aws-error.ts';
import type { Json } from '../../src/task/json.ts';
import type { Resource } from '../state.ts';
import { pageOf, row, tagList, texts, type Call, type OperationTable } from './call.ts';
import { addressOperations } from './ec2-addresses.ts';
import { attachmentOperations } from './ec2-attachments.ts';
import { IMAGES, INSTANCE_TYPES, REGIONS } from './ec2-catalogue.ts';
import { byProperty, describe } from './ec2-filter.ts';
import { instanceOperations } from './ec2-instances.ts';
import { launchTemplateOperations } from './ec2-launch-templates.ts';
import { namedBy, networkOperations } from './ec2-network.ts';
import { networkViews } from './ec2-network-views.ts';
import { snapshotOperations } from './ec2-snapshots.ts';
import { ownImages } from './ec2-standing.ts';
import { tagOperations } from './ec2-tags.ts';
import { volumes } from './ec2-volumes.ts';

const everywhere = (): string => '*';

const numberOr = (value: Json | undefined): number | undefined =>
  value === undefined ? undefined : Number(value);

const permissions = (rules: Json | undefined): readonly unknown[] =>
  (Array.isArray(rules) ? rules : []).map((each: Json) => {
    const rule = each as Readonly<Record<string, Json>>;
    const description = rule['Description'];
    return {
      IpProtocol: rule['IpProtocol'],
      FromPort: numberOr(rule['FromPort']),
      ToPort: numberOr(rule['ToPort']),
      IpRanges:
        rule['CidrIp'] === undefined ? [] : [{ CidrIp: rule['CidrIp'], Description: description }],
      Ipv6Ranges:
        rule['CidrIpv6'] === undefined
          ? []
          : [{ CidrIpv6: rule['CidrIpv6'], Description: description }],
      UserIdGroupPairs:
        rule['SourceSecurityGroupId'] === undefined
          ? []
          : [{ GroupId: rule['SourceSecurityGroupId'] }],
      PrefixListIds: [],
    };
  });

const ANYWHERE: Json = [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }];

const groupName = (resource: Resource): string =>
  byProperty('GroupName')(resource) || `${resource.logicalId ?? 'group'}-${resource.id}`;

const groups = (call: Call): unknown => {
  const page = describe(call, {
    type: 'AWS::EC2::SecurityGroup',
    ids: 'GroupIds',
    notFound: 'InvalidGroup.NotFound',
    filters: {
      'group-id': (resource) => resource.id,
      'group-name': groupName,
      'vpc-id': byProperty('VpcId'),
      'ip-permission.group-id': namedBy('SecurityGroupIngress', 'SourceSecurityGroupId'),
      'egress.ip-permission.group-id': namedBy('SecurityGroupEgress', 'DestinationSecurityGroupId'),
    },
  });
  return {
    SecurityGroups: page.items.map((each) => ({
      GroupId: each.id,
      GroupName: groupName(each),
      Description: each.properties['GroupDescription'],
      VpcId: each.properties['VpcId'],
      OwnerId: each.accountId,
      SecurityGroupArn: each.arn,
      IpPermissions: permissions(each.properties['SecurityGroupIngress']),
      IpPermissionsEgress: permissions(each.properties['SecurityGroupEgress'] ?? ANYWHERE),
      Tags: tagList(each.tags),
    })),
    NextToken: page.next,
  };
};

const images = (call: Call): unknown => {
  const ids = texts(call.input, 'ImageIds');
  const unknown = ids.filter((id) => !IMAGES.some((each) => each.id === id));
  if (unknown.length > 0) {
    throw new AwsError(
      'InvalidAMIID.NotFound',
      400,
      `The image id '[${unknown.join(', ')}]' does not exist`,
    );
  }
  const owners = texts(call.input, 'Owners');
  if (owners.includes('self')) return ownImages(call);
  const found = IMAGES.filter(
    (each) =>
      (ids.length === 0 || ids.includes(each.id)) &&
      (owners.length === 0 || owners.includes(each.owner) || owners.includes('amazon')),
  );
  const page = pageOf(call, found, call.input['NextToken']);
  return {
    Images: page.items.map((each) => ({
      ImageId: each.id,
      Name: each.name,
      OwnerId: each.owner,
      Architecture: each.architecture,
      State: 'available',
      Public: true,
      RootDeviceType: 'ebs',
      RootDeviceName: '/dev/xvda',
      VirtualizationType: 'hvm',
      CreationDate: '2026-01-01T00:00:00.000Z',
      BlockDeviceMappings: [
        { DeviceName: '/dev/xvda', Ebs: { VolumeSize: 8, VolumeType: 'gp3', Encrypted: false } },
      ],
    })),
    NextToken: page.next,
  };
};

const instanceTypes = (call: Call): unknown => {
  const wanted = texts(call.input, 'InstanceTypes');
  const unknown = wanted.filter((name) => INSTANCE_TYPES[name] === undefined);
  if (unknown.length > 0) {
    throw new AwsError(
      'InvalidInstanceType',
      400,
      `The following supplied instance types do not exist: [${unknown.join(', ')}]`,
    );
  }
  const names = Object.keys(INSTANCE_TYPES).filter(
    (name) => wanted.length === 0 || wanted.includes(name),
  );
  const page = pageOf(call, names, call.input['NextToken']);
  return {
    InstanceTypes: page.items.map((name) => {
      const [processors, memory, architecture] = INSTANCE_TYPES[name] ?? [0, 0, ''];
      return {
        InstanceType: name,
        CurrentGeneration: !name.startsWith('t2'),
        ProcessorInfo: { SupportedArchitectures: [architecture] },
        VCpuInfo: { DefaultVCpus: processors },
        MemoryInfo: { SizeInMiB: memory },
      };
    }),
    NextToken: page.next,
  };
};

const regions = (call: Call): unknown => {
  const wanted = texts(call.input, 'RegionNames');
  return {
    Regions: REGIONS.filter((name) => wanted.length === 0 || wanted.includes(name)).map(
      (RegionName) => ({
        RegionName,
        Endpoint: `ec2.${RegionName}.amazonaws.com`,
        OptInStatus: 'opt-in-not-required',
      }),
    ),
  };
};

/** EC2: the describing reads, and starting, stopping, rebooting and terminating instances. */
export const ec2Operations: OperationTable = {
  ...instanceOperations,
  ...snapshotOperations,
  ...addressOperations,
  ...attachmentOperations,
  ...tagOperations,
  ...launchTemplateOperations,
  ...networkOperations,
  ...networkViews,
  DescribeSecurityGroups: row('ec2:DescribeSecurityGroups', everywhere, groups),
  DescribeVolumes: row('ec2:DescribeVolumes', everywhere, volumes),
  DescribeImages: row('ec2:DescribeImages', everywhere, images),
  DescribeInstanceTypes: row('ec2:DescribeInstanceTypes', everywhere, instanceTypes),
  DescribeRegions: row('ec2:DescribeRegions', everywhere, regions),
  GetEbsEncryptionByDefault: row('ec2:GetEbsEncryptionByDefault', everywhere, () => ({
    EbsEncryptionByDefault: false,
  })),
  DescribeAvailabilityZones: row('ec2:DescribeAvailabilityZones', everywhere, (call) => ({
    AvailabilityZones: ['a', 'b', 'c'].map((zone) => ({
      ZoneName: `${call.region}${zone}`,
      RegionName: call.region,
      State: 'available',
    })),
  })),
};
