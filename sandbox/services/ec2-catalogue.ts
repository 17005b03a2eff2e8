/** Table of the images and instance types that the sandbox knows. */

/** Name, owner, architecture, platform details. */
export const IMAGES: readonly {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly architecture: string;
}[] = [
  {
    id: 'ami-0a1b2c3d4e5f60001',
    name: 'al2023-ami-2023.6.20260101.0-kernel-6.1-x86_64',
    owner: '137112412989',
    architecture: 'x86_64',
  },
  {
    id: 'ami-0a1b2c3d4e5f60002',
    name: 'al2023-ami-2023.6.20260101.0-kernel-6.1-arm64',
    owner: '137112412989',
    architecture: 'arm64',
  },
  {
    id: 'ami-0a1b2c3d4e5f60003',
    name: 'ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20260101',
    owner: '099720109477',
    architecture: 'x86_64',
  },
  {
    id: 'ami-0a1b2c3d4e5f60004',
    name: 'ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-amd64-server-20260101',
    owner: '099720109477',
    architecture: 'x86_64',
  },
  {
    id: 'ami-0abcdef1234567890',
    name: 'al2023-ami-2023.5.20250601.0-kernel-6.1-x86_64',
    owner: '137112412989',
    architecture: 'x86_64',
  },
];

/** Type: virtual processors, memory in MiB, architecture. */
export const INSTANCE_TYPES: Readonly<Record<string, readonly [number, number, string]>> = {
  't2.micro': [1, 1024, 'x86_64'],
  't3.nano': [2, 512, 'x86_64'],
  't3.micro': [2, 1024, 'x86_64'],
  't3.small': [2, 2048, 'x86_64'],
  't3.medium': [2, 4096, 'x86_64'],
  't3.large': [2, 8192, 'x86_64'],
  't3.xlarge': [4, 16_384, 'x86_64'],
  't3.2xlarge': [8, 32_768, 'x86_64'],
  't4g.nano': [2, 512, 'arm64'],
  't4g.micro': [2, 1024, 'arm64'],
  't4g.small': [2, 2048, 'arm64'],
  't4g.medium': [2, 4096, 'arm64'],
  't4g.large': [2, 8192, 'arm64'],
  'm5.large': [2, 8192, 'x86_64'],
  'm5.xlarge': [4, 16_384, 'x86_64'],
  'm5.2xlarge': [8, 32_768, 'x86_64'],
  'm6i.large': [2, 8192, 'x86_64'],
  'm6i.xlarge': [4, 16_384, 'x86_64'],
  'm7g.large': [2, 8192, 'arm64'],
  'm7i.large': [2, 8192, 'x86_64'],
  'c6i.large': [2, 4096, 'x86_64'],
  'c6i.xlarge': [4, 8192, 'x86_64'],
  'c7g.large': [2, 4096, 'arm64'],
  'r6i.large': [2, 16_384, 'x86_64'],
  'g5.xlarge': [4, 16_384, 'x86_64'],
};

export const REGIONS: readonly string[] = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
];
