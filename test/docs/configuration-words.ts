/** Table: what each configuration file holds. */
export const FILES: Readonly<Record<string, string>> = {
  'organization.yml': 'The organization: which accounts there are, what each is for, and where.',
  'github.yml': 'Whom the application serves, and how it shows accounts.',
  'approvals.yml': 'Who may ask, who may approve, and for how long a plan may be approved.',
  'tags.yml': 'Values of tags that neither the request nor the account gives.',
  'limits.yml':
    'What one plan may touch at most, who is named when it costs much, and whose prices count.',
  'calendar.yml': 'Change freezes, in UTC.',
  'exceptions.yml': 'Rules that do not apply to some accounts until an instant.',
  'pull-requests.yml': 'The GitHub environments that deploy staging and production.',
  'reports.yml':
    'The weekly cost report and the standing looks at health and drift: where, when and of what.',
  'dashboard.yml': 'The page for people to look at: whether there is one, and who may see it.',
  'model.yml':
    'The model that reads and explains: which, where and for how much. Nothing needs one.',
  'healing.yml': 'What heals without a person: nothing, unless a merged version says so.',
};

/** Table: what each key says, by file and path. A test compares it with the schemas. */
export const KEYS: Readonly<Record<string, string>> = {
  'reports.yml costReport.repository':
    'Where the issue is opened, `owner/name`. Without it there is no report.',
  'reports.yml costReport.metric': 'How costs are counted: `unblended`, `amortized` or `net`.',
  'reports.yml costReport.accounts': '`all`, or a list of account ids in quotes.',
  'reports.yml costReport.day': 'The day of the week on which it is made.',
  'reports.yml costReport.at': 'The time of that day, in quotes.',
  'reports.yml costReport.timeZone': 'The time zone of day and time, such as `Europe/Berlin`.',
  'reports.yml costReport.budgets': 'What a month may cost; spoken of at 80, 100 and 120 percent.',
  'reports.yml costReport.budgets[].name': 'What the budget is called in the report.',
  'reports.yml costReport.budgets[].monthlyUsd': 'US dollars a month.',
  'reports.yml costReport.assignees': 'Logins that the issue is assigned to.',
  'reports.yml costReport.teams': 'Teams that are mentioned in it, `organization/slug`.',
  'reports.yml health.enabled': 'Whether health is looked at without being asked.',
  'reports.yml health.repository':
    'Where the issues of what is ill are opened, `owner/name`. Needed where it is enabled.',
  'reports.yml health.everyHours': 'Hours from one look to the next, 1 to 24.',
  'reports.yml health.accounts': 'Where it looks: `all`, or a list of account ids in quotes.',
  'reports.yml drift.enabled': 'Whether the stacks of this application are looked at every day.',
  'reports.yml drift.repository':
    'Where the issues of drifted stacks are opened, `owner/name`. Needed where it is enabled.',
  'reports.yml drift.hourUtc': 'The hour of the day in UTC from which it looks, 0 to 23.',
  'reports.yml drift.accounts': 'Where it looks: `all`, or a list of account ids in quotes.',
  'reports.yml costReport.mostRequests':
    'Requests to Cost Explorer, at a cent each, that one report may be charged for.',
  'reports.yml costReport.anomalies.enabled':
    'Whether anomalies are looked for every day, each with an issue of its own in the same repository.',
  'reports.yml costReport.anomalies.leastUsd':
    'US dollars more than expected from which an anomaly has an issue.',
  'reports.yml costReport.savings':
    'Whether it also looks for savings, which asks CloudWatch for metrics at a cent a thousand.',
  'dashboard.yml enabled':
    'Whether there is a page at `/`. It also needs `GITHUB_CLIENT_ID` and `GITHUB_CLIENT_SECRET`.',
  'dashboard.yml repository':
    'Who may read this private repository may see the page, `owner/name`. Needed when it is enabled.',
  'dashboard.yml url':
    'Where people reach it, such as `https://coworker.example.com`; without it on this machine only.',
  'model.yml enabled':
    'Whether a model is asked. Without it: wherever one process runs everything and has the key. `true` where a worker of its own answers, `false` never.',
  'model.yml provider':
    '`anthropic`, with `ANTHROPIC_API_KEY`, or `bedrock`, with an identity of AWS.',
  'model.yml bedrock.region': 'The region whose Bedrock is asked.',
  'model.yml bedrock.profile':
    'With one process for everything: the AWS profile of an identity that may invoke the models and nothing else.',
  'model.yml models.orchestrator.id': 'The model that reads requests in free words.',
  'model.yml models.orchestrator.effort': '`low`, `medium` or `high`.',
  'model.yml models.discovery.id': 'The model that answers `/ask`.',
  'model.yml models.discovery.effort': '`low`, `medium` or `high`.',
  'model.yml models.mutation.id': 'The model that says why something failed.',
  'model.yml models.mutation.effort': '`low`, `medium` or `high`.',
  'model.yml models.narrative.id': 'The model that tells plans and reports in plain words.',
  'model.yml models.narrative.effort': '`low`, `medium` or `high`.',
  'model.yml prices.*.input': 'Tokens that are read.',
  'model.yml prices.*.output': 'Tokens of an answer, thoughts included.',
  'model.yml prices.*.cacheRead': 'Tokens that were read before.',
  'model.yml prices.*.cacheWrite': 'Tokens that are kept to be read again.',
  'model.yml budgets.issue.tokens': 'Tokens for one issue, of every kind together.',
  'model.yml budgets.issue.usd': 'US dollars for one issue.',
  'model.yml budgets.installationPerDay.tokens':
    'Tokens for one installation within a day, of every kind together.',
  'model.yml budgets.installationPerDay.usd': 'US dollars for one installation within a day.',
  'model.yml budgets.allPerDay.tokens':
    'Tokens for everything within a day, of every kind together.',
  'model.yml budgets.allPerDay.usd': 'US dollars for everything within a day.',
  'model.yml timeoutSeconds': 'How long one question may take, 5 to 120.',
  'model.yml summaries': 'Whether a plan is told in plain words, in a comment of its own.',
  'healing.yml expires':
    'The instant in UTC from which it allows nothing. Needed where there is a row.',
  'healing.yml heals': 'What may be done without a person. Nothing, where there is no row.',
  'healing.yml heals[].type': 'The type of what is ill: `AWS::EC2::Instance`.',
  'healing.yml heals[].tiers': 'Where: `sandbox`, `development` or both.',
  'healing.yml heals[].autonomy':
    'The level of autonomy, 6 to 10, that the agent of the type has at least.',
  'healing.yml heals[].operation':
    'What is done: `ec2:reboot` for failed status checks, `ec2:start` for what AWS stopped.',
  'organization.yml id': 'Id of the AWS organization, `o-abcdef1234`.',
  'organization.yml externalId': 'Sent with every AssumeRole; the roles demand it. 8 or more.',
  'organization.yml managementAccountId': 'Never a target of a plan. Twelve digits in quotes.',
  'organization.yml toolingAccountId':
    'Where the worker identities live; not the management account.',
  'organization.yml organizationReader.accountId': 'The account whose role lists the organization.',
  'organization.yml inventory':
    'Where the inventory of many accounts is read from: an index of AWS, the first that there is, or the lists of each service.',
  'organization.yml organizationReader.roleName': 'The name of that role, without its path.',
  'organization.yml shortName': '`{org}` in names that the application chooses.',
  'organization.yml namingPattern': 'Made of `{org}`, `{env}`, `{region}` and `{name}`.',
  'organization.yml defaultRegions':
    'For accounts whose record names no regions. The first is used when a request names none.',
  'organization.yml profiles.reader':
    'AWS profile of the reader worker, for one process on a laptop.',
  'organization.yml profiles.deployer': 'AWS profile of the deployer worker, likewise.',
  'organization.yml ous.*.tier':
    'Tier of a unit, by its path such as `Workloads/Development`. The nearest unit speaks.',
  'organization.yml ous.*.role':
    'Role of a unit. Management, Security, SharedServices and LogArchive make all below production.',
  'organization.yml accounts.*.tier':
    'Tier of an account, by its id. The unit, the name and the tag can only raise it.',
  'organization.yml accounts.*.role': 'What the account is for.',
  'organization.yml accounts.*.persona':
    'A name people may use for it: Zeus, Apollo, Cerberus or Athena.',
  'organization.yml accounts.*.regions': 'The regions in which anything may be made there.',
  'github.yml ownerIds':
    'Numeric ids of the users and organizations that are served; what others send is forgotten.',
  'github.yml maskAccountIds': 'Shows account ids as `1111…1111` in comments.',
  'github.yml personas':
    'Each agent says what it does in its own name, at the head of a plan and of a cost report.',
  'approvals.yml approvers.roles':
    'Repository roles that may approve. Never `read` or `triage`; custom roles only when named.',
  'approvals.yml approvers.teams': 'Teams that may approve, `organization/slug`.',
  'approvals.yml approvers.ids': 'People who may approve, by numeric GitHub id.',
  'approvals.yml requesters.roles': 'Repository roles that may ask. Never `read`.',
  'approvals.yml requesters.teams': 'Teams that may ask.',
  'approvals.yml requesters.ids': 'People who may ask, by numeric GitHub id.',
  'approvals.yml validHours':
    'For how long a posted plan may be approved, and an approval used. At most 8.',
  'approvals.yml selfApproval':
    'Whether maintainers may approve what they asked for: only in sandbox and development, only where nothing is lost and nothing sensitive changes.',
  'approvals.yml issuesPerHour': 'Plans that one person may ask for in an hour. At most 100.',
  'tags.yml defaults.Owner': 'Tag `Owner` when nothing else gives it.',
  'tags.yml defaults.CostCenter': 'Tag `CostCenter` when nothing else gives it.',
  'tags.yml defaults.Application': 'Tag `Application` when nothing else gives it.',
  'tags.yml costCenterPattern':
    'What a cost centre looks like, from `^` to `$`; `^CC-[0-9]{4,6}$` when left out.',
  'tags.yml ownerPattern':
    'What an owner looks like; letters, digits, spaces and `. _ -` when left out.',
  'tags.yml miyabi': 'Adds the tag `MiyabiManaged=true`.',
  'limits.yml caps.tasksPerIssue': 'At most 20.',
  'limits.yml caps.resourcesLostOrChanged':
    'Existing resources that one plan may lose or change. At most 25.',
  'limits.yml caps.percentOfType':
    'Share of one type in one account that a plan may lose or change; one resource always, and five in one stack. At most 20 %.',
  'limits.yml caps.look.saySeconds':
    'From so many seconds on it is said how long reading is expected to take; at most 300.',
  'limits.yml caps.look.askSeconds':
    'From so many seconds on it is asked before anything is read; at most 600.',
  'limits.yml caps.monthlyUsd.sandbox': 'US dollars a month; 500 when left out.',
  'limits.yml caps.monthlyUsd.development': 'US dollars a month; 2,000 when left out.',
  'limits.yml caps.monthlyUsd.test': 'US dollars a month; no limit when left out.',
  'limits.yml caps.monthlyUsd.staging': 'US dollars a month; no limit when left out.',
  'limits.yml caps.monthlyUsd.production': 'US dollars a month; no limit when left out.',
  'limits.yml caps.instances.sandbox': 'EC2 instances in one account; 10 when left out.',
  'limits.yml caps.instances.development': 'EC2 instances in one account; no limit when left out.',
  'limits.yml caps.instances.test': 'EC2 instances in one account; no limit when left out.',
  'limits.yml caps.instances.staging': 'EC2 instances in one account; no limit when left out.',
  'limits.yml caps.instances.production': 'EC2 instances in one account; no limit when left out.',
  'limits.yml escalationGroups.finance':
    'Named in a production plan from 1,000 USD a month or 5,000 USD once. Approves nothing by itself.',
  'limits.yml escalationGroups.platform':
    'Named in a development or staging plan from 500 USD a month.',
  'limits.yml moreEscalations': 'Further rules of this kind.',
  'limits.yml moreEscalations[].tiers': 'Tiers the rule is for.',
  'limits.yml moreEscalations[].recurringUsdMonthly':
    'From this much a month. This or `oneOffUsd` is needed.',
  'limits.yml moreEscalations[].oneOffUsd':
    'From this much once. Nothing that is planned today is paid once.',
  'limits.yml moreEscalations[].group': 'Who is named.',
  'limits.yml prices':
    'Prices of plans: `price-list` asks AWS and falls back to the dated list of this version; `dated` never asks.',
  'calendar.yml freezes':
    'Inside one nothing of its tiers is approved or executed, and an approval given before dies.',
  'calendar.yml freezes[].name': 'Shown in the refusal.',
  'calendar.yml freezes[].from': 'Instant in UTC, `2026-12-19T00:00:00Z`.',
  'calendar.yml freezes[].until': 'Instant in UTC.',
  'calendar.yml freezes[].tiers': 'Tiers that are frozen.',
  'exceptions.yml exceptions': 'After its end the rule blocks again.',
  'exceptions.yml exceptions[].rule': 'Id of the rule.',
  'exceptions.yml exceptions[].accounts': '`all`, or ids of accounts.',
  'exceptions.yml exceptions[].until': 'Instant in UTC.',
  'exceptions.yml exceptions[].reason': 'Why, with a ticket.',
  'pull-requests.yml environments.staging': 'Environment that deploys staging.',
  'pull-requests.yml environments.production':
    'Environment that deploys production; another than that of staging.',
};
