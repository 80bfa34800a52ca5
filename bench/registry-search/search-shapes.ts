/** Facts of one version that filters can name. */
export interface KnownVersion {
  modelName: string
  runId: string
  source: string
  gitSha: string
  manifestDigest: string
}

export interface SearchShape {
  filter: string
  orderBy: string[]
}

const MODEL_FILTERS = [
  '',
  "tag.`mlflow.prompt.is_prompt` != 'true'",
  "name = 'churn-web-00001'",
  "name != 'churn-web-00001'",
  "name LIKE 'fraud-%'",
  "name LIKE '%-loans-%'",
  "name ILIKE '%EUROPE%'",
  "name LIKE '%nothing-like-it%'",
  "name LIKE '%_04711'",
  "tags.team = 'team-07'",
  "tags.team != 'team-07'",
  "tags.team LIKE 'team-1%'",
  "tags.`cost-centre` ILIKE '%ABCDE%'",
  "tags.absent = 'x'",
  "alias = 'champion'",
  "alias = 'holiday'",
  "alias LIKE 'holi%'",
  "alias = 'nobody'",
  "importance = 'critical'",
  "importance = 'critical' AND tags.team = 'team-07' AND name LIKE 'c%'",
  "user_id = 'Person 7'",
  "user_id = 'Nobody'",
  'creation_timestamp > 1700400000000',
  'last_updated_timestamp < 1730000000000',
]
const MODEL_ORDERS = [
  [],
  ['name DESC'],
  ['creation_timestamp DESC'],
  ['last_updated_timestamp DESC'],
  ['last_updated_timestamp ASC'],
]

/** `big`: of the model of 200,000 versions. `small`: of another. */
const versionFilters = (big: KnownVersion, small: KnownVersion) => [
  '',
  `name = '${big.modelName}'`,
  `name = '${big.modelName}' AND version_number > 150000`,
  `name = '${big.modelName}' AND tags.dataset = 'census-3'`,
  `name = '${big.modelName}' AND status = 'FAILED_REGISTRATION'`,
  `name = '${big.modelName}' AND metrics.accuracy > 0.999`,
  `name = '${small.modelName}'`,
  "name LIKE 'fraud-%'",
  "name LIKE '%-loans-%'",
  "name ILIKE '%EUROPE%'",
  "name LIKE '%_04711'",
  "name LIKE '%nothing-like-it%'",
  "name != 'churn-web-00001'",
  `run_id = '${big.runId}'`,
  `run_id IN ('${big.runId}', '${small.runId}')`,
  `run_id LIKE '${small.runId.slice(0, 8)}%'`,
  `run_id LIKE '%${small.runId.slice(4, 20)}%'`,
  "run_id = 'ffffffffffffffffffffffffffffffff'",
  `run_id != '${big.runId}'`,
  `source_path = '${small.source}'`,
  `source_path LIKE '${small.source.slice(0, 50)}%'`,
  `source_path LIKE '%${small.runId}%'`,
  "source_path LIKE '%/artifacts/model'",
  "source_path ILIKE '%nothing-like-it%'",
  'version_number = 1',
  'version_number = 199999',
  'version_number > 5000',
  'version_number <= 3',
  `tags.\`git.sha\` = '${small.gitSha}'`,
  `tags.\`git.sha\` LIKE '${small.gitSha.slice(0, 7)}%'`,
  `tags.\`git.sha\` ILIKE '%${small.gitSha.slice(5, 20).toUpperCase()}%'`,
  "tags.dataset = 'census-3'",
  "tags.dataset != 'census-3'",
  "tags.dataset LIKE 'census-1%'",
  "tags.dataset LIKE '%nothing-like-it%'",
  "tags.validated = 'by Person 3'",
  "tags.validated LIKE '%Person%'",
  "tags.validated = 'by Person 3' AND tags.dataset = 'census-3'",
  "tags.absent = 'x'",
  "alias = 'champion'",
  "alias = 'holiday'",
  "alias LIKE 'holi%'",
  "alias = 'nobody'",
  "status = 'READY'",
  "status = 'FAILED_REGISTRATION'",
  "status = 'PENDING_REGISTRATION'",
  "stage = 'Production'",
  "stage != 'None'",
  "stage = 'Staging' AND metrics.accuracy > 0.99",
  'metrics.accuracy > 0.9',
  'metrics.accuracy > 0.99999',
  'metrics.accuracy > 2',
  'metrics.auc >= 0.7 AND metrics.loss < 0.2',
  'metrics.auc >= 0.7 AND metrics.loss > 0.9',
  'metrics.absent > 0',
  'creation_timestamp > 1740000000000',
  'creation_timestamp > 1725000000000 AND creation_timestamp < 1725003600000',
  'creation_timestamp < 1705100000000',
  'last_updated_timestamp > 1745000000000',
  "tag.`mlflow.prompt.is_prompt` = 'true'",
]
const VERSION_ORDERS = [
  [],
  ['name ASC'],
  ['name DESC', 'version_number ASC'],
  ['version_number ASC'],
  ['version_number DESC'],
  ['creation_timestamp ASC'],
  ['creation_timestamp DESC'],
  ['last_updated_timestamp ASC'],
]

function each(filters: readonly string[], orders: readonly string[][]): SearchShape[] {
  return filters.flatMap((filter) => orders.map((orderBy) => ({ filter, orderBy })))
}

/** Every kind of filter under every order. */
export const modelShapes = (): SearchShape[] => each(MODEL_FILTERS, MODEL_ORDERS)
export const versionShapes = (big: KnownVersion, small: KnownVersion): SearchShape[] =>
  each(versionFilters(big, small), VERSION_ORDERS)

/** What people type into the search box. */
export const searchTexts = (big: KnownVersion, small: KnownVersion): string[] => [
  ...[
    'churn',
    'fraud-Europe',
    'EUROPE',
    '04711',
    'credit-loans-0',
    'x',
    'nothing-like-it',
    '%',
    'team-07',
    'team=team-1',
  ],
  ...['census-3', 'dataset=census-12', 'by Person', 'validated=by Person 3', 'champion', 'cand', 'holiday', 'cc-12'],
  ...[big, small].flatMap(({ modelName, runId, gitSha, manifestDigest }) => [
    modelName,
    ...[runId.slice(0, 4), runId.slice(0, 8), runId],
    ...[gitSha.slice(0, 7), gitSha],
    ...[manifestDigest, manifestDigest.slice(0, 19), manifestDigest.slice(7, 11), manifestDigest.slice(7, 15)],
  ]),
]
