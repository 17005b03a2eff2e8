/** Processor architectures as EC2 names them. */
export type Architecture = 'x86_64' | 'arm64';

interface System {
  readonly name: string;
  readonly pattern: RegExp;
  /** Public parameter that holds the id of the newest image; none where it is not built. */
  readonly parameter: (architecture: Architecture) => string | undefined;
}

const amazon =
  (kind: string) =>
  (architecture: Architecture): string =>
    `/aws/service/ami-amazon-linux-latest/${kind.replace('{arch}', architecture)}`;

const debianArch = (architecture: Architecture): string =>
  architecture === 'arm64' ? 'arm64' : 'amd64';

const ubuntu =
  (version: string, volume: string) =>
  (architecture: Architecture): string =>
    `/aws/service/canonical/ubuntu/server/${version}/stable/current/` +
    `${debianArch(architecture)}/hvm/${volume}/ami-id`;

const debian =
  (version: string) =>
  (architecture: Architecture): string =>
    `/aws/service/debian/release/${version}/latest/${debianArch(architecture)}`;

const windows =
  (version: string) =>
  (architecture: Architecture): string | undefined =>
    architecture === 'x86_64'
      ? `/aws/service/ami-windows-latest/Windows_Server-${version}-English-Full-Base`
      : undefined;

/** A flat table: systems whose newest image their makers publish as a public parameter. */
const SYSTEMS: readonly System[] = [
  {
    name: 'Amazon Linux 2023',
    pattern: /^(amazon ?linux( 2023)?|al2023)$/,
    parameter: amazon('al2023-ami-kernel-default-{arch}'),
  },
  {
    name: 'Amazon Linux 2',
    pattern: /^(amazon ?linux 2|al2|amzn2)$/,
    parameter: amazon('amzn2-ami-kernel-5.10-hvm-{arch}-gp2'),
  },
  {
    name: 'Ubuntu 24.04',
    pattern: /^ubuntu( 24(\.04)?)?$/,
    parameter: ubuntu('24.04', 'ebs-gp3'),
  },
  { name: 'Ubuntu 22.04', pattern: /^ubuntu 22(\.04)?$/, parameter: ubuntu('22.04', 'ebs-gp2') },
  { name: 'Debian 13', pattern: /^debian( 13)?$/, parameter: debian('13') },
  { name: 'Debian 12', pattern: /^debian 12$/, parameter: debian('12') },
  {
    name: 'Windows Server 2025',
    pattern: /^windows server( 2025)?$/,
    parameter: windows('2025'),
  },
  { name: 'Windows Server 2022', pattern: /^windows server 2022$/, parameter: windows('2022') },
];

/** Names of the systems, as people may write them. */
export const SYSTEM_NAMES: readonly string[] = SYSTEMS.map((system) => system.name);

/** The system when none is asked for. */
export const DEFAULT_SYSTEM = 'Amazon Linux 2023';

/** The system that a text names; undefined for one whose image can not be looked up. */
export const systemOf = (text: string): System | undefined => {
  const words = text.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  return SYSTEMS.find((system) => system.pattern.test(words));
};
