/** What differs between the engines that are made here. */
export interface Engine {
  /** As RDS names it. */
  readonly name: string;
  /** As people say it. */
  readonly title: string;
  readonly port: number;
  /** Parameters of a group that refuses connections without TLS. */
  readonly tlsParameters: Readonly<Record<string, string>>;
  /** The logs that say who did what. */
  readonly auditLogs: readonly string[];
  /** The price list it is on; see `price-table`. */
  readonly priceList: string;
  readonly isAurora: boolean;
}

const FORCE_SSL = { 'rds.force_ssl': '1' };
const SECURE_TRANSPORT = { require_secure_transport: 'ON' };

/** A flat table. Oracle and SQL Server need licences, which no plan chooses for anybody. */
export const ENGINES: readonly Engine[] = [
  {
    name: 'postgres',
    title: 'PostgreSQL',
    port: 5432,
    tlsParameters: FORCE_SSL,
    auditLogs: ['postgresql'],
    priceList: 'postgres',
    isAurora: false,
  },
  {
    name: 'mysql',
    title: 'MySQL',
    port: 3306,
    tlsParameters: SECURE_TRANSPORT,
    auditLogs: ['audit', 'error'],
    priceList: 'mysql',
    isAurora: false,
  },
  {
    name: 'mariadb',
    title: 'MariaDB',
    port: 3306,
    tlsParameters: SECURE_TRANSPORT,
    auditLogs: ['audit', 'error'],
    priceList: 'mysql',
    isAurora: false,
  },
  {
    name: 'aurora-postgresql',
    title: 'Aurora PostgreSQL',
    port: 5432,
    tlsParameters: FORCE_SSL,
    auditLogs: ['postgresql'],
    priceList: 'aurora',
    isAurora: true,
  },
  {
    name: 'aurora-mysql',
    title: 'Aurora MySQL',
    port: 3306,
    tlsParameters: SECURE_TRANSPORT,
    auditLogs: ['audit', 'error'],
    priceList: 'aurora',
    isAurora: true,
  },
];

/** The engine of a name as RDS gives it; undefined for one that is not made here. */
export const engineOf = (name: string): Engine | undefined =>
  ENGINES.find((engine) => engine.name === name);

/** The major version: one number since PostgreSQL 10, two for MySQL and MariaDB. */
export const majorOf = (engine: string, version: string): string => {
  const parts = version.split('.');
  return parts.slice(0, engine.includes('postgres') ? 1 : 2).join('.');
};
