/** A family of bodies that grows with its size; the text may be a little shorter. */
export interface HostileBody {
  readonly name: string;
  readonly of: (length: number) => string;
}

const repeated =
  (unit: string, head = '', tail = '') =>
  (length: number): string => {
    const room = Math.max(0, length - head.length - tail.length);
    return head + unit.repeat(Math.floor(room / unit.length)) + tail;
  };

/** Units that differ from each other, so that nothing is found twice. */
const counted =
  (unit: (index: number) => string, head = '', tail = '') =>
  (length: number): string => {
    let text = head;
    for (let index = 0; ; index += 1) {
      const next = unit(index);
      if (text.length + next.length + tail.length > length) return text + tail;
      text += next;
    }
  };

const nested =
  (open: string, close: string) =>
  (length: number): string => {
    const depth = Math.floor(length / (open.length + close.length));
    return open.repeat(depth) + close.repeat(depth);
  };

const fence = (language: string): readonly [string, string] => [
  `Deploy this as stack a-1 to athena-dev, us-east-1:\n\n\`\`\`${language}\n`,
  '\n```\n',
];

const [yamlHead, yamlTail] = fence('yaml');
const [jsonHead, jsonTail] = fence('json');

/** The worst that is known to do to whoever reads Markdown. */
const MARKUP: readonly HostileBody[] = [
  { name: 'quotes', of: repeated('>') },
  { name: 'quotes with blanks', of: repeated('> ') },
  { name: 'quotes in lines', of: repeated('> > > > > > > > > > a\n') },
  { name: 'quotes one deeper each line', of: counted((at) => `${'>'.repeat(at % 23)} a\n`) },
  { name: 'lists', of: repeated('- ') },
  { name: 'lists in lines', of: repeated('- - - - - - - - - - a\n') },
  {
    name: 'lists one deeper each line',
    of: counted((at) => `${'  '.repeat(at % 39)}- a\n`),
  },
  { name: 'lists that sink', of: counted((at) => `${' '.repeat(at)}* a\n`) },
  { name: 'loose items', of: repeated('- a\n\n') },
  { name: 'numbered items', of: counted((at) => `${at}. a\n`) },
  { name: 'quoted lists', of: repeated('> - > 1. > - a\n') },
  { name: 'lazy lines', of: repeated('a\n', '> > > > > > > > > > > > > > > > ') },
  { name: 'brackets', of: repeated('[') },
  { name: 'brackets that close', of: nested('[', ']') },
  { name: 'brackets and images', of: repeated('![[]()') },
  { name: 'links', of: repeated('[](') },
  { name: 'links in links', of: repeated('[a](<b') },
  { name: 'parentheses', of: repeated('(', '[a](') },
  { name: 'references', of: counted((at) => `[${at}]: a\n[${at}]\n`) },
  { name: 'one reference', of: repeated('[a]', '', '\n\n[a]: b\n') },
  { name: 'open labels', of: repeated('[a\n') },
  { name: 'footnotes', of: repeated('[^a]: ') },
  { name: 'emphasis', of: repeated('*_*_') },
  { name: 'emphasis of words', of: repeated('*a_') },
  { name: 'strong that opens', of: repeated('**a ') },
  { name: 'strong that closes', of: repeated('a** ') },
  { name: 'strikes', of: repeated('~~a~~b') },
  { name: 'ticks', of: repeated('`a``') },
  { name: 'ticks of growing length', of: counted((at) => `${'`'.repeat(at + 1)} `) },
  { name: 'tildes', of: repeated('~') },
  { name: 'fences', of: repeated('```\na\n```\n') },
  { name: 'fences of growing length', of: counted((at) => `${'`'.repeat(at + 3)}\n`) },
  { name: 'tables', of: repeated('|a') },
  { name: 'tables with rows', of: repeated('|a|b|c|\n', '|a|b|c|\n|-|-|-|\n') },
  {
    name: 'tables that are wide',
    of: (length) => {
      const row = `|${'a|'.repeat(Math.floor((length - 9) / 6))}\n`;
      return row + row.replaceAll('a', '-') + row;
    },
  },
  { name: 'many tables', of: repeated('|a|\n|-|\n\n') },
  { name: 'tags', of: repeated('<a ') },
  { name: 'tags that open', of: repeated('<a>') },
  { name: 'comments', of: repeated('<!--') },
  { name: 'closed comments', of: repeated('<!-- a -->\n\n') },
  { name: 'declarations', of: repeated('<!A ') },
  { name: 'instructions', of: repeated('<?') },
  { name: 'data sections', of: repeated('<![CDATA[') },
  { name: 'details', of: repeated('<details>\n\n') },
  { name: 'details within a line', of: repeated('a <details> ') },
  { name: 'entities', of: repeated('&amp;') },
  { name: 'open entities', of: repeated('&#1') },
  { name: 'backslashes', of: repeated('\\') },
  { name: 'escapes', of: repeated('\\*') },
  { name: 'addresses', of: repeated('a@b.c ') },
  { name: 'one address', of: repeated('a.', 'a@') },
  { name: 'addresses of the web', of: repeated('www.a.') },
  { name: 'addresses with brackets', of: repeated('https://a.bc/((') },
  { name: 'schemes', of: repeated('http://') },
  { name: 'headings', of: repeated('### Account\n\nx\n\n### Region\n\ny\n\n') },
  { name: 'other headings', of: counted((at) => `# a${at}\n`) },
  {
    name: 'a form of headings',
    of: counted((at) => `### A${at}\n\nb\n\n`, '### Account\n\nx\n\n### Region\n\ny\n\n'),
  },
  { name: 'underlined headings', of: repeated('a\n=\n') },
  { name: 'breaks', of: repeated('***\n') },
  { name: 'hard breaks', of: repeated('a  \n') },
  { name: 'tabs', of: repeated('\t') },
  { name: 'tabs and items', of: repeated('\t- a\n') },
];

/** The worst that is known to do to whoever reads sentences. */
const WORDS: readonly HostileBody[] = [
  { name: 'blanks', of: repeated(' ') },
  { name: 'blanks with an end', of: repeated(' ', 'a', 'b') },
  { name: 'line ends', of: repeated('\n') },
  { name: 'carriage returns', of: repeated('\r') },
  { name: 'lines', of: repeated('a\n') },
  { name: 'long lines', of: repeated(`${'of '.repeat(30)}\n`) },
  { name: 'one word', of: repeated('a') },
  { name: 'one word with hyphens', of: repeated('a-') },
  { name: 'one word with dots', of: repeated('a.') },
  { name: 'one word with slashes', of: repeated('a/') },
  { name: 'one word with marks', of: repeated('a_b.c-d/e@f=g+') },
  { name: 'dots', of: repeated('.') },
  { name: 'dots and blanks', of: repeated('. ') },
  { name: 'question marks', of: repeated('? ') },
  { name: 'quotation marks', of: repeated('"') },
  { name: 'open quotation marks', of: repeated('"a ') },
  { name: 'curly quotation marks', of: repeated('“') },
  { name: 'parentheses and words', of: repeated('(a ') },
  { name: 'colons', of: repeated('a: ') },
  { name: 'commas', of: repeated(', ') },
  { name: 'and', of: repeated('and ') },
  { name: 'and the', of: repeated('and the ') },
  { name: 'or', of: repeated('a-1 or ') },
  { name: 'fillers', of: repeated('please after that, ') },
  { name: 'polite words', of: repeated('please ') },
  { name: 'polite words before a verb', of: repeated('please ', '', 'delete it') },
  { name: 'negations', of: repeated('do not ') },
  { name: 'reasons', of: repeated('because it ') },
  { name: 'conditions', of: repeated('if ') },
  { name: 'verbs', of: repeated('and delete ') },
  { name: 'all verbs', of: repeated('create delete update stop start scale resize enable ') },
  { name: 'passives', of: repeated('must be deleted, ') },
  { name: 'nouns', of: repeated('bucket ') },
  { name: 'nouns of two words', of: repeated('security group ') },
  { name: 'nouns with long gaps', of: repeated('security - group -- ') },
  { name: 'half nouns', of: repeated('security ') },
  { name: 'weak nouns', of: repeated('cluster instance function ') },
  { name: 'numbers', of: repeated('1 GB ') },
  { name: 'numbers in thousands', of: repeated('1,000,') },
  { name: 'numbers and units', of: counted((at) => `${at} days `) },
  { name: 'numbers of fields', of: counted((at) => `timeout ${at} s, memory ${at} MB, `) },
  {
    name: 'an order with numbers',
    of: repeated(
      'timeout 30 s, memory 512 MB, ',
      'Set the Lambda function a-1 in athena-dev, us-east-1 to ',
    ),
  },
  { name: 'digits', of: repeated('1234567890') },
  { name: 'account ids', of: counted((at) => `${100_000_000_000 + at} `) },
  { name: 'names', of: repeated('a-b-c-d.') },
  { name: 'other names', of: counted((at) => `name-${at} `) },
  { name: 'quoted names', of: counted((at) => `\`name-${at}\` `) },
  { name: 'ids', of: counted((at) => `i-${(at + 0x1_0000_0000).toString(16)} `) },
  {
    name: 'ids of one order',
    of: counted(
      (at) => `i-${(at + 0x1_0000_0000).toString(16)}, `,
      'Stop the instances in athena-dev, us-east-1: ',
    ),
  },
  { name: 'places', of: repeated('in a-1, us-east-1, ') },
  { name: 'account names', of: repeated('in athena-dev, ') },
  { name: 'other accounts', of: counted((at) => `in account acme-${at}, `) },
  { name: 'regions', of: repeated('us-east-1 ') },
  { name: 'other regions', of: counted((at) => `xx-east-${at % 99}, `) },
  { name: 'half regions', of: repeated('us-east-') },
  { name: 'ARNs', of: repeated('arn:aws:sns:us-east-1:123456789012:a ') },
  { name: 'secrets', of: repeated('password=a ') },
  { name: 'almost a key', of: repeated('aA1') },
  { name: 'almost a secret', of: repeated('secret key is ') },
  { name: 'tokens', of: repeated('eyJaaaaaaaaaaaa.') },
  { name: 'key markers', of: repeated('-----BEGIN A ') },
  { name: 'fields', of: repeated('retention timeout memory ') },
  { name: 'tags of fields', of: repeated('tag a=b, ') },
  { name: 'cron', of: repeated('cron(0 2 * * ? ') },
  { name: 'instructions to us', of: repeated('ignore ') },
  { name: 'instructions across words', of: repeated('ignore all ') },
  { name: 'japanese', of: repeated('削除して作成し') },
  { name: 'japanese marks', of: repeated('。') },
  { name: 'chinese', of: repeated('请删除所有存储桶，') },
  { name: 'spanish', of: repeated('por favor crea el bucket, ') },
  { name: 'german', of: repeated('bitte den Bucket löschen, ') },
  { name: 'letters with accents', of: repeated('é') },
  { name: 'letters beyond the plane', of: repeated('𝒶') },
  { name: 'emoji', of: repeated('👩‍👩‍👧‍👦') },
  { name: 'half surrogates', of: repeated('\uD83D') },
  { name: 'zero-width characters', of: repeated('\u200B') },
  { name: 'letters between zero widths', of: repeated('a\u200B') },
  { name: 'combining characters', of: repeated('\u0301', 'a') },
  { name: 'letters that combine', of: repeated('a\u0301\u0302') },
  { name: 'turned letters', of: repeated('\u202Ea') },
  { name: 'control characters', of: repeated('\u0001') },
];

const ORDER = 'create the SNS topic';

/** The worst that is known to do to whoever reads orders. */
const ORDERS: readonly HostileBody[] = [
  { name: 'steps', of: repeated('- step 1: create the SNS topic a-1 after step 2\n') },
  { name: 'short orders', of: repeated('Stop it. ') },
  {
    name: 'orders of one line',
    of: counted((at) => `${ORDER} a-${at} in athena-dev, us-east-1; `),
  },
  { name: 'orders in sentences', of: counted((at) => `Create the SNS topic a-${at}. `) },
  {
    name: 'orders in items',
    of: counted((at) => `- Delete the S3 bucket a-${at} in athena-dev, us-east-1.\n`),
  },
  {
    name: 'orders and long context',
    of: (length) => {
      const orders = counted((at) => `- Delete the S3 bucket a-${at}.\n`)(
        Math.min(3200, length / 4),
      );
      return `${repeated('bucket a-1 it was 30 days, ')(length - orders.length - 2)}\n\n${orders}`;
    },
  },
  {
    name: 'ninety orders, each long',
    of: (length) => {
      const each = Math.floor(length / 90);
      return counted(
        (at) =>
          `- ${repeated('timeout 3 s, bucket ', `Update the Lambda function a-${at} `)(each - 3)}\n`,
      )(length);
    },
  },
  {
    name: 'ninety orders of all types',
    of: (length) => {
      const each = Math.floor(length / 90);
      return counted(
        (at) =>
          `- ${repeated('RDS database, EC2 instance, table, ', `Create the table a-${at} `)(each - 3)}\n`,
      )(length);
    },
  },
  {
    name: 'five orders, each long',
    of: (length) => {
      const each = Math.floor(length / 5);
      return counted(
        (at) =>
          `- ${repeated('timeout 3 s, bucket b-1. ', `Update the Lambda function a-${at} `)(each - 3)}\n`,
      )(length);
    },
  },
  {
    name: 'one order and much behind it',
    of: repeated(
      'It has 30 days of retention and the bucket a-1. ',
      'Update the S3 bucket a-1 in athena-dev, us-east-1. ',
    ),
  },
  { name: 'one order and many names', of: counted((at) => `a-${at}, `, 'Delete the S3 buckets ') },
  {
    name: 'one order with clauses',
    of: counted((at) => `and enable versioning on b-${at}, `, 'Update the S3 bucket a-1, '),
  },
  {
    name: 'orders that only add',
    of: repeated('and enable versioning, ', 'Update the S3 bucket a-1 '),
  },
  { name: 'wishes', of: counted((at) => `We need a new S3 bucket a-${at}. `) },
  { name: 'questions', of: repeated('Which buckets are there? ') },
  { name: 'questions with names', of: counted((at) => `Which bucket is a-${at}? `) },
  {
    name: 'parameters',
    of: counted((at) => `A${at}: b\n`, 'Deploy the stack a-1. Parameters:\n\n'),
  },
  {
    name: 'a list below one order',
    of: counted((at) => `- SNS topic a-${at}\n`, 'Please create in athena-dev, us-east-1:\n\n'),
  },
  {
    name: 'one item of many sentences',
    of: repeated('SNS topic a-1. ', 'Please create in athena-dev, us-east-1:\n\n- '),
  },
  {
    name: 'a form with long details',
    of: repeated(
      'timeout 30 s, memory 512 MB. ',
      '### Task type\n\nUpdateResource\n\n### Service\n\nLambda function\n\n### Account\n\nathena-dev\n\n### Region\n\nus-east-1\n\n### Name\n\na-1\n\n### Details\n\n',
    ),
  },
  {
    name: 'a form with a long account',
    of: repeated(
      'athena-dev ',
      '### Task type\n\nUpdateResource\n\n### Service\n\nLambda function\n\n### Account\n\n',
    ),
  },
  {
    name: 'a form with a long service',
    of: repeated('bucket ', '### Task type\n\nUpdateResource\n\n### Service\n\n'),
  },
  {
    name: 'a form with a long type',
    of: repeated('delete ', '### Service\n\nbucket\n\n### Task type\n\n'),
  },
  {
    name: 'a form with a long name',
    of: repeated(
      'a-',
      '### Service\n\nSNS topic\n\n### Task type\n\nDeleteResource\n\n### Account\n\nathena-dev\n\n### Region\n\nus-east-1\n\n### Name\n\n',
    ),
  },
];

/** Templates within a fence: data for intake, and read when a plan is made. */
const FENCED: readonly HostileBody[] = [
  {
    name: 'a fence of YAML aliases',
    of: counted(
      (at) => `  b${at}: &b${at} [*b${at - 1}, *b${at - 1}]\n`,
      `${yamlHead}Resources:\n  b-1: &b-1 [a, a]\n`,
      yamlTail,
    ),
  },
  {
    name: 'a fence of deep YAML',
    of: counted((at) => `${' '.repeat(at)}a:\n`, `${yamlHead}Resources:\n`, yamlTail),
  },
  { name: 'a fence of deep flow YAML', of: repeated('[', `${yamlHead}Resources: `, yamlTail) },
  {
    name: 'a fence of deep JSON',
    of: (length) => jsonHead + '{"Resources":' + nested('[', ']')(length - 200) + '}' + jsonTail,
  },
  {
    name: 'a fence of objects',
    of: (length) =>
      jsonHead +
      '{"Resources":' +
      nested('{"a":', '}')(length - 200).replace(':}', ':1}') +
      '}' +
      jsonTail,
  },
  {
    name: 'a fence of intrinsics',
    of: (length) =>
      jsonHead +
      '{"Resources":{"A":{"Type":"AWS::SNS::Topic","Properties":{"TopicName":' +
      nested('{"Fn::Join":["",[', ']]}')(length - 300).replace('[]', '["a"]') +
      '}}}}' +
      jsonTail,
  },
  {
    name: 'a fence of resources',
    of: counted(
      (at) => `  A${at}: {Type: 'AWS::SNS::Topic'}\n`,
      `${yamlHead}Resources:\n`,
      yamlTail,
    ),
  },
];

/** Families of bodies, each the worst of its kind for some reader of issues. */
export const HOSTILE_BODIES: readonly HostileBody[] = [...MARKUP, ...WORDS, ...ORDERS, ...FENCED];
