// Every address of the workbench and the page behind it. Pages are loaded when they are first opened.
import { createRootRoute, createRoute, createRouter, Link, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import { paths } from './paths.ts'
import { Shell } from './shell.tsx'

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: () => (
    <div className="page">
      <h1>没有这个页面</h1>
      <p>
        地址可能抄错了，或页面已经改名。<Link to={paths.home}>回到首页</Link>，或按 Ctrl K 查找。
      </p>
    </div>
  ),
  errorComponent: ({ error }) => (
    <div className="page">
      <h1>页面没有打开</h1>
      <p>可能是系统刚升级过，或网络断了。填了一半的表单都还在，重新打开页面就能接着填。</p>
      <button type="button" className="link" onClick={() => location.reload()}>
        重新打开页面
      </button>
      <p className="soft">{String((error as Error).message).slice(0, 200)}</p>
    </div>
  ),
  // numbers in the address (year, page) arrive as numbers; everything else is text
  validateSearch: (search: Record<string, unknown>) => search,
})

const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell })

const inside = (path: string, load: () => Promise<Record<string, unknown>>, name: string) =>
  createRoute({
    getParentRoute: () => shell,
    path,
    component: lazyRouteComponent(load as () => Promise<never>, name as never),
  })
const outside = (path: string, load: () => Promise<Record<string, unknown>>, name: string) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(load as () => Promise<never>, name as never),
  })

const people = {
  persons: () => import('../people/persons.tsx'),
  permissions: () => import('../people/permissions.tsx'),
  account: () => import('../people/account.tsx'),
  journal: () => import('../people/journal.tsx'),
}
const budget = {
  plan: () => import('../budget/plan.tsx'),
  responsibility: () => import('../budget/responsibility.tsx'),
  projects: () => import('../budget/projects.tsx'),
  approvals: () => import('../budget/approvals.tsx'),
  yearEnd: () => import('../budget/year-end.tsx'),
  ledger: () => import('../budget/ledger.tsx'),
  record: () => import('../budget/record.tsx'),
  adjust: () => import('../budget/adjust.tsx'),
  movements: () => import('../budget/movements.tsx'),
  home: () => import('../budget/home.tsx'),
}

const planning = {
  board: () => import('../newsroom/planning/board-page.tsx'),
  tips: () => import('../newsroom/planning/tips-page.tsx'),
  pitches: () => import('../newsroom/planning/pitches-page.tsx'),
  assignments: () => import('../newsroom/planning/assignments-page.tsx'),
  calendar: () => import('../newsroom/planning/calendar-page.tsx'),
  instructions: () => import('../newsroom/planning/instructions-page.tsx'),
  labels: () => import('../newsroom/planning/labels-page.tsx'),
}

const preparation = {
  year: () => import('../budget/preparation/preparation-page.tsx'),
  section: () => import('../budget/preparation/section-page.tsx'),
  comparison: () => import('../budget/preparation/comparison-page.tsx'),
  quotas: () => import('../budget/preparation/quotas-page.tsx'),
}

const newsroom = {
  stories: () => import('../newsroom/stories-page.tsx'),
  story: () => import('../newsroom/story-page.tsx'),
  desk: () => import('../newsroom/review-desk.tsx'),
  review: () => import('../newsroom/review-page.tsx'),
  reviewers: () => import('../newsroom/reviewers-page.tsx'),
}

const spending = {
  claims: () => import('../spending/claims-page.tsx'),
  claim: () => import('../spending/claim-page.tsx'),
  print: () => import('../spending/print-page.tsx'),
  payments: () => import('../spending/payments-page.tsx'),
  batch: () => import('../spending/batch-page.tsx'),
  loans: () => import('../spending/loans-page.tsx'),
  rules: () => import('../spending/rules-page.tsx'),
  archive: () => import('../spending/archive-page.tsx'),
}

const supervision = {
  rules: () => import('../supervision/rules-page.tsx'),
  rule: () => import('../supervision/rule-page.tsx'),
  checks: () => import('../supervision/checks-page.tsx'),
  check: () => import('../supervision/check-page.tsx'),
  findings: () => import('../supervision/findings-page.tsx'),
}

const handover = {
  home: () => import('../handover/home.tsx'),
  person: () => import('../handover/person-page.tsx'),
  document: () => import('../handover/document-page.tsx'),
  closing: () => import('../handover/closing-page.tsx'),
}

const newspaper = {
  issues: () => import('../newspaper/issues-page.tsx'),
  issue: () => import('../newspaper/issue-page.tsx'),
  page: () => import('../newspaper/page-editor.tsx'),
  corrections: () => import('../newspaper/corrections-page.tsx'),
}

const tree = root.addChildren([
  outside(paths.signIn, () => import('../people/sign-in.tsx'), 'SignInPage'),
  outside(paths.setup, () => import('../people/set-up.tsx'), 'SetUpPage'),
  shell.addChildren([
    inside(paths.home, budget.home, 'HomePage'),
    inside(paths.inbox, () => import('../inbox/inbox-page.tsx'), 'InboxPage'),
    inside(paths.board, planning.board, 'BoardPage'),
    inside(paths.tips, planning.tips, 'TipsPage'),
    inside(paths.pitches, planning.pitches, 'PitchesPage'),
    inside(paths.assignments, planning.assignments, 'AssignmentsPage'),
    inside(paths.calendar, planning.calendar, 'CalendarPage'),
    inside(paths.instructions, planning.instructions, 'InstructionsPage'),
    inside(paths.errorRates, () => import('../newsroom/error-rates-page.tsx'), 'ErrorRatesPage'),
    inside(paths.mails, () => import('../newsroom/mail/mails-page.tsx'), 'MailsPage'),
    inside(paths.feeds, () => import('../newsroom/feeds/feeds-page.tsx'), 'FeedsPage'),
    inside(paths.media, () => import('../newsroom/media/media-page.tsx'), 'MediaPage'),
    inside(paths.labels, planning.labels, 'LabelsPage'),
    inside(paths.stories, newsroom.stories, 'StoriesPage'),
    inside(`${paths.stories}/$id`, newsroom.story, 'StoryPage'),
    inside(paths.review, newsroom.desk, 'ReviewDeskPage'),
    inside(`${paths.review}/$id`, newsroom.review, 'ReviewPage'),
    inside(paths.releases, () => import('../publishing/desk-page.tsx'), 'ReleaseDeskPage'),
    inside(`${paths.releases}/$id`, () => import('../publishing/kit-page.tsx'), 'KitPage'),
    inside(paths.audienceRules, () => import('../audience/rules-page.tsx'), 'AudienceRulesPage'),
    inside(paths.programmes, () => import('../publishing/programmes-page.tsx'), 'ProgrammesPage'),
    inside(paths.patrol, () => import('../publishing/patrol-page.tsx'), 'PatrolPage'),
    inside(`${paths.patrol}/$id`, () => import('../publishing/finding-page.tsx'), 'FindingPage'),
    inside(paths.subscribers, () => import('../channels/subscribers-page.tsx'), 'SubscribersPage'),
    inside(paths.withdrawals, () => import('../publishing/withdrawals-page.tsx'), 'WithdrawalsPage'),
    inside(`${paths.withdrawals}/$id`, () => import('../publishing/withdrawal-page.tsx'), 'WithdrawalPage'),
    inside(paths.comments, () => import('../publishing/comments-page.tsx'), 'CommentsPage'),
    inside(paths.switches, () => import('../publishing/switches-page.tsx'), 'SwitchesPage'),
    inside(paths.accounts, () => import('../channels/accounts-page.tsx'), 'AccountsPage'),
    inside(paths.history, () => import('../newsroom/history-page.tsx'), 'HistoryPage'),
    inside(paths.sources, () => import('../newsroom/sources-page.tsx'), 'SourcesPage'),
    inside(paths.dictionary, () => import('../proofing/dictionary-page.tsx'), 'DictionaryPage'),
    inside(paths.reviewers, newsroom.reviewers, 'ReviewersPage'),
    inside(paths.preparation, preparation.year, 'PreparationPage'),
    inside(`${paths.preparation}/$year/$section`, preparation.section, 'SectionRequestPage'),
    inside(paths.comparison, preparation.comparison, 'ComparisonPage'),
    inside(paths.quotas, preparation.quotas, 'QuotasPage'),
    inside(paths.effect, () => import('../audience/effect-page.tsx'), 'EffectPage'),
    inside(paths.readings, () => import('../audience/readings-page.tsx'), 'ReadingsPage'),
    inside(paths.indexes, () => import('../audience/indexes-page.tsx'), 'IndexesPage'),
    inside(paths.adoptions, () => import('../audience/adoptions-page.tsx'), 'AdoptionsPage'),
    inside(paths.output, () => import('../audience/output-page.tsx'), 'OutputPage'),
    inside(paths.bulletin, () => import('../audience/bulletin-page.tsx'), 'BulletinPage'),
    inside(paths.inspection, () => import('../audience/inspection-page.tsx'), 'InspectionPage'),
    inside(paths.issues, newspaper.issues, 'IssuesPage'),
    inside(`${paths.issues}/$id`, newspaper.issue, 'IssuePage'),
    inside(`${paths.issues}/pages/$id`, newspaper.page, 'PageEditorPage'),
    inside(paths.corrections, newspaper.corrections, 'CorrectionsPage'),
    inside(paths.ledger, budget.ledger, 'LedgerPage'),
    inside(paths.movements, budget.movements, 'MovementsPage'),
    inside(paths.record, budget.record, 'RecordPage'),
    inside(paths.adjust, budget.adjust, 'AdjustPage'),
    inside(paths.plan, budget.plan, 'PlanPage'),
    inside(paths.responsibility, budget.responsibility, 'ResponsibilityPage'),
    inside(paths.projects, budget.projects, 'ProjectsPage'),
    inside(paths.approvals, budget.approvals, 'ApprovalsPage'),
    inside(paths.yearEnd, budget.yearEnd, 'YearEndPage'),
    inside(paths.claims, spending.claims, 'ClaimsPage'),
    inside(`${paths.claims}/new`, spending.claim, 'NewClaimPage'),
    inside(`${paths.claims}/$id`, spending.claim, 'ClaimPage'),
    inside(`${paths.claims}/$id/print`, spending.print, 'ClaimPrintPage'),
    inside(paths.payments, spending.payments, 'PaymentsPage'),
    inside(`${paths.payments}/$id`, spending.batch, 'BatchPage'),
    inside(paths.loans, spending.loans, 'LoansPage'),
    inside(paths.spendingRules, spending.rules, 'SpendingRulesPage'),
    inside(paths.archive, spending.archive, 'ArchivePage'),
    inside(paths.vouchers, () => import('../accounts/day-book.tsx'), 'DayBookPage'),
    inside(`${paths.voucher}/$id`, () => import('../accounts/voucher.tsx'), 'VoucherPage'),
    inside(paths.balances, () => import('../accounts/balances.tsx'), 'BalancesPage'),
    inside(paths.cards, () => import('../assets/cards.tsx'), 'CardsPage'),
    inside(`${paths.cards}/$id`, () => import('../assets/card-page.tsx'), 'CardPage'),
    inside(paths.registerCard, () => import('../assets/register.tsx'), 'RegisterPage'),
    inside(paths.depreciation, () => import('../assets/depreciation.tsx'), 'DepreciationPage'),
    inside(paths.disposals, () => import('../assets/disposals.tsx'), 'DisposalsPage'),
    inside(`${paths.disposals}/$id`, () => import('../assets/disposal-page.tsx'), 'DisposalPage'),
    inside(paths.stocktakes, () => import('../assets/stocktakes.tsx'), 'StocktakesPage'),
    inside(`${paths.stocktakes}/$id`, () => import('../assets/stocktake-page.tsx'), 'StocktakePage'),
    inside(`${paths.stocktakes}/$id/scan`, () => import('../assets/scan-page.tsx'), 'ScanPage'),
    inside(paths.supplies, () => import('../assets/supplies.tsx'), 'SuppliesPage'),
    inside(paths.assetReport, () => import('../assets/year-report.tsx'), 'AssetReportPage'),
    inside(paths.assetRules, () => import('../assets/rules.tsx'), 'AssetRulesPage'),
    inside(paths.requisitions, () => import('../procurement/requisitions.tsx'), 'RequisitionsPage'),
    inside(`${paths.requisitions}/$id`, () => import('../procurement/requisition-page.tsx'), 'RequisitionPage'),
    inside(paths.apply, () => import('../procurement/apply.tsx'), 'ApplyPage'),
    inside(paths.plans, () => import('../procurement/plans.tsx'), 'PlansPage'),
    inside(paths.procurementRules, () => import('../procurement/rules.tsx'), 'ProcurementRulesPage'),
    inside(paths.contracts, () => import('../procurement/contracts.tsx'), 'ContractsPage'),
    inside(paths.houseRules, supervision.rules, 'RulesPage'),
    inside(`${paths.houseRules}/$id`, supervision.rule, 'RulePage'),
    inside(paths.houseChecks, supervision.checks, 'ChecksPage'),
    inside(`${paths.houseChecks}/$id`, supervision.check, 'CheckPage'),
    inside(paths.findings, supervision.findings, 'FindingsPage'),
    inside(paths.handover, handover.home, 'HandoverPage'),
    inside(`${paths.handover}/person/$id`, handover.person, 'LeavingPage'),
    inside(`${paths.handover}/document/$id`, handover.document, 'HandoverDocumentPage'),
    inside(paths.closing, handover.closing, 'ClosingPage'),
    inside(paths.finalAccounts, () => import('../books/final-accounts.tsx'), 'FinalAccountsPage'),
    inside(paths.importBooks, () => import('../books/import-books.tsx'), 'ImportBooksPage'),
    inside(paths.checkBooks, () => import('../books/check-books.tsx'), 'CheckBooksPage'),
    inside(paths.report, () => import('../performance/report-page.tsx'), 'ReportPage'),
    inside(paths.figures, () => import('../performance/figures-page.tsx'), 'FiguresPage'),
    inside(paths.signed, () => import('../performance/signed-page.tsx'), 'SignedReportsPage'),
    inside(paths.checker, () => import('../proofing/checker-page.tsx'), 'CheckerPage'),
    inside(paths.people, people.persons, 'PersonsPage'),
    inside(paths.unit, () => import('../people/unit.tsx'), 'UnitPage'),
    inside(paths.permissions, people.permissions, 'PermissionsPage'),
    inside(paths.journal, people.journal, 'JournalPage'),
    inside(paths.account, people.account, 'AccountPage'),
  ]),
])

export const router = createRouter({
  routeTree: tree,
  basepath: '/workbench',
  defaultPreload: 'intent',
  scrollRestoration: true,
})
