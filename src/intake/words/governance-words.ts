import { UNIT_PATTERNS } from './account-words.ts';
/** A flat table: what people call identity, observation and account services, and their fields. */
import { regex } from './regex.ts';
import { after, choice, encrypted, flag, quantity, text } from './field-library.ts';
import type { ServiceWords } from './service-words.ts';

const LOG_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
];
const managedPolicies = text(
  'managedPolicies',
  [
    regex(
      'g',
      String.raw`(?<![\w:/-])((?:arn:aws:iam::(?:aws|\d{12}):policy\/)?(?:service-role\/)`,
      '?(?:Amazon|AWS|CloudWatch|Administrator|PowerUser|ReadOnly|',
      'ViewOnly|SecurityAudit)[A-Za-z0-9]*(?:Access|Role|Policy|ReadOnly|Core|',
      String.raw`Audit|FullAccess)[A-Za-z0-9_-]*)(?![\w-])`,
    ),
    /\bpolic(?:y|ies)\s*:?\s*["'`]?([A-Z][A-Za-z0-9]*[a-z][A-Z][A-Za-z0-9]*)(?![\w-])/g,
    // One that was made here, by its name in words and hyphens.
    /\bpolicy\s+(?:named\s+)?["'`]?([a-z][a-z0-9]*(?:-[a-z0-9]+)+)(?![\w-])/g,
  ],
  { many: true },
);
const permissions = text('permissions', [
  regex(
    'i',
    String.raw`((?:allowed to|permissions? to|permissions?:|may|can|with)\s+(?:only\s+)?`,
    '(?:read|write|',
    String.raw`read and write|read-only|list|put|get|publish|send|invoke|upload|query|scan)`,
    String.raw`(?![\w.])[^.;\n]{0,120})`,
  ),
]);
const rotation = quantity('rotationDays', 'days', {
  words: /rotat|rotación|rotação|ローテーション|轮换|tourne|every|cada|tous les|a cada|alle/i,
  alone: true,
  min: 1,
  max: 1000,
});

const PRINCIPAL = regex(
  'i',
  String.raw`(?:aws |amazon )?(lambda|ec2|glue|step functions|eventbridge(?! rule)|ecs tasks|`,
  String.raw`sagemaker|codebuild|api gateway|aws backup)(?: functions?| service| instances?)?`,
  String.raw`(?![\w-]|\.\w|\s+[\w-]*[-_\d])`,
).source;
const PRINCIPALS: ReadonlyMap<string, string> = new Map([
  ['step functions', 'states'],
  ['eventbridge', 'events'],
  ['ecs tasks', 'ecs-tasks'],
  ['api gateway', 'apigateway'],
  ['aws backup', 'backup'],
]);

/** "Lambda" as the service that may assume a role is `lambda.amazonaws.com`. */
const principal = (value: string): string => {
  const word = value.toLowerCase();
  return word.includes('.') ? word : `${PRINCIPALS.get(word) ?? word}.amazonaws.com`;
};

/** A flat table of governance types. */
export const GOVERNANCE_WORDS: readonly ServiceWords[] = [
  {
    type: 'AWS::CloudWatch::Alarm',
    title: 'CloudWatch alarm',
    phrases: [
      'cloudwatch alarm',
      'metric alarm',
      'alarma de cloudwatch',
      'alarma cloudwatch',
      'alarme cloudwatch',
      'alarme do cloudwatch',
      'cloudwatch alarm',
      'CloudWatch ?アラーム',
      'CloudWatch ?(?:告警|警报)',
      'alarm',
    ],
    weak: ['alarma', 'alarme', 'アラーム', '警报'],
    isNamed: false,
    required: ['metric', 'threshold'],
    fields: [
      text('resource', [
        regex(
          'i',
          String.raw`(?:of|for|on) (?:the )?(?:(?:lambda|dynamodb|sqs|rds|ec2) )?(?:function|`,
          String.raw`queue|table|rule|instance|database|api)\s+["'\x60]?([A-Za-z0-9][\w./-]*\w)`,
        ),
        /resource\s*[:=]\s*["'`]?([A-Za-z0-9][\w./-]*\w)/i,
        /^resource ["'`]?([A-Za-z0-9][\w./-]*\w)/i,
      ]),
      text('namespace', [after('namespace', String.raw`(?!AWS\/)[A-Za-z][\w./#:-]*`)]),
      quantity('evaluationPeriods', 'one', {
        words: /evaluation periods?|periods in a row|times in a row/i,
        min: 1,
        max: 1440,
      }),
      choice(
        'missingData',
        [/not ?breaching|missing data (?:is|as) (?:good|fine|ok)/i, 'notBreaching'],
        [/(?<!not ?)breaching|missing data (?:is|as) bad/i, 'breaching'],
        [/missing data\W+ignored?/i, 'ignore'],
        [/missing data\W+missing/i, 'missing'],
      ),
      flag('enabled', /\benabled?\b|\bturn(?:ed)? on\b/i, /\bdisabled?\b|\bturn(?:ed)? off\b/i),
      text(
        'metric',
        [
          after(
            'metric|métrica|métrique|metrik|メトリクス?|指标',
            String.raw`[A-Z][A-Za-z0-9_]{1,254}`,
          ),
          regex(
            '',
            String.raw`(?<![\w-])(CPUUtilization|Errors|Throttles|Duration|Invocations|`,
            'IteratorAge|ConcurrentExecutions|ApproximateNumberOfMessagesVisible|',
            'ApproximateAgeOfOldestMessage|FreeStorageSpace|FreeableMemory|',
            String.raw`DatabaseConnections|ReadLatency|WriteLatency|HTTPCode_\w+|`,
            'TargetResponseTime|UnHealthyHostCount|HealthyHostCount|',
            'StatusCheckFailed|5XXError|4XXError|Latency|NumberOfMessagesSent|',
            'ConsumedReadCapacityUnits|ConsumedWriteCapacityUnits|ThrottledRequests)(',
            String.raw`?![\w-])`,
          ),
        ],
        { words: /\bmetric\b/i },
      ),
      text(
        'threshold',
        [
          regex(
            'i',
            '(?:more than|greater than|over|above|exceeds?|exceeding|',
            'at least|below|under|less than|fewer than|threshold(?: of)?|',
            '>=?|<=?|≥|≤|más de|supera|mayor que|plus de|dépasse|supérieur à|',
            String.raw`mais de|acima de|maior que|mehr als|über|以上|超过|大于)\s*:?\s*(\d+(?:\.\d+)?`,
            String.raw`)(?![\w.]*\w)`,
          ),
          /(\d+(?:\.\d+)?)\s*(?:%|percent)?\s*(?:を超え|以上|を下回)/,
          /threshold[^.;\n]{0,120}?\bto\s+(\d+(?:\.\d+)?)(?![\w.]*\w)/i,
        ],
        { fold: Number, words: /threshold/i },
      ),
      quantity('periodMinutes', 'minutes', {
        words: /period|\bin\b|within|for|during|en|dans|em|minutes?|分/i,
        alone: true,
        min: 0.16,
        max: 1440,
      }),
      choice(
        'comparison',
        [/LessThanThreshold|below|under|less than|fewer|</i, 'LessThanThreshold'],
        [/GreaterThanOrEqualToThreshold|at least|>=|≥/i, 'GreaterThanOrEqualToThreshold'],
        [/more than|over|above|greater(?!ThanOrEqual)|exceed|>/i, 'GreaterThanThreshold'],
      ),
      text('topic', [after('(?:sns )?topic', String.raw`[A-Za-z][\w-]*[-_\d][\w-]*`)]),
    ],
  },
  {
    type: 'AWS::CloudWatch::Dashboard',
    title: 'CloudWatch dashboard',
    phrases: [
      'cloudwatch dashboard',
      'dashboard',
      'panel de cloudwatch',
      'tableau de bord cloudwatch',
      'painel do cloudwatch',
      'ダッシュボード',
      '仪表板',
    ],
    validName: /^[A-Za-z0-9_-]{1,255}$/,
    fields: [
      text(
        'shows',
        [
          regex(
            'gi',
            String.raw`\b((?:function|queue|topic|rule|table|instance|database|api|alarm)\s+`,
            String.raw`["'\x60]?[A-Za-z0-9][\w.-]*\w)`,
          ),
        ],
        { many: true, fold: (value) => value.toLowerCase().replace(/\s+["'`]?/, ' ') },
      ),
    ],
  },
  {
    type: 'AWS::Logs::LogGroup',
    title: 'CloudWatch log group',
    phrases: [
      'log group',
      'cloudwatch log group',
      'cloudwatch logs',
      'grupo de registros',
      'grupo de logs',
      'groupe de journaux',
      'groupe de logs',
      'protokollgruppe',
      'log gruppe',
      'ロググループ',
      '日志组',
    ],
    validName: /^[A-Za-z0-9_/.#-]{1,512}$/,
    fields: [
      quantity('retentionDays', 'days', {
        words: regex(
          'i',
          'retention(?: days)?|retain|keep|kept|retención|rétention|retenção|',
          'aufbewahr|conserv|保持|保留',
        ),
        alone: true,
        allowed: LOG_DAYS,
      }),
      text('filterPattern', [
        /filter pattern\s*[:=]?\s*`([^`\n]{1,1024})`/i,
        /filter pattern\s*[:=]?\s*"([^"\n]{1,1024})"/i,
        /filter pattern\s*[:=]\s*([^\n]{1,1024})/i,
      ]),
      text('metric', [/\bmetric\s*[:=]?\s*["'`]?([A-Za-z][\w.-]{1,254}\w)/i]),
    ],
  },
  {
    type: 'AWS::Logs::MetricFilter',
    title: 'Log metric filter',
    phrases: ['metric filter', 'log metric filter'],
    fields: [],
  },
  {
    type: 'AWS::XRay::Group',
    title: 'X-Ray group',
    phrases: ['x-ray group', 'xray group'],
    validName: /^[A-Za-z0-9_.-]{1,32}$/,
    fields: [
      text('filterExpression', [
        /filter(?: expression)?\s*[:=]?\s*`([^`\n]{3,2000})`/i,
        /filter(?: expression)?\s*[:=]\s*([^\n]{3,2000})/i,
        /filter expression ([^\n]{3,2000})/i,
      ]),
      flag('insights', /\binsights?\b/i),
    ],
  },
  {
    type: 'AWS::XRay::SamplingRule',
    title: 'X-Ray sampling rule',
    phrases: ['sampling rule', 'x-ray sampling rule', 'xray sampling rule'],
    validName: /^[A-Za-z0-9_.-]{1,32}$/,
    fields: [
      quantity('ratePercent', 'percent', {
        words: /rate|percent|trace|sampl/i,
        alone: true,
        min: 0,
        max: 100,
      }),
      quantity('reservoir', 'one', { words: /reservoir|per second|a second/i, min: 0, max: 1000 }),
      quantity('priority', 'one', { words: /priority/i, min: 1, max: 9999 }),
      text('service', [after('service', String.raw`[A-Za-z0-9][\w.*-]*`)]),
      text('urlPath', [/(?:path|url path)\s*[:=]?\s*["'`]?(\/[^\s"'`,;]{0,127})/i]),
      text('httpMethod', [/\b(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b/]),
    ],
  },
  {
    type: 'AWS::IAM::Role',
    title: 'IAM role',
    phrases: [
      'iam role',
      'execution role',
      'ruolo iam',
      'rol de iam',
      'rol iam',
      'rôle iam',
      'role iam',
      'função iam',
      'função do iam',
      'papel iam',
      'iam rolle',
      'IAM ?(?:ロール|角色)',
    ],
    weak: ['role', 'rol', 'ruolo', 'rôle', 'rolle', 'ロール', '角色'],
    required: ['trustedService'],
    validName: /^[\w+=,.@-]{1,64}$/,
    fields: [
      text(
        'trustedService',
        [
          /(?<![\w.])([a-z0-9-]+\.amazonaws\.com)(?!\w|\.\w)/i,
          regex(
            'i',
            String.raw`\b(?:trust(?:ed|s)?(?: by| service| principal| policy| for| is| to| of|`,
            String.raw`ing|:)*|`,
            String.raw`assum(?:ed|able) by|for use (?:by|with)|used by|roles? for|`,
            String.raw`\brole\b[^.;,:\n]{0,60}?\s(?:for|that))\s+(?:the )?`,
            PRINCIPAL,
          ),
          regex('i', PRINCIPAL, String.raw`\s+(?:is|are) (?:the )?(?:trusted|allowed to assume)`),
          regex(
            'i',
            PRINCIPAL,
            String.raw`\s+(?:can|may|must|should|will|shall) (?:assume|use|take)`,
          ),
          regex('i', PRINCIPAL, String.raw`\s+(?:execution|instance|task) role`),
        ],
        { words: /\btrust|\bassum/i, fold: principal },
      ),
      managedPolicies,
      permissions,
      text('permissionsBoundary', [
        after(
          '(?:permissions )?boundary',
          String.raw`(?!(?:to|of|as|and|is)\b)[A-Za-z][\w+=,.@/-]*`,
        ),
      ]),
    ],
  },
  {
    type: 'AWS::IAM::ManagedPolicy',
    title: 'IAM managed policy',
    phrases: [
      'managed policy',
      'iam managed policy',
      'customer managed policy',
      'managed policies',
      'iam managed policies',
      'customer managed policies',
      'política administrada',
      'stratégie gérée',
    ],
    validName: /^[\w+=,.@-]{1,128}$/,
    fields: [permissions],
  },
  {
    type: 'AWS::IAM::Policy',
    title: 'IAM policy',
    phrases: [
      'iam policy',
      'inline policy',
      'política de iam',
      'política iam',
      'politique iam',
      'stratégie iam',
      'IAM ?(?:ポリシー|策略)',
    ],
    weak: ['policy'],
    fields: [],
  },
  {
    type: 'AWS::IAM::InstanceProfile',
    title: 'IAM instance profile',
    phrases: ['instance profile', 'iam instance profile'],
    fields: [text('role', [after('role')])],
  },
  {
    type: 'AWS::IAM::User',
    title: 'IAM user',
    phrases: [
      'iam user',
      'usuario de iam',
      'usuario iam',
      'utilisateur iam',
      'usuário iam',
      'usuário do iam',
      'iam benutzer',
      'IAM ?(?:ユーザー?|用户)',
    ],
    validName: /^[\w+=,.@-]{1,64}$/,
    fields: [managedPolicies, text('group', [after('group')]), flag('accessKey', /access keys?/i)],
  },
  {
    type: 'AWS::IAM::Group',
    title: 'IAM group',
    phrases: [
      'iam group',
      'grupo de iam',
      'grupo iam',
      'groupe iam',
      'iam gruppe',
      'IAM ?(?:グループ|用户组)',
    ],
    fields: [managedPolicies],
  },
  {
    type: 'AWS::GuardDuty::Detector',
    title: 'GuardDuty detector',
    phrases: [
      'guardduty detector',
      'guardduty',
      'guard duty',
      'guardduty finding',
      's3 data events',
      'eks audit logs',
      'ebs malware protection',
      'rds login events',
      'lambda network logs',
    ],
    id: /(?<![\w-])[0-9a-f]{32}(?![\w-])/,
    isNamed: false,
    isOneInRegion: true,
    fields: [
      text(
        'features',
        [
          regex(
            'gi',
            String.raw`(?<![\w-])(S3[ _]DATA[ _]EVENTS|EKS[ _]AUDIT[ _]LOGS|EBS[ _]MALWARE[ _]`,
            String.raw`PROTECTION|RDS[ _]LOGIN[ _]EVENTS|LAMBDA[ _]NETWORK[ _]LOGS)(?![\w-])`,
          ),
        ],
        { many: true, fold: (value) => value.toUpperCase().replaceAll(' ', '_') },
      ),
    ],
  },
  {
    type: 'AWS::SecurityHub::Hub',
    title: 'Security Hub',
    phrases: ['security hub', 'securityhub', 'security hub finding'],
    isNamed: false,
    isOneInRegion: true,
    fields: [text('standards', [/(?<![\w-])(CIS|NIST|PCI|FSBP)(?![\w])/g], { many: true })],
  },
  {
    type: 'AWS::SecurityHub::Standard',
    title: 'Security Hub standard',
    phrases: ['security hub standard'],
    isNamed: false,
    fields: [],
  },
  {
    type: 'AWS::CloudTrail::Trail',
    title: 'CloudTrail trail',
    phrases: ['cloudtrail trail', 'cloudtrail', 'cloud trail', 'audit trail in cloudtrail'],
    weak: ['trail'],
    required: ['bucket'],
    fields: [
      flag('multiRegion', /multi[\s-]?region|all regions/i),
      flag('logFileValidation', /validation/i),
      text('bucket', [after('bucket', String.raw`[a-z0-9][a-z0-9.-]*-[a-z0-9.-]*`)]),
      encrypted,
    ],
  },
  {
    type: 'AWS::Config::ConfigurationRecorder',
    title: 'Config recorder',
    phrases: ['aws config', 'config recorder', 'configuration recorder'],
    isNamed: false,
    isOneInRegion: true,
    fields: [text('bucket', [after('bucket', String.raw`[a-z0-9][a-z0-9.-]*-[a-z0-9.-]*`)])],
  },
  {
    type: 'AWS::Config::ConfigRule',
    title: 'Config rule',
    phrases: ['config rule', 'aws config rule'],
    fields: [text('sourceIdentifier', [/(?<!\w)([A-Z][A-Z0-9]+(?:_[A-Z0-9]+){2,})(?!\w)/])],
  },
  {
    type: 'AWS::KMS::Key',
    title: 'KMS key',
    phrases: [
      'kms key',
      'customer managed key',
      'customer managed kms key',
      'cmk',
      'kms',
      'clave kms',
      'clave de kms',
      'clé kms',
      'chave kms',
      'chave do kms',
      'kms schlüssel',
      'KMS ?(?:キー|密钥)',
      'encryption key',
    ],
    id: /(?<![\w-])(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![\w-])/,
    fields: [
      text(
        'alias',
        [/(?<![\w/-])(alias\/[A-Za-z0-9/_-]{1,250})/, after('alias', '[A-Za-z0-9/_-]{2,250}')],
        {
          fold: (value) => (value.startsWith('alias/') ? value : `alias/${value}`),
        },
      ),
      flag(
        'rotation',
        /rotat|rotación|rotação|ローテーション|轮换/i,
        /\b(?:turn|switch)\w*\s+(?:\S+\s+){0,4}?off\b|\bdisabl\w*|\bstop\w*/i,
      ),
      quantity('rotationDays', 'days', {
        words: /rotat|every/i,
        alone: true,
        min: 90,
        max: 2560,
      }),
      flag('multiRegion', /multi[\s-]?region/i),
    ],
  },
  {
    type: 'AWS::SecretsManager::Secret',
    title: 'Secrets Manager secret',
    phrases: [
      'secrets manager secret',
      'secrets manager',
      'secretsmanager',
      'secreto de secrets manager',
      'secret secrets manager',
      'segredo do secrets manager',
      'Secrets Manager ?(?:シークレット|密钥|のシークレット)',
    ],
    weak: ['secret', 'secreto', 'segredo', 'geheimnis', 'シークレット'],
    validName: /^[A-Za-z0-9/_+=.@-]{1,512}$/,
    fields: [
      rotation,
      text('kmsKey', [/(?<![\w/-])(alias\/[A-Za-z0-9/_-]{1,250})/]),
      text('rotationFunction', [
        after(
          'rotation function|rotated by|by (?:the )?(?:lambda )?function',
          [
            String.raw`arn:aws:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]+`,
            '[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)+',
          ].join('|'),
        ),
      ]),
      text('username', [after('user ?name|username', '[A-Za-z0-9_.@-]{1,64}')]),
    ],
  },
  {
    type: 'AWS::SecretsManager::RotationSchedule',
    title: 'Secret rotation schedule',
    phrases: ['rotation schedule'],
    isNamed: false,
    fields: [rotation],
  },
  {
    type: 'AWS::Organizations::Account',
    title: 'AWS account',
    phrases: ['new aws account', 'member account', 'another aws account', 'new account'],
    required: ['email', 'unit'],
    fields: [
      text('email', [
        /(?<![\w.+@-])([\w.+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+)/i,
        after('e-?mail(?: address)?', String.raw`[^\s"'\x60]{3,64}`),
      ]),
      text('unit', UNIT_PATTERNS),
    ],
  },
  {
    type: 'AWS::Organizations::Organization',
    title: 'Organization',
    phrases: ['aws organizations', 'aws organization', 'service control policy', 'scp'],
    isNamed: false,
    fields: [],
  },
  {
    type: 'AWS::Budgets::Budget',
    title: 'Budget',
    phrases: [
      'aws budget',
      'cost budget',
      'monthly budget',
      'budget',
      'presupuesto',
      'orçamento',
      'kostenbudget',
      '予算',
      '预算',
    ],
    required: ['limitUsd'],
    fields: [
      quantity('limitUsd', 'usd', {
        words: /limit|month|budget|cap|mes|mois|mês|monat/i,
        alone: true,
        min: 0.01,
        max: 1_000_000_000,
      }),
      text('subscribers', [/(?<![\w.+-])([\w.+-]{1,64}@(?:[\w-]+\.)+[a-z]{2,})(?!\w)/gi], {
        many: true,
      }),
      text('topic', [after('(?:sns )?topic', String.raw`[A-Za-z][\w-]*[-_\d][\w-]*`)]),
      quantity('notifyAtPercent', 'percent', {
        words: /notif|alert|mail|at|warn|avis|al|à|ao|bei/i,
        alone: true,
        min: 1,
        max: 1000,
      }),
    ],
  },
  {
    type: 'AWS::CE::CostCategory',
    title: 'Cost category',
    phrases: ['cost category', 'cost explorer'],
    fields: [],
  },
  {
    type: 'AWS::CloudFormation::Stack',
    title: 'CloudFormation template',
    phrases: [
      'cloudformation stack',
      'cloudformation template',
      'cloudformation',
      'cdk app',
      'plantilla de cloudformation',
      'pila de cloudformation',
      'modèle cloudformation',
      'pile cloudformation',
      'modelo do cloudformation',
      'pilha do cloudformation',
      'cloudformation vorlage',
      'CloudFormation ?(?:スタック|テンプレート|堆栈|模板)',
      'stack template',
    ],
    weak: [
      'stack',
      'template',
      'pila',
      'plantilla',
      'pile',
      'modèle',
      'pilha',
      'modelo',
      'vorlage',
      'スタック',
      'テンプレート',
      '堆栈',
      '模板',
    ],
    required: ['template'],
    validName: /^[A-Za-z][A-Za-z0-9-]{0,127}$/,
    fields: [
      text('path', [/(?<![\w/.:-])((?:[\w.@-]+\/)*[\w.@-]+\.(?:ya?ml|json|template))(?![\w/-])/i]),
      flag('terminationProtection', /termination protection/i),
    ],
  },
];
