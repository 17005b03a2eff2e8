/** A flat table: what people call storage and database services, and the fields they give. */
import { regex } from './regex.ts';
import {
  CACHE_TYPE,
  DB_CLASS,
  after,
  choice,
  confidentiality,
  encrypted,
  flag,
  kmsKey,
  quantity,
  sizeGb,
  securityGroup,
  subnets,
  text,
  vpc,
} from './field-library.ts';
import type { ServiceWords } from './service-words.ts';

const ENGINES: readonly (readonly [RegExp, string])[] = [
  [/^aurora.*postgres/i, 'aurora-postgresql'],
  [/^aurora.*mysql/i, 'aurora-mysql'],
  [/^postgres/i, 'postgres'],
  [/^mysql/i, 'mysql'],
  [/^mariadb/i, 'mariadb'],
  [/^oracle/i, 'oracle-ee'],
  [/^(?:sql\s?server|sqlserver|mssql)/i, 'sqlserver-se'],
];
const ENGINE_WORD = [
  String.raw`(?:aurora[\s-]+)?(?:postgres(?:ql)?|mysql|mariadb)`,
  String.raw`sql\s?server|mssql|oracle`,
].join('|');
const VERSION_WORD = 'version|versión|versão|v|バージョン|版本';

const engine = text('engine', [new RegExp(`(?<![\\w-])(${ENGINE_WORD})(?![A-Za-z-])`, 'i')], {
  fold: (value) => ENGINES.find(([pattern]) => pattern.test(value))?.[1],
  words: /\bengine\b|motor|moteur|エンジン|引擎/i,
});
const engineVersion = text('engineVersion', [
  new RegExp(
    `(?<![\\w-])(?:${ENGINE_WORD})\\s*(?:${VERSION_WORD})?\\s*` +
      '(\\d{1,2}(?:\\.\\d{1,2}){0,2})(?![\\w.]*\\w)',
    'i',
  ),
  /(?:engine )?version\s*[:=]?\s*(?:to\s+)?(\d{1,2}(?:\.\d{1,2}){0,2})(?![\w.]*\w)/i,
]);
const dbClass = text('instanceType', [DB_CLASS], {
  fold: (value) => value.toLowerCase(),
  words: /instance class|instance type|\bclass\b|\bresize\b|clase|classe|klasse|クラス|规格/i,
});
const backupRetention = quantity('backupRetentionDays', 'days', {
  words:
    /backups?|retention|retención|copias|sauvegardes?|rétention|retenção|aufbewahrung|バックアップ|备份/i,
  alone: true,
  min: 0,
  max: 35,
});
/** "A read replica of the RDS instance orders-db": what is copied, and not the name of the copy. */
const replicaOf = text(
  'replicaOf',
  [
    regex(
      'i',
      String.raw`\bread[\s-]replica\s+(?:(?:named|called)\s+\S{1,64}\s+)?`,
      String.raw`(?:of|for|from)\s+(?:the |our |my )?`,
      String.raw`(?:(?:rds|db|database|postgres(?:ql)?|mysql|mariadb|instance)\s+)*`,
      String.raw`["'\x60]?([a-z][a-z0-9-]{0,62})`,
    ),
  ],
  { words: /\bread[\s-]replica\b/i },
);
const attribute = '[A-Za-z_][A-Za-z0-9_.-]{0,254}';
const before = (words: string): RegExp =>
  new RegExp(
    `(?<![\\w.-])["'\`]?(${attribute})["'\`]?\\s+(?:as|is|being|als|como|comme)\\s+` +
      `(?:the |its |our |la |le )?(?:${words})`,
    'iu',
  );
const key = (words: string): RegExp =>
  new RegExp(
    `(?<![A-Za-z0-9])(?:${words})\\s*(?:is|named|called|name|attribute|を|は|为|名为)?` +
      `\\s*[:=]?\\s*["'\`]?` +
      `(?!(?:and|key|is|with|required|of|must|from|schema|attribute|field|on|off|for|the|in|to|a|` +
      `should|will|to be)(?![\\w-]))(${attribute})`,
    'iu',
  );

/** A path up to white space or its closing quote; whether S3 takes it, its field judges. */
const PATH =
  String.raw`["'\x60]?(?!arn:|alias\/|s3:|https?:)` +
  String.raw`([^\s"'\x60,;]{0,500}[./][^\s"'\x60,;]{0,500}[^\s"'\x60,;.:)])`;

/** A flat table of storage and database types. */
export const DATA_WORDS: readonly ServiceWords[] = [
  {
    type: 'AWS::S3::Bucket',
    title: 'S3 bucket',
    phrases: [
      's3 bucket',
      'bucket s3',
      'bucket de s3',
      'bucket do s3',
      's3',
      'S3 ?バケット',
      'S3 ?(?:存储桶|桶)',
      'bucket',
      'balde',
      'バケット',
      '存储桶',
    ],
    validName: /^(?!xn--|sthree-|amzn-s3-demo-)(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    fields: [
      flag(
        'versioning',
        regex(
          'i',
          String.raw`version(?:ed|ing)\b|versionn(?:é|ement)|versionad[oa]|`,
          'versionamiento|versionado|versionamento|control de versiones|',
          'controle de versão|contrôle de version|versionier|バージョニング|',
          'バージョン管理|版本控制|版本管理',
        ),
        /unversioned/i,
      ),
      quantity('expirationDays', 'days', {
        words: regex(
          'i',
          String.raw`expir\w*(?: days)?|`,
          String.raw`(?:delet|remov|dropp?|purg|discard|clean|thrown|gone|disappear)\w*`,
          String.raw`(?: \w+){0,3} (?:after|once)|\bgone\b|older than|caduc|vencen|scad\w+|`,
          String.raw`ablauf|laufen .{0,30} ab|ablaufen|lösch\w* nach|期限|有効|`,
          '失効|過期|过期|到期',
        ),
        min: 1,
        max: 36_500,
      }),
      quantity('transitionDays', 'days', {
        words: regex(
          'i',
          String.raw`transition\w*(?: days)?|\bmoved?\b|\bmoving\b|tiering|glacier|(?:\b|_)IA\b|`,
          String.raw`deep[\s_-]archive|`,
          String.raw`storage class|infrequent|cold(?:er)? storage|\barchived?\b|passent|mueven|`,
          'movidos|spostat|移行|转换',
        ),
        min: 0,
        max: 36_500,
      }),
      choice(
        'storageClass',
        [/intelligent[\s_-]?tiering/i, 'INTELLIGENT_TIERING'],
        [/(?:glacier[\s_-])?deep[\s_-]archive/i, 'DEEP_ARCHIVE'],
        [/glacier[\s_-](?:instant(?:[\s-]retrieval)?|ir)\b/i, 'GLACIER_IR'],
        [/glacier(?: flexible(?: retrieval)?)?/i, 'GLACIER'],
        [/one[\s_-]?zone(?:[\s_-](?:ia\b|infrequent(?:[\s-]access)?))?/i, 'ONEZONE_IA'],
        [
          /standard[\s_-]?ia\b|(?:standard )?infrequent(?:ly)?(?:[\s-]access(?:ed)?)?/i,
          'STANDARD_IA',
        ],
      ),
      confidentiality,
      flag('objectLock', /object lock/i),
      choice('encryption', [/sse-kms|aws:kms|\bkms\b/i, 'aws:kms'], [/sse-s3|aes-?256/i, 'AES256']),
      kmsKey,
      encrypted,
      text('file', [
        new RegExp(String.raw`\b(?:upload|put)\s+(?:the )?(?:file )?${PATH}`, 'i'),
        new RegExp(String.raw`\bfile\s*[:=]\s*${PATH}`, 'i'),
      ]),
      text('key', [
        new RegExp(
          String.raw`(?<!(?:kms|encryption|access|managed)\s)\bkey\s*[:=]?\s*${PATH}`,
          'i',
        ),
        /\bas\s+["'`]?([^\s"'`]+\.\w{1,10})(?=["'`]?(?:[\s,;.)]|$))/i,
      ]),
      flag(
        'publicAccess',
        regex(
          'i',
          String.raw`(?:make|be|is|bleibt)\s+(?:it\s+)?public(?:ly readable)?\b|`,
          String.raw`public(?:ly)? read(?:able)?\b|world[\s-]readable`,
        ),
      ),
    ],
  },
  {
    type: 'AWS::S3::BucketPolicy',
    title: 'S3 bucket policy',
    phrases: [
      'bucket policy',
      's3 bucket policy',
      'política de bucket',
      'バケットポリシー',
      '存储桶策略',
    ],
    isNamed: false,
    fields: [],
  },
  {
    type: 'AWS::RDS::DBInstance',
    title: 'RDS instance',
    phrases: [
      'rds instance',
      'rds database instance',
      'rds database',
      'rds db instance',
      'rds db',
      'db instance',
      'rds',
      'instancia rds',
      'instancia de rds',
      'instance rds',
      'instância rds',
      'instância do rds',
      'base de datos rds',
      'base de données rds',
      'banco rds',
      'banco de dados rds',
      'rds instanz',
      'rds datenbank',
      'postgres instance',
      'mysql instance',
      'postgresql instance',
      'rds read replica',
      'read replica',
      'RDS ?インスタンス',
      'RDS ?(?:实例|数据库)',
    ],
    weak: [
      'postgres database',
      'postgresql database',
      'mysql database',
      'mariadb database',
      'relational database',
      'データベース',
      '数据库',
    ],
    required: ['engine'],
    validName: /^[A-Za-z](?!.*--)[A-Za-z0-9-]{0,61}[A-Za-z0-9]$/,
    fields: [
      engine,
      engineVersion,
      dbClass,
      sizeGb,
      backupRetention,
      flag(
        'multiAz',
        /multi[\s-]?az|マルチ ?AZ|多可用区|multi-zone/i,
        /single[\s-]?az|単一 ?AZ|单可用区|una sola az/i,
      ),
      replicaOf,
      text('subnetGroup', [after('subnet group', String.raw`[A-Za-z][\w.-]{0,254}`)]),
      text('databaseName', [after('(?:first |initial )?database name|with (?:a|the) database')]),
      securityGroup,
      vpc,
      flag('deletionProtection', /deletion protection/i),
      flag('publiclyAccessible', /publicly accessible|public access/i),
      kmsKey,
      encrypted,
    ],
  },
  {
    type: 'AWS::RDS::DBSubnetGroup',
    title: 'RDS subnet group',
    phrases: [
      'db subnet group',
      'rds subnet group',
      'database subnet group',
      'subnet group',
      'grupo de subredes',
      'groupe de sous-réseaux',
      'grupo de sub-redes',
      'subnetzgruppe',
      'サブネットグループ',
      '子网组',
    ],
    required: ['subnets'],
    fields: [subnets],
  },
  {
    type: 'AWS::RDS::DBParameterGroup',
    title: 'RDS parameter group',
    phrases: [
      'db parameter group',
      'rds parameter group',
      'parameter group',
      'grupo de parámetros',
      'groupe de paramètres',
      'grupo de parâmetros',
      'パラメータグループ',
      '参数组',
    ],
    required: ['family'],
    fields: [
      text('family', [
        /(?<![\w-])((?:aurora-)?(?:postgres(?:ql)?|mysql|mariadb)\d{1,2}(?:\.\d)?)(?!\w)/i,
      ]),
    ],
  },
  {
    type: 'AWS::RDS::DBCluster',
    title: 'Aurora cluster',
    phrases: [
      'aurora cluster',
      'rds cluster',
      'db cluster',
      'aurora',
      'aurora postgresql cluster',
      'aurora mysql cluster',
      'aurora postgresql',
      'aurora mysql',
      'clúster aurora',
      'clúster de aurora',
      'cluster aurora',
      'cluster do aurora',
      'Aurora ?クラスター?',
      'Aurora ?集群',
    ],
    required: ['engine'],
    fields: [
      engine,
      engineVersion,
      dbClass,
      quantity('instances', 'one', {
        words: /instances?\b|members?\b/i,
        isCounted: true,
        min: 1,
        max: 15,
      }),
      quantity('minCapacity', 'one', {
        words: /min(?:imum)? (?:capacity|acus?)|at least|from/i,
        min: 0,
        max: 256,
      }),
      quantity('maxCapacity', 'one', {
        words: /max(?:imum)? (?:capacity|acus?)|at most|up to/i,
        min: 1,
        max: 256,
      }),
      backupRetention,
      flag('deletionProtection', /deletion protection/i),
      text('subnetGroup', [after('subnet group')]),
      securityGroup,
      vpc,
      kmsKey,
      encrypted,
    ],
  },
  {
    type: 'AWS::DynamoDB::Table',
    title: 'DynamoDB table',
    phrases: [
      'dynamodb table',
      'dynamo table',
      'dynamodb',
      'dynamo db',
      'tabella dynamodb',
      'tabla dynamodb',
      'tabla de dynamodb',
      'table dynamodb',
      'tabela dynamodb',
      'tabela do dynamodb',
      'dynamodb tabelle',
      'DynamoDB ?(?:テーブル|表)',
    ],
    weak: ['table', 'tabla', 'tabella', 'tabela', 'tabelle', 'テーブル', '表'],
    required: ['partitionKey'],
    validName: /^[A-Za-z0-9_.-]{3,255}$/,
    fields: [
      text(
        'partitionKey',
        [
          key(
            'partition key|hash key|primary key|clave de partición|clé de partition|chave ' +
              'de partição|partitionsschlüssel|パーティションキー|分区键|主键',
          ),
          before('(?:partition|hash|primary) key|partitionsschlüssel|clave de partición'),
          key('keyed (?:by|on)|key(?:ed)?(?= ?[:=])'),
        ],
        {
          words: regex(
            'i',
            'partition key|hash key|clave de partición|clé de partition|',
            'chave de partição|パーティションキー|分区键',
          ),
        },
      ),
      text('sortKey', [
        before('(?:sort|range) key|sortierschlüssel'),
        key(
          'sort key|range key|clave de ordenación|clé de tri|chave de classificação|' +
            'chave de ordenação|sortierschlüssel|ソートキー|排序键',
        ),
      ]),
      choice(
        'billingMode',
        [
          regex(
            'i',
            String.raw`on[\s-]demand|pay[\s_-]per[\s_-]request|(?:billed|pay(?:ing|s)?|priced|`,
            String.raw`charged) (?:by|per) (?:the )?request|bajo demanda|à la demande|`,
            String.raw`sob demanda|オンデマンド|按需`,
          ),
          'on-demand',
        ],
        [
          /provisioned|aprovisionad|provisionné|provisionad|bereitgestellt|プロビジョ(?:ンド|ニング済み)|预置/i,
          'provisioned',
        ],
      ),
      flag(
        'pointInTimeRecovery',
        regex(
          'i',
          String.raw`point[\s-]in[\s-]time[\s-]?(?:recovery)?|\bpitr\b|recuperación (?:a|`,
          'en) un momento|récupération à un instant|recuperação pontual|',
          'recuperação point|ポイントインタイム|时间点恢复',
        ),
      ),
      quantity('readCapacity', 'one', {
        words: /\brcus?\b|read (?:capacity )?units?|read capacity/i,
        isCounted: true,
        min: 1,
        max: 40_000,
      }),
      quantity('writeCapacity', 'one', {
        words: /\bwcus?\b|write (?:capacity )?units?|write capacity/i,
        isCounted: true,
        min: 1,
        max: 40_000,
      }),
      flag('deletionProtection', /deletion protection/i),
      text(
        'ttlAttribute',
        [
          key(
            'ttl attribute|ttl (?:is )?on(?: the)?(?: attribute| field)?|ttl field|' +
              'ttl (?:via|through|by|using)|time[\\s-]to[\\s-]live(?: attribute)?|ttl',
          ),
          regex(
            'iu',
            String.raw`(?:ttl|time[\s-]to[\s-]live)[^.;\n]{0,120}?\b(?:to|on|attribute|field)\s+`,
            String.raw`(?:the )?(?:attribute |field )?["'\x60]?`,
            String.raw`(?!on |off |the |for |of )([A-Za-z_][\w-]*)`,
          ),
          regex(
            'iu',
            String.raw`(?<![\w.-])["'\x60]?([A-Za-z_][\w.-]*)["'\x60]? as (?:the |its )?`,
            '(?:ttl|time[\\s-]to[\\s-]live)',
          ),
        ],
        { words: /\bttl\b|time[\s-]to[\s-]live/i },
      ),
      kmsKey,
      encrypted,
    ],
  },
  {
    type: 'AWS::ElastiCache::ReplicationGroup',
    title: 'ElastiCache replication group',
    phrases: [
      'elasticache',
      'elasticache cluster',
      'elasticache replication group',
      'replication group',
      'redis cluster',
      'valkey cluster',
      'redis cache',
      'cluster elasticache',
      'clúster elasticache',
      'clúster de elasticache',
      'redis',
      'valkey',
    ],
    required: ['instanceType'],
    fields: [
      text('instanceType', [CACHE_TYPE], {
        fold: (value) => value.toLowerCase(),
        words: /node type/i,
      }),
      choice('engine', [/\bvalkey\b/i, 'valkey'], [/\bredis\b/i, 'redis']),
      quantity('replicas', 'one', { words: /replicas?/i, min: 0, max: 5 }),
    ],
  },
  {
    type: 'AWS::EFS::FileSystem',
    title: 'EFS file system',
    phrases: [
      'efs file system',
      'efs filesystem',
      'elastic file system',
      'efs',
      'sistema de archivos efs',
      'système de fichiers efs',
      'sistema de arquivos efs',
      'efs dateisystem',
      'EFS ?(?:ファイルシステム|文件系统)',
    ],
    weak: ['file system', 'filesystem'],
    id: /(?<![\w-])fs-[0-9a-f]{8,17}(?![\w-])/,
    fields: [
      flag('backups', /backups?\b|copias de seguridad|sauvegardes?|sicherung|バックアップ|备份/i),
      encrypted,
      vpc,
      securityGroup,
      kmsKey,
      choice('throughputMode', [/\belastic throughput/i, 'elastic'], [/\bbursting/i, 'bursting']),
      quantity('transitionDays', 'days', {
        words: /infrequent|lifecycle|\bIA\b|transition/i,
        min: 1,
        max: 365,
      }),
    ],
  },
  {
    type: 'AWS::EFS::MountTarget',
    title: 'EFS mount target',
    phrases: ['mount target', 'efs mount target'],
    isNamed: false,
    fields: [
      text('fileSystem', [/(?<![\w-])(fs-[0-9a-f]{8,17})/]),
      text('subnet', [/(?<![\w-])(subnet-[0-9a-f]{8,17})/]),
    ],
  },
];
