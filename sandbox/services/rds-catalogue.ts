import { pageOf, row, text, type Call, type OperationTable } from './call.ts';

interface Version {
  readonly engine: string;
  readonly version: string;
  readonly family: string;
  readonly isDefault?: true;
}

/** Table of some versions of each engine, in the order of RDS. */
const VERSIONS: readonly Version[] = [
  { engine: 'postgres', version: '15.8', family: 'postgres15' },
  { engine: 'postgres', version: '16.3', family: 'postgres16' },
  { engine: 'postgres', version: '16.4', family: 'postgres16', isDefault: true },
  { engine: 'postgres', version: '17.2', family: 'postgres17' },
  { engine: 'mysql', version: '8.0.39', family: 'mysql8.0' },
  { engine: 'mysql', version: '8.0.40', family: 'mysql8.0', isDefault: true },
  { engine: 'mysql', version: '8.4.3', family: 'mysql8.4' },
  { engine: 'mariadb', version: '10.11.10', family: 'mariadb10.11' },
  { engine: 'mariadb', version: '11.4.4', family: 'mariadb11.4', isDefault: true },
  { engine: 'aurora-postgresql', version: '15.8', family: 'aurora-postgresql15' },
  { engine: 'aurora-postgresql', version: '16.4', family: 'aurora-postgresql16', isDefault: true },
  {
    engine: 'aurora-mysql',
    version: '8.0.mysql_aurora.3.08.0',
    family: 'aurora-mysql8.0',
    isDefault: true,
  },
];

const versions = (call: Call): unknown => {
  const found = VERSIONS.filter(
    (each) =>
      each.engine === text(call.input, 'Engine') &&
      (call.input['DefaultOnly'] !== true || each.isDefault === true) &&
      each.version.startsWith(text(call.input, 'EngineVersion')),
  );
  const page = pageOf(call, found, call.input['Marker']);
  return {
    DBEngineVersions: page.items.map((each) => ({
      Engine: each.engine,
      EngineVersion: each.version,
      DBParameterGroupFamily: each.family,
      Status: 'available',
    })),
    Marker: page.next,
  };
};

/** Classes that the sandbox runs, by the first word; Aurora runs serverless ones as well. */
const CLASSES = /^db\.(t3|t4g|m5|m6g|m6i|r5|r6g|r6i)\.(micro|small|medium|large|\d?\d?xlarge)$/;
const AURORA_CLASSES =
  /^db\.(serverless|(t3|t4g)\.(medium|large)|(r5|r6g|r6i)\.(large|\d?\d?xlarge))$/;

const options = (call: Call): unknown => {
  const [engine, version, name] = ['Engine', 'EngineVersion', 'DBInstanceClass'].map((each) =>
    text(call.input, each),
  );
  const isRun = ((engine ?? '').startsWith('aurora') ? AURORA_CLASSES : CLASSES).test(name ?? '');
  const rows = isRun ? ['a', 'b'] : [];
  const page = pageOf(call, rows, call.input['Marker']);
  return {
    OrderableDBInstanceOptions: page.items.map((zone) => ({
      Engine: engine,
      EngineVersion: version,
      DBInstanceClass: name,
      StorageType: zone === 'a' ? 'gp2' : 'gp3',
      SupportsStorageEncryption: true,
      Vpc: true,
    })),
    Marker: page.next,
  };
};

/** RDS: which versions there are, and on which classes they run. */
export const rdsCatalogue: OperationTable = {
  DescribeDBEngineVersions: row('rds:DescribeDBEngineVersions', () => '*', versions),
  DescribeOrderableDBInstanceOptions: row(
    'rds:DescribeOrderableDBInstanceOptions',
    () => '*',
    options,
  ),
};
