/** A flat table: what people call compute services, and the fields they give. */
import { regex } from './regex.ts';
import {
  after,
  availabilityZone,
  choice,
  code,
  encrypted,
  flag,
  instanceType,
  kmsKey,
  quantity,
  sizeGb,
  securityGroup,
  subnet,
  subnets,
  text,
  tracing,
  volumeType,
  vpc,
} from './field-library.ts';
import {
  defaultVersion,
  launchKeyPair,
  launchSecurityGroup,
  publicAddress,
} from './launch-template-words.ts';
import type { ServiceWords } from './service-words.ts';

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/amazon\s*linux/i, 'Amazon Linux'],
  [/ubuntu/i, 'Ubuntu'],
  [/windows\s*server/i, 'Windows Server'],
  [/debian/i, 'Debian'],
  [/red\s*hat|rhel/i, 'RHEL'],
  [/suse|sles/i, 'SLES'],
];

const system = (value: string): string => {
  const name = SYSTEMS.find(([pattern]) => pattern.test(value))?.[1] ?? value;
  const version = /\d+(?:\.\d+)?/.exec(value)?.[0];
  return version === undefined ? name : `${name} ${version}`;
};

const minimum = quantity('minSize', 'one', {
  words: /\bmin(?:imum)?\b|mínimo|mínima|最小/i,
  min: 0,
  max: 5000,
});
const maximum = quantity('maxSize', 'one', {
  words: /\bmax(?:imum)?\b|máximo|máxima|最大/i,
  min: 0,
  max: 5000,
});
const desired = quantity('desiredCapacity', 'one', {
  words: /desired|capacity|\bscale\b|deseada|desejada|souhaitée|gewünscht|希望|期望/i,
  min: 0,
  max: 5000,
});
const eksVersion = text('version', [/(?<![\w.])(1\.[23]\d)(?![\w.]*\.\w)/], {
  words: /version|versión|versão|バージョン|版本/i,
});

/** Ranges that may reach an endpoint from outside; one of a network, or to be shut out, is none. */
const publicCidrs = text(
  'publicCidrs',
  [
    regex(
      'gi',
      String.raw`(?<=\b(?:public|reach|allow|from outside|endpoint|access|restrict|limit|open)`,
      String.raw`[^;\n]{0,120})(?<!\b(?:no longer|no more|not|never|block|deny|except|without|`,
      String.raw`remove|revoke)\w*\b[^;\n]{0,120})(?<!n't\b[^;\n]{0,120})`,
      String.raw`(?<!\b(?:vpc|subnets?|network|service)\b[^\d\n,;.]{0,20})`,
      String.raw`(?<![\w.])(\d{1,3}(?:\.\d{1,3}){3}\/\d{1,3})(?!\w|\.\w)`,
    ),
  ],
  {
    many: true,
  },
);
const clusterRole = text('role', [
  after('(?:cluster |node )?role(?! of)', String.raw`[\w+=,.@-]*[-_\d][\w+=.@-]*`),
]);

/** A certificate of ACM by its ARN. */
const certificate = text(
  'certificate',
  [/(?<![\w/])(arn:aws:acm:[a-z0-9-]+:\d{12}:certificate\/[A-Za-z0-9-]*\w)/i],
  { words: /\bcertificate\b/i },
);
const healthCheckPath = text('healthCheckPath', [
  after('health[ -]?check(?: path)?', String.raw`\/[\w./~%-]*`),
  regex(
    'i',
    String.raw`health[ -]?check path\b[^.;\n]{0,120}?\s`,
    String.raw`(?:should be|must be|to|becomes)\s+["'\x60]?`,
    String.raw`(\/[\w./~%-]*)`,
  ),
]);
const protection = flag(
  'deletionProtection',
  /deletion protection|protected against deletion|protect(?: it)? against deletion/i,
);

const role = text('role', [
  after(
    '(?:execution |iam |exec )?role(?! of)(?: arn)?',
    String.raw`(?:arn:aws:iam::[0-9]{12}:role/)?[\w+=,.@-]*[-_\d][\w+=.@-]*`,
  ),
]);

/** One port or a range; several are read as one value, which no single rule of a group can hold. */
const PORTS =
  String.raw`(\d{1,5}(?:(?:\s?-\s?|\s*[,/&]\s*|\s+(?:and|y|et|e|und|plus)\s+)\d{1,5}){0,9})` +
  String.raw`(?!\w|\.\w)`;

const VARIABLE = '[A-Z][A-Z0-9_]{0,60}\\s?[=:]\\s?[A-Za-z0-9@._/+-]{1,128}';
const environmentVariables = text(
  'environment',
  [
    new RegExp(
      '\\b(?:env(?:ironment)?(?: variables?| vars?)?|variables?)\\b\\s*:?\\s*["\'`]?' +
        `(${VARIABLE}(?:(?:\\s*,\\s*|\\s+and\\s+)${VARIABLE}){0,20})`,
    ),
  ],
  {
    fold: (value) =>
      Object.fromEntries(
        value.split(/\s*,\s*|\s+and\s+/).map((pair) => {
          const [name = '', given = ''] = pair.split(/\s?[=:]\s?/);
          return [name, given.replace(/[.,]$/, '')];
        }),
      ),
    words: /\benv(?:ironment)? (?:variables?|vars?)\b/i,
  },
);

/** An image of containers: a registry with its path, by tag or digest. */
const containerImage = text(
  'image',
  [
    new RegExp(
      '(?<![\\w./-])((?:[a-z0-9-]+\\.)+[a-z]{2,}(?::\\d+)?/[a-z0-9][a-z0-9._/-]*[a-z0-9]' +
        '(?::[A-Za-z0-9_](?:[\\w.-]*\\w)?)?(?:@sha256:[0-9a-f]{64})?)(?![\\w/])',
    ),
    after('image', '[a-z0-9][a-z0-9._/-]*(?::[A-Za-z0-9_](?:[\\w.-]*\\w)?|@sha256:[0-9a-f]{64})'),
  ],
  { words: /\bimage\b/i },
);

/** What one task of a service is made of. */
const taskFields = [
  containerImage,
  quantity('cpu', 'one', {
    words: /\bcpu(?: units)?\b|units of (?:cpu|processor)/i,
    allowed: [256, 512, 1024, 2048, 4096, 8192, 16_384],
  }),
  quantity('memoryMb', 'mb', {
    words: /\bmemory\b|memoria|mémoire|memória|speicher|メモリ|内存|\bram\b/i,
    alone: true,
    min: 512,
    max: 122_880,
  }),
  quantity('port', 'one', { words: /\bports?\b/i, min: 1, max: 65_535 }),
  text('healthCheck', [
    /health[ -]?check(?: command)?\s*(?:is|with|by|runs|[:=])?\s*["'`]([^"'`\n]{3,256})["'`]/i,
  ]),
  environmentVariables,
  text('role', [after('(?:task )?role', String.raw`[\w+=,.@-]*[-_\d][\w+=.@-]*`)]),
  choice('architecture', [/\barm64\b|graviton/i, 'arm64'], [/\bx86(?:_64)?\b/i, 'x86_64']),
  quantity('logRetentionDays', 'days', {
    words: /log retention|\blogs?\b|protokolle?|\bjournaux\b|registros/i,
    min: 1,
    max: 3653,
  }),
];

/** "10 % of the calls to": the version behind it gets a part and not the whole. */
const PART_TO =
  String.raw`\d\s?(?:%|per ?cent)` +
  String.raw`(?:(?!\b(?:versions?|and|rest|point\w*|move\w*)\b)[^.;%\n]){0,120}` +
  String.raw`\b(?:to|at|on|for)\s(?:the\s)?(?:new\s)?`;
/** "Version 4 gets 10 %", and not "version 3 10 % to version 4". */
const TAKES_PART =
  String.raw`\s+(?:(?:gets?|takes?|receives?|serves?)\s+)?\d{1,2}(?:\.\d+)?\s?(?:%|per ?cent)` +
  String.raw`(?!\s+(?:of\s[\w\s]{1,40}\s)?(?:to|on|at)\s)`;

/** Marks around a name stand between the word and its text: the alias "live" to "new". */
const description = text(
  'description',
  [
    regex(
      'i',
      String.raw`\bdescription\b(?:(?:alias|function|of|named|called)\s+["'\x60][\w.-]+["'\x60]|`,
      String.raw`[^"'\x60\n]){0,160}(?:"([^"\n]{1,256})"|\x60([^\x60\n]{1,256})\x60|`,
      String.raw`'([^'\n]{1,256})')`,
    ),
    /^description:\s*([^\n]{1,256})/im,
  ],
  { words: /\bdescription\b/i, isQuoted: true },
);

const operatingSystem = text(
  'os',
  [
    regex(
      'i',
      String.raw`((?:amazon\s*linux|ubuntu|debian|windows\s*server|red\s*hat(?:\s*enterpr`,
      String.raw`ise\s*linux)?|rhel|sles|suse(?:\s*linux)?)(?:\s*\d+(?:\.\d+)?)?)`,
    ),
  ],
  { fold: system },
);
const machineImage = text('image', [/(?<![\w-])(ami-[0-9a-f]{8,17})(?![\w-])/]);

/** Whatever is said of it: nobody here sets one, so the request is told why. */
const userData = text('userData', [
  /(?<!\b(?:no|without|any)\s)\buser[- ]?data\b[\s:="'`]*([^\n]{1,200})/i,
]);

/** "The requests policy", "follows network-in": which policy is meant, and no value of it. */
const followed = (metric: string): RegExp =>
  regex(
    'i',
    String.raw`\bfollows?:?\s+["'\x60]?${metric}\b|`,
    String.raw`\b${metric}\s+(?:(?:target|scaling|tracking)\s+)*polic`,
  );

/** "Add 2 instances above 85 %", as it stands: the service reads it. */
const STEP_WORDS = regex(
  'gi',
  String.raw`\b((?:add|remove)\s+\d{1,3}(?:\s+more)?(?:\s+(?:instances?|machines?))?\s+`,
  String.raw`(?:(?:when|if)\s[^.;,\n]{1,60}?\s)?(?:above|over|below|under)\s+\d{1,3}\s?%?|`,
  String.raw`(?:above|below)\s+\d{1,3}\s+[+-]\d{1,3})`,
);

/** A flat table of compute types. */
export const COMPUTE_WORDS: readonly ServiceWords[] = [
  {
    type: 'AWS::EC2::Instance',
    title: 'EC2 instance',
    phrases: [
      'ec2 instance',
      'ec2 server',
      'ec2 machine',
      'ec2 box',
      'ec2',
      'virtual machine',
      'bastion host',
      'istanza ec2',
      'instancia ec2',
      'instancia de ec2',
      'instance ec2',
      'instância ec2',
      'instância do ec2',
      'ec2 instanz',
      'EC2 ?インスタンス',
      'EC2 ?(?:实例|實例)',
      '云服务器',
      'máquina virtual',
      'machine virtuelle',
      'virtuelle maschine',
    ],
    weak: [
      'instance',
      'instances',
      'server',
      'vm',
      'instancia',
      'istanza',
      'instanz',
      'serveur',
      'servidor',
      'インスタンス',
      'サーバー?',
      '实例',
      '服务器',
      'bastion',
    ],
    id: /(?<![\w-])i-[0-9a-f]{8,17}(?![\w-])/,
    required: ['instanceType'],
    fields: [
      instanceType,
      operatingSystem,
      machineImage,
      sizeGb,
      volumeType,
      subnet,
      securityGroup,
      vpc,
      text('keyPair', [after('key ?pair')]),
      flag('monitoring', /detailed (?:cloudwatch )?monitoring|one-minute metrics/i),
      flag(
        'terminationProtection',
        /termination protection|protect\w* (?:it )?(?:against|from) termination/i,
      ),
    ],
  },
  {
    type: 'AWS::EC2::LaunchTemplate',
    title: 'EC2 launch template',
    phrases: [
      'launch template',
      'ec2 launch template',
      'plantilla de lanzamiento',
      'modèle de lancement',
      'modelo de lançamento',
      '起動テンプレート',
      '启动模板',
    ],
    id: /(?<![\w-])lt-[0-9a-f]{8,17}(?![\w-])/,
    required: ['instanceType'],
    validName: /^[A-Za-z0-9()./_-]{3,128}$/,
    fields: [
      instanceType,
      operatingSystem,
      machineImage,
      sizeGb,
      defaultVersion,
      description,
      launchSecurityGroup,
      vpc,
      launchKeyPair,
      publicAddress,
      userData,
    ],
  },
  {
    type: 'AWS::EC2::SecurityGroup',
    title: 'EC2 security group',
    phrases: [
      'security group',
      'ec2 security group',
      'grupo de seguridad',
      'groupe de sécurité',
      'grupo de segurança',
      'sicherheitsgruppe',
      'セキュリティグループ',
      '安全组',
    ],
    id: /(?<![\w-])sg-[0-9a-f]{8,17}(?![\w-])/,
    fields: [
      vpc,
      text(
        'port',
        [
          regex(
            'i',
            String.raw`(?<!\w)(?:ports?|puertos?|portas?)\s*[:=]?\s*(?:(?:tcp|udp)[\s/]*)?`,
            PORTS,
          ),
          regex('i', String.raw`(?<!\w)(?:tcp|udp)[\s/]+`, PORTS),
          regex(
            'i',
            String.raw`\b(?:allow|open|permit|authori[sz]e)\s+(?:(?:in|out)bound |https? )?`,
            PORTS,
          ),
          /(?:ポート|端口)\s*(\d{1,5}(?:\s*[,、と和及]\s*\d{1,5})*)/,
        ],
        {
          valid: /^\d{1,5}(?:\s?-\s?\d{1,5})?$/,
          fold: (value) => (/^\d+$/.test(value) ? Number(value) : value.replaceAll(' ', '')),
        },
      ),
      text('cidr', [
        /(?<![\w.])(\d{1,3}(?:\.\d{1,3}){3}\/\d{1,2})(?!\w|\.\w)/,
        /(?<![\w:])((?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}\/\d{1,3})(?!\w)/i,
      ]),
      text('source', [
        regex(
          'i',
          String.raw`\b(?:from|to|source:?)\s+(?:the )?(?:(?:security )?group |prefix list )?`,
          String.raw`((?:sg|pl)-[0-9a-f]{8,17})(?![\w-])`,
        ),
        /(?<![\w-])(pl-[0-9a-f]{8,17})(?![\w-])/i,
      ]),
      choice(
        'direction',
        [/\b(?:egress|outbound|outgoing)\b/i, 'egress'],
        [/\b(?:ingress|inbound|incoming)\b/i, 'ingress'],
      ),
      choice(
        'protocol',
        [/\b(?:all|every|any) (?:traffic|protocols?)\b|\bprotocol:? "?all\b/i, 'all'],
        [/\bicmp\b/i, 'icmp'],
        [/\budp\b/i, 'udp'],
        [/\btcp\b/i, 'tcp'],
      ),
    ],
  },
  {
    type: 'AWS::EC2::KeyPair',
    title: 'EC2 key pair',
    phrases: [
      'key pair',
      'ec2 key pair',
      'ssh key pair',
      'par de claves',
      'paire de clés',
      'par de chaves',
      'schlüsselpaar',
      'キーペア',
      '密钥对',
    ],
    id: /(?<![\w-])key-[0-9a-f]{8,17}(?![\w-])/,
    fields: [
      text('publicKey', [/(?<!\w)(ssh-(?:rsa|ed25519) [A-Za-z0-9+/]{60,}={0,2})(?![\w+/])/]),
    ],
  },
  {
    type: 'AWS::EC2::EIP',
    title: 'Elastic IP',
    phrases: [
      'elastic ip',
      'elastic ip address',
      'ip elástica',
      'ip élastique',
      'eip',
      'elastische ip',
      '弹性 ?(?:ip|公网 ?ip)',
    ],
    id: /(?<![\w-])eipalloc-[0-9a-f]{8,17}(?![\w-])/,
    isNamed: false,
    fields: [],
  },
  {
    type: 'AWS::EC2::Volume',
    title: 'EBS volume',
    phrases: [
      'ebs volume',
      'ebs',
      'volumen ebs',
      'volumen de ebs',
      'volume ebs',
      'ebs-volume',
      'EBS ?ボリューム',
      'EBS ?卷',
      'ebs snapshot',
    ],
    weak: ['volume', 'volumen', 'disk', 'ボリューム', '卷'],
    id: /(?<![\w-])(?:vol|snap)-[0-9a-f]{8,17}(?![\w-])/,
    required: ['sizeGb'],
    fields: [
      sizeGb,
      volumeType,
      availabilityZone,
      encrypted,
      quantity('iops', 'one', { words: /\biops\b/i, isCounted: true, min: 100, max: 256_000 }),
      quantity('throughputMbps', 'one', { words: /\bthroughput\b/i, min: 125, max: 2000 }),
      text('instance', [/(?<![\w-])(i-[0-9a-f]{8,17})(?![\w-])/]),
      text('device', [/(?<![\w/])(\/dev\/(?:sd|xvd)[b-z][0-9]{0,2})(?![\w/])/]),
    ],
  },
  {
    type: 'AWS::Lambda::Function',
    title: 'Lambda function',
    phrases: [
      'lambda function',
      'aws lambda',
      'lambda',
      'funzione lambda',
      'función lambda',
      'función de lambda',
      'fonction lambda',
      'função lambda',
      'função do lambda',
      'lambda funktion',
      'Lambda ?関数',
      'Lambda ?函数',
    ],
    weak: ['function', 'función', 'fonction', 'função', 'funktion', '関数', '函数'],
    required: ['runtime', 'handler', 'code'],
    validName: /^[A-Za-z0-9_-]{1,64}$/,
    fields: [
      text(
        'runtime',
        [
          regex(
            'i',
            String.raw`(?<![\w.])(python3\.\d{1,2}|nodejs\d{2}\.x|java\d{1,2}|`,
            String.raw`dotnet\d{1,2}|ruby3\.\d|provided\.al20\d\d|go1\.x)(?![\w])`,
          ),
        ],
        {
          fold: (value) => value.toLowerCase(),
          words: /\bruntime\b/i,
        },
      ),
      text(
        'handler',
        [
          after('handler', String.raw`(?!(?:is|and|in|of|the|its)\b)[\w./:-]+[\w]`),
          regex(
            'i',
            String.raw`(?<![\w./:-])["'\x60]?([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+)["'\x60]? (?:as|`,
            String.raw`is) (?:the |its )?handler`,
          ),
        ],
        { words: /\bhandler\b/i },
      ),
      quantity('memoryMb', 'mb', {
        words: /\bmemory\b|memoria|mémoire|memória|speicher|メモリ|内存|\bram\b/i,
        alone: true,
        min: 128,
        max: 10_240,
      }),
      quantity('timeoutSeconds', 'seconds', {
        words:
          /time-?\s?out|tiempo de espera|délai|tempo limite|zeitlimit|tempo massimo|タイムアウト|超时/i,
        alone: true,
        min: 1,
        max: 900,
      }),
      code,
      role,
      environmentVariables,
      text('deadLetter', [/(?<!\w)(arn:aws:(?:sqs|sns):[a-z0-9-]+:\d{12}:[\w.-]*\w)/i]),
      kmsKey,
      tracing,
      quantity('reservedConcurrency', 'one', {
        words: /reserved concurrency|concurrency|concurrent executions?|executions at once/i,
        min: 0,
        max: 10_000,
      }),
      choice('architecture', [/\barm64\b|graviton/i, 'arm64'], [/\bx86(?:_64)?\b/i, 'x86_64']),
      quantity('logRetentionDays', 'days', {
        words: /log retention|\blogs?\b|protokolle?|\bjournaux\b|registros/i,
        min: 1,
        max: 3653,
      }),
    ],
  },
  {
    type: 'AWS::Lambda::Permission',
    title: 'Lambda permission',
    phrases: ['lambda permission'],
    fields: [],
  },
  {
    type: 'AWS::Lambda::Version',
    title: 'Lambda version',
    phrases: [
      'lambda version',
      'version of the lambda function',
      'version of the function',
      String.raw`versions? \d{1,6} of (?:the |our )?(?:aws )?(?:lambda )?function`,
      'lambda@edge function',
      'lambda@edge',
      'lambda edge',
    ],
    fields: [
      quantity('version', 'one', { words: /\bversion\b/i, min: 1, max: 1_000_000 }),
      text(
        'description',
        [
          /\bdescription\b[^"'`\n]{0,160}["'`]([^"'`\n]{1,256})["'`]/i,
          /^description:\s*([^\n]{1,256})/im,
        ],
        { words: /\bdescription\b/i },
      ),
    ],
  },
  {
    type: 'AWS::Lambda::Alias',
    title: 'Lambda alias',
    phrases: [
      'lambda alias',
      'lambda function alias',
      'alias of the lambda function',
      'alias of the function',
      String.raw`alias(?:es)? ["'\x60]?(?!of|for)[\w-]{1,64}["'\x60]? (?:of|for) (?:the |our )?` +
        String.raw`(?:aws )?(?:lambda )?function`,
      String.raw`lambda alias (?:named |called )?["'\x60]?(?!of|for)[\w-]{1,64}["'\x60]? ` +
        String.raw`(?:of|for) (?:the |our )?(?:aws )?(?:lambda )?function`,
    ],
    fields: [
      text(
        'aliasName',
        [
          regex(
            'i',
            String.raw`\balias(?:es)?(?: name)?\s*:?\s+(?:named\s+|called\s+)?["'\x60]?`,
            String.raw`(?!(?:of|for|to|that|which|from|named|called|in|at|with|points?)\b)`,
            String.raw`([A-Za-z0-9_-]{1,128})`,
          ),
        ],
        { words: /\balias name\b/i },
      ),
      text('secondVersion', [
        regex(
          'i',
          String.raw`(?<=${PART_TO})version\s+(\$LATEST|\d{1,7})(?![\w.]*\w)|`,
          String.raw`\bversion\s+(\d{1,7})(?=${TAKES_PART})`,
        ),
        /^second version:\s*(\$LATEST|\d{1,7})\s*$/im,
      ]),
      text(
        'version',
        [
          regex(
            'i',
            String.raw`(?<!second )(?<!${PART_TO})\bversion\s*[:=]?\s*(\$LATEST|\d{1,7})`,
            String.raw`(?![\w.]*\w)(?!${TAKES_PART})`,
          ),
          /(?:\bto|\bat)\s+["'`]?(\$LATEST)/i,
        ],
        { words: /\bversion\b/i },
      ),
      quantity('secondPercent', 'percent', {
        words: /percent|%|\bpart\b/i,
        alone: true,
        min: 1,
        max: 99,
      }),
      description,
    ],
  },
  {
    type: 'AWS::ECS::Cluster',
    title: 'ECS cluster',
    phrases: [
      'ecs cluster',
      'fargate cluster',
      'clúster ecs',
      'clúster de ecs',
      'cluster ecs',
      'ECS ?クラスター?',
      'ECS ?集群',
    ],
    weak: ['cluster', 'clúster', 'クラスター?', '集群'],
    fields: [flag('containerInsights', /container insights/i)],
  },
  {
    type: 'AWS::ECS::TaskDefinition',
    title: 'ECS task definition',
    phrases: ['task definition', 'ecs task definition', 'タスク定義', '任务定义'],
    fields: taskFields,
  },
  {
    type: 'AWS::ECS::Service',
    title: 'ECS service',
    phrases: [
      'ecs service',
      'fargate service',
      'ecs fargate service',
      'ecs fargate',
      'fargate',
      'servicio ecs',
      'servicio de ecs',
      'service ecs',
      'serviço ecs',
      'serviço do ecs',
      'ecs dienst',
      'ECS ?サービス',
      'ECS ?服务',
    ],
    weak: ['ecs'],
    required: ['cluster'],
    fields: [
      text('cluster', [
        after('(?:ecs )?(?:cluster|clúster)|クラスター?|集群', String.raw`[A-Za-z][\w-]{0,254}`),
      ]),
      quantity('desiredCount', 'one', {
        words: regex(
          'i',
          String.raw`tasks?\b|tareas?|tâches?|tarefas?|desired|\bscale\b|escala|`,
          'échelle|replicas?|タスク|任务|skalier',
        ),
        min: 0,
        max: 5000,
      }),
      text('taskDefinition', [after('task definition', String.raw`[\w-]+(?::\d+)?`)]),
      quantity('maxCount', 'one', {
        words: /\bmax(?:imum)?\b|at (?:the )?most|máximo|máxima|最大/i,
        min: 1,
        max: 5000,
      }),
      text('securityGroup', [/(?<![\w-])(sg-[0-9a-f]{8,17})(?![\w-])/i, after('security group')]),
      text('targetGroup', [after('target group', String.raw`[A-Za-z0-9][\w-]{0,31}`)]),
      vpc,
      subnets,
      ...taskFields,
    ],
  },
  {
    type: 'AWS::EKS::Cluster',
    title: 'EKS cluster',
    phrases: [
      'eks cluster',
      'eks',
      'kubernetes cluster',
      'clúster eks',
      'clúster de eks',
      'cluster eks',
      'clúster de kubernetes',
      'EKS ?クラスター?',
      'EKS ?集群',
    ],
    fields: [eksVersion, publicCidrs, kmsKey, vpc, subnets, clusterRole],
  },
  {
    type: 'AWS::EKS::Nodegroup',
    title: 'EKS node group',
    phrases: [
      'eks node group',
      'eks nodegroup',
      'node group',
      'nodegroup',
      'managed node group',
      'grupo de nodos',
      'groupe de nœuds',
      'grupo de nós',
      'knotengruppe',
      'ノードグループ',
      '节点组',
    ],
    required: ['cluster'],
    fields: [
      text('cluster', [
        after(
          '(?:eks |kubernetes )?(?:cluster|clúster)|クラスター?|集群',
          String.raw`[A-Za-z][\w-]{0,99}`,
        ),
      ]),
      instanceType,
      minimum,
      maximum,
      quantity('desiredSize', 'one', {
        words: /desired|nodes?\b|nodos|nœuds|\bscale\b|ノード|节点/i,
        min: 0,
        max: 450,
      }),
      sizeGb,
      eksVersion,
      subnets,
      clusterRole,
    ],
  },
  {
    type: 'AWS::EKS::Addon',
    title: 'EKS add-on',
    phrases: ['eks add-on', 'eks addon', 'eks managed add-on'],
    required: ['cluster'],
    fields: [
      text('cluster', [after('(?:eks )?cluster')]),
      text('version', [
        after('version', String.raw`v?[\d][\w.-]+`),
        /\b(?:to|at)\s+["'\x60]?(v\d+\.[\w.-]*\w)/i,
      ]),
    ],
  },
  {
    type: 'AWS::AutoScaling::AutoScalingGroup',
    title: 'Auto Scaling group',
    phrases: [
      'auto scaling group',
      'autoscaling group',
      'asg',
      'grupo de auto scaling',
      'grupo de autoescalado',
      'grupo auto scaling',
      'groupe auto scaling',
      'auto scaling gruppe',
      'Auto Scaling ?グループ',
      '自动扩展组',
      '自动伸缩组',
      '伸缩组',
      'auto scaling 组',
    ],
    fields: [
      minimum,
      maximum,
      desired,
      instanceType,
      sizeGb,
      text('targetGroup', [after('target group', String.raw`[A-Za-z0-9][\w-]{0,31}`)]),
      quantity('targetPercent', 'percent', { words: /target|cpu|processor/i, min: 1, max: 100 }),
      text('launchTemplate', [after('launch template', String.raw`[A-Za-z][\w-]{2,127}`)]),
      subnets,
    ],
  },
  {
    type: 'AWS::AutoScaling::ScalingPolicy',
    title: 'Auto Scaling policy',
    phrases: [
      'scaling policy',
      'scaling policies',
      'auto scaling policy',
      'autoscaling policy',
      'target tracking policy',
      'target tracking scaling policy',
      'step scaling policy',
      'step policy',
      'scheduled scaling action',
      'scheduled scaling',
      'scheduled action',
    ],
    isNamed: false,
    fields: [
      text('autoScalingGroup', [
        after('(?:auto[ -]?scaling )?(?<!target )group|asg', String.raw`[A-Za-z][\w-]{0,253}\w`),
        regex(
          'i',
          String.raw`\b(?:policy|scaling|action)\s+(?:of|for|on|to)\s+`,
          String.raw`(?!the\b|our\b|an?\b)["'\x60]?([A-Za-z][\w-]*[-_\d][\w-]*\w)`,
        ),
      ]),
      text('policyName', [
        /\bpolicy (?:named|called)\s+["'`]?([\w-]*\w)/i,
        /^policy name:\s*([^\n]{1,255})/im,
      ]),
      text('steps', [STEP_WORDS], { many: true }),
      quantity('targetPercent', 'percent', {
        words: /\btarget|\bkeep|\bhold|\btrack|\bat\b|\bto\b/i,
        min: 1,
        max: 100,
      }),
      quantity('requestsPerTarget', 'one', {
        words: /\brequests?\b/i,
        isCounted: true,
        min: 1,
        max: 1_000_000,
      }),
      quantity('networkInMb', 'mb', {
        words: /\bnetwork[ -]?in\b|\binbound\b|\bincoming\b/i,
        min: 1,
        max: 100_000,
      }),
      quantity('networkOutMb', 'mb', {
        words: /\bnetwork[ -]?out\b|\boutbound\b|\boutgoing\b/i,
        min: 1,
        max: 100_000,
      }),
      text('targetGroup', [after('target group', String.raw`[A-Za-z0-9][\w-]{0,31}`)]),
      choice(
        'follows',
        [/\bcpu\b|\bprocessors?\b/i, 'cpu'],
        [followed('requests?'), 'requests'],
        [followed('network[ -]?in'), 'network-in'],
        [followed('network[ -]?out'), 'network-out'],
      ),
      flag('scaleIn', /\bscal(?:e|ing)[ -]in\b/i),
      quantity('warmupSeconds', 'seconds', { words: /\bwarm-?\s?up\b/i, min: 0, max: 3600 }),
      text('schedule', [
        /\b(scheduled[^\n]{1,120}|every (?:day|night|morning|weekday)[^\n]{0,80})/i,
      ]),
    ],
  },
  {
    type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    title: 'Load balancer',
    phrases: [
      'application load balancer',
      'network load balancer',
      'load balancer',
      'alb',
      'nlb',
      'balanceador de carga',
      'équilibreur de charge',
      'répartiteur de charge',
      'balanceador de cargas',
      'ロードバランサー?',
      '负载均衡器?',
    ],
    validName: /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/,
    fields: [
      choice(
        'scheme',
        [/internet-?\s?facing|\bpublic\b|externally/i, 'internet-facing'],
        [/\binternal\b|intern[oae]?\b|内部/i, 'internal'],
      ),
      choice(
        'loadBalancerType',
        [/\bnetwork\b|\bnlb\b/i, 'network'],
        [/\bapplication\b|\balb\b|aplicaci|aplicaç|アプリケーション|应用/i, 'application'],
        [/\bgateway load/i, 'gateway'],
      ),
      certificate,
      quantity('targetPort', 'one', { words: /\bports?\b/i, min: 1, max: 65_535 }),
      healthCheckPath,
      protection,
      vpc,
      securityGroup,
      subnets,
    ],
  },
  {
    type: 'AWS::ElasticLoadBalancingV2::Listener',
    title: 'Load balancer listener',
    phrases: [
      'load balancer listener',
      'alb listener',
      'nlb listener',
      'https listener',
      'http listener',
      'listener',
    ],
    isNamed: false,
    required: ['loadBalancer', 'port'],
    fields: [
      text('loadBalancer', [after('load balancer|alb|nlb', String.raw`[A-Za-z0-9][\w-]{0,31}`)]),
      quantity('port', 'one', { words: /port/i, min: 1, max: 65_535 }),
      certificate,
      text('targetGroup', [after('target group', String.raw`[A-Za-z0-9][\w-]{0,31}`)]),
    ],
  },
  {
    type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    title: 'Target group',
    phrases: [
      'target group',
      'grupo de destino',
      'groupe cible',
      'zielgruppe',
      'ターゲットグループ',
      '目标组',
    ],
    fields: [
      vpc,
      quantity('port', 'one', { words: /port|\b(?:https?|tcp)(?=\s+\d)/i, min: 1, max: 65_535 }),
      choice('protocol', [/\bhttps\b/i, 'HTTPS'], [/\bhttp\b/i, 'HTTP'], [/\btcp\b/i, 'TCP']),
      choice(
        'targetType',
        [/\bof instances\b|\btargets? (?:type )?instances?\b|by instance/i, 'instance'],
        [/\bof (?:ip )?addresses\b|\btargets? (?:type )?ip\b|by (?:ip )?address/i, 'ip'],
      ),
      healthCheckPath,
    ],
  },
];
