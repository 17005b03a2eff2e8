import { isJsonObject, type Json, type JsonObject } from '../../src/task/json.ts';
import { plainText, problem, textProperty, type HandlerProblem, type Rules } from './model.ts';

const refuse = (message: string): HandlerProblem => problem('InvalidRequest', 400, message);

const isPart = (part: string): boolean => /^\d{1,3}$/.test(part) && Number(part) <= 255;

/** Whether a text is a block of addresses: four numbers and the length of their prefix. */
const isBlock = (text: string): boolean => {
  const [address = '', length = ''] = text.split('/');
  const parts = address.split('.');
  return (
    parts.length === 4 && parts.every(isPart) && /^\d{1,2}$/.test(length) && Number(length) <= 32
  );
};

const SOURCES = [
  'CidrIp',
  'CidrIpv6',
  'SourcePrefixListId',
  'DestinationPrefixListId',
  'SourceSecurityGroupId',
  'SourceSecurityGroupName',
  'DestinationSecurityGroupId',
] as const;

const portProblem = (rule: JsonObject): string | undefined => {
  const protocol = textProperty(rule, 'IpProtocol');
  if (!/^(tcp|udp|6|17)$/.test(protocol)) return undefined;
  const [from, to] = [rule['FromPort'], rule['ToPort']];
  if (from === undefined || to === undefined) {
    return 'Invalid value for portRange. Must specify both from and to ports with TCP/UDP.';
  }
  const strange = [from, to].find((port) => Number(port) < 0 || Number(port) > 65_535);
  if (strange !== undefined) {
    return `Invalid value '${Number(strange)}' for portRange. Must be between 0 and 65535.`;
  }
  return Number(from) > Number(to) ? 'Invalid TCP/UDP port range' : undefined;
};

const ruleProblem = (rule: JsonObject): string | undefined => {
  const protocol = plainText(rule['IpProtocol'] ?? '');
  if (!/^(tcp|udp|icmp|icmpv6|-1)$/.test(protocol) && !(Number(protocol) <= 255)) {
    return `Invalid value '${protocol}' for IP protocol. Unknown protocol.`;
  }
  const given = SOURCES.filter((name) => rule[name] !== undefined);
  if (given.length !== 1) {
    return 'Exactly one of CidrIp, CidrIpv6, a prefix list or a security group must be specified';
  }
  const block = rule['CidrIp'];
  if (block !== undefined && !isBlock(plainText(block))) {
    return `CIDR block ${plainText(block)} is malformed`;
  }
  const description = textProperty(rule, 'Description');
  if (description.length > 255 || !/^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]*$/.test(description)) {
    return 'Invalid rule description. Valid descriptions are strings less than 256 characters';
  }
  return portProblem(rule);
};

const rulesIn = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter((each) => isJsonObject(each)) : [];

/** What EC2 refuses of a security group: its name, its description and its rules. */
export const groupProblem = ({ properties }: Rules): HandlerProblem | undefined => {
  const description = textProperty(properties, 'GroupDescription');
  if (!/^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{1,255}$/.test(description)) {
    return refuse(
      `Value (${description}) for parameter GroupDescription is invalid. Character sets beyond ` +
        'ASCII are not supported.',
    );
  }
  const name = textProperty(properties, 'GroupName');
  if (name.startsWith('sg-')) {
    return refuse(`Value (${name}) for parameter groupName is invalid. Reserved prefix.`);
  }
  const found = [
    ...rulesIn(properties['SecurityGroupIngress']),
    ...rulesIn(properties['SecurityGroupEgress']),
  ]
    .map(ruleProblem)
    .find((each) => each !== undefined);
  return found === undefined ? undefined : refuse(found);
};

const SIZE = /^(nano|micro|small|medium|large|\d{0,3}xlarge|metal(-\d+xl)?)$/;
const FAMILY = /^([acdfghimprtvxz]|mac|hpc|inf|trn|im|is|dl|gr|vt|u)\d*[a-z0-9-]*$/;

/** What EC2 refuses of an instance beyond what must be there. */
export const instanceProblem = ({ properties }: Rules): HandlerProblem | undefined => {
  const type = textProperty(properties, 'InstanceType');
  const [family = '', size = ''] = type.split('.');
  if (type !== '' && !(FAMILY.test(family) && SIZE.test(size))) {
    return refuse(`Invalid value '${type}' for InstanceType.`);
  }
  const data = textProperty(properties, 'UserData');
  if (Buffer.byteLength(data, 'base64') > 16_384) {
    return refuse('User data is limited to 16384 bytes');
  }
  return data !== '' && !/^[A-Za-z0-9+/\s]+=*\s*$/.test(data)
    ? refuse('Invalid BASE64 encoding of user data.')
    : undefined;
};

const VOLUME_SIZES: Readonly<Record<string, readonly [number, number]>> = {
  gp2: [1, 16_384],
  gp3: [1, 65_536],
  io1: [4, 16_384],
  io2: [4, 65_536],
  sc1: [125, 16_384],
  st1: [125, 16_384],
  standard: [1, 1024],
};

/** What EC2 refuses of a volume: sizes and speeds that its kind does not have. */
export const volumeProblem = ({ properties }: Rules): HandlerProblem | undefined => {
  const kind = textProperty(properties, 'VolumeType') || 'gp2';
  const size = properties['Size'];
  if (size === undefined && properties['SnapshotId'] === undefined) {
    return properties['SourceVolumeId'] === undefined
      ? refuse('The request must contain the parameter size or snapshotId')
      : undefined;
  }
  const [low, high] = VOLUME_SIZES[kind] ?? [1, 65_536];
  if (size !== undefined && (Number(size) < low || Number(size) > high)) {
    const [what, limit] =
      Number(size) < low ? ['too small', `minimum is ${low}`] : ['too large', `maximum is ${high}`];
    return refuse(`Volume of ${Number(size)}GiB is ${what} for volume type ${kind}; ${limit}GiB`);
  }
  if (/^io[12]$/.test(kind) && properties['Iops'] === undefined) {
    return refuse(`The parameter iops must be specified for ${kind} volumes.`);
  }
  return properties['Throughput'] !== undefined && kind !== 'gp3'
    ? refuse(`The parameter throughput is not supported for ${kind} volumes.`)
    : undefined;
};
