// Floors and rooms of the house. Rooms, lower first; a room imports only lower rooms, through their door.ts.
const ROOMS = ['identity', 'audit', 'registry', 'agents', 'approvals', 'monitoring', 'experiments', 'rollouts']

const roomRules = ROOMS.flatMap((room, index) => {
  const others = ROOMS.filter((other) => other !== room)
  const higher = ROOMS.slice(index + 1)
  const rules = [
    {
      name: `${room}-uses-doors`,
      comment:
        'Another room is entered through its door.ts (or its browser-safe contract.ts) only. Permissions, principals and the audit catalogue are words that every room shares.',
      severity: 'error',
      from: { path: `^lib/${room}/`, pathNot: '\\.test\\.ts$|/testing/' },
      to: {
        path: `^lib/(${others.join('|')})/`,
        pathNot:
          '^lib/[a-z]+/(door|contract)\\.ts$|^lib/identity/get-principal\\.ts$|^lib/identity/domain/(principal|permissions)\\.ts$|^lib/audit/domain/catalogue\\.ts$',
      },
    },
  ]
  if (higher.length > 0)
    rules.push({
      name: `${room}-looks-down`,
      comment: 'A lower room never imports a higher one.',
      severity: 'error',
      from: { path: `^lib/${room}/`, pathNot: '\\.test\\.ts$|/testing/' },
      to: { path: `^lib/(${higher.join('|')})/` },
    })
  return rules
})

// dependency-cruiser hands every file to swc as plain TypeScript, which stops at the first JSX element.
const swc = require('@swc/core')
const parseFileSync = swc.parseFileSync
swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith('.tsx') })

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment:
        'Types count: a type that two files need from each other belongs in a third. The generated list of all routes holds the one that serves it.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { pathNot: '^app/api/route-manifest\\.ts$' } },
    },
    {
      name: 'lib-knows-no-react',
      severity: 'error',
      from: { path: '^lib/', pathNot: '\\.test\\.tsx?$|/testing/' },
      to: { path: '^(components|app)/|node_modules/(react|react-dom|@tanstack|recharts)/' },
    },
    {
      name: 'components-are-for-the-browser',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^(prisma|app|agent|cli)/|^lib/server/|^lib/[a-z]+/(store|reads|door|jobs)|^lib/[a-z]+/use-cases/' },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: '^lib/[a-z]+/domain/', pathNot: '\\.test\\.ts$' },
      to: { path: '^lib/server/|^prisma/|node_modules/(pg|next|@prisma)' },
    },
    {
      name: 'stats-is-pure',
      comment: 'No files, sockets or processes either. Test support (testing/) reads the golden vectors.',
      severity: 'error',
      from: { path: '^lib/stats/', pathNot: '\\.test\\.ts$|^lib/stats/testing/' },
      to: {
        path: '^lib/(?!stats/|kernel/)|^(app|components|prisma|agent|cli)/|^(node:)?(fs|fs/promises|net|http|https|child_process|worker_threads|crypto|os)$|node_modules/(pg|next|@prisma)/',
      },
    },
    {
      name: 'kernel-is-the-bottom',
      severity: 'error',
      from: { path: '^lib/kernel/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(app|components|prisma|agent|cli)/|^lib/(?!kernel/)' },
    },
    {
      name: 'the-agent-stands-alone',
      comment: 'The agent talks to the web over the protocol; it shares only the kernel and the pure protocol code.',
      severity: 'error',
      from: { path: '^agent/', pathNot: '\\.test\\.ts$|/testing/' },
      to: { path: '^(app|components|prisma|cli)/|^lib/(?!kernel/|agents/domain/)' },
    },
    ...roomRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(prisma/generated|\\.next)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    parser: 'swc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
